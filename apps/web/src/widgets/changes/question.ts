import { CHANGE_PARTS } from "@touchline/api/changes";
import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { filterParsers } from "../../filters.ts";

/** What a change is split over. */
const changeParsers = { by: parseAsStringLiteral(CHANGE_PARTS).withDefault("channel") };

export const loadChangeQuestion = createLoader(changeParsers);
export const changesAddress = createSerializer({ ...filterParsers, ...changeParsers });

/** What the parts of a change are called. */
export const PART_NAMES: Readonly<Record<(typeof CHANGE_PARTS)[number], { one: string; many: string }>> = {
  channel: { one: "channel", many: "channels" },
  segment: { one: "segment", many: "segments" },
};
