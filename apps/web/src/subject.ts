import { CUSTOMER_SETS } from "@touchline/domain/customer-sets";
import { EVIDENCE } from "@touchline/domain/evidence";
import { QUESTION_TYPES } from "@touchline/domain/question";
import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { filterParsers, placeParser } from "./filters.ts";

/** Behind which number records are looked at, beside the filters: the same that made the number. */
const subjectParsers = {
  /** Slugs; the touchpoint "overall" is the company as a whole. */
  touchpoint: parseAsString,
  department: parseAsString,
  stage: parseAsString,
  part: parseAsStringLiteral(["service", "rest"]),
  question: parseAsStringLiteral(["primary", "any", ...QUESTION_TYPES]).withDefault("primary"),
  use: parseAsStringLiteral(EVIDENCE),
  scoreFrom: parseAsInteger.withDefault(0),
  scoreThrough: parseAsInteger.withDefault(10),
  /** Only records of the customers behind a figure about customers. */
  customers: parseAsStringLiteral(CUSTOMER_SETS),
};

export const loadSubject = createLoader({ ...subjectParsers, ...placeParser });
const serialize = createSerializer({ ...filterParsers, ...subjectParsers, ...placeParser });

type Asked = Parameters<typeof serialize>[1];

/** The address of the records behind a number. */
export const recordsAddress = (asked: Asked): string => serialize("/records", asked);

/** Where a list of records goes on, as it stands in the address; null: not a place. */
export function readPlace(after: string | null): { at: string; id: number } | null {
  const [, at, id] = /^([^~]+)~(\d+)$/.exec(after ?? "") ?? [];
  return at !== undefined && id !== undefined ? { at, id: Number(id) } : null;
}

export const writePlace = ({ at, id }: { at: string; id: number }): string => `${at}~${id}`;
