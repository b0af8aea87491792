import { STANDARDS } from "@touchline/domain/standards";
import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { filterParsers } from "../../filters.ts";

/** Whose audits are listed: of one channel (its slug) or standard, or of all. */
const auditedParsers = { audited: parseAsString, standard: parseAsStringLiteral(STANDARDS) };

export const loadAudited = createLoader(auditedParsers);
const serialize = createSerializer({ ...filterParsers, ...auditedParsers });

/** The page or file with these filters, and these audits listed. */
export const auditedAddress: typeof serialize = serialize;

/** As many as a page or file lists. */
const LISTED = 200;

/** The history that is asked for. */
export const historyOf = ({ audited, standard }: Awaited<ReturnType<typeof loadAudited>>) => ({
  channel: audited,
  standard,
  limit: LISTED,
});
