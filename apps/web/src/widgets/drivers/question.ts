import { QUESTION_TYPES } from "@touchline/domain/question";
import { createLoader, createParser, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { filterParsers } from "../../filters.ts";

/** What the page of drivers asks beside the filters; a form without scripts sends an empty one for "all". */
const driverParsers = {
  department: createParser({ parse: (text) => text || null, serialize: (slug: string) => slug }),
  /** The question about the company as a whole that the touchpoints are weighed for; null: the most answered. */
  outcome: parseAsStringLiteral(QUESTION_TYPES),
};

export const loadDriverQuestion = createLoader(driverParsers);
export const driversAddress = createSerializer({ ...filterParsers, ...driverParsers });
