import { PERIOD_CHOICES, type ViewInput } from "@touchline/api/view-input";
import { EVIDENCE_BASES, type EvidenceBasis } from "@touchline/domain/evidence";
import { COMPARISONS, type ComparisonKind, PERIOD_LABELS } from "@touchline/domain/period";
import {
  createLoader,
  createParser,
  createSerializer,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

/** A slug; a form without scripts sends an empty one for "all". */
const parseAsSlug = createParser({ parse: (text) => text || null, serialize: (slug: string) => slug });

/** The URL is the only place where filters live: one object parses it for the server and for the browser. */
export const filterParsers = {
  period: parseAsStringLiteral(PERIOD_CHOICES).withDefault("last_12_full_months"),
  /** First and last day, "yyyy-mm-dd"; read only for the period "custom". */
  from: parseAsString,
  to: parseAsString,
  compare: parseAsStringLiteral(COMPARISONS).withDefault("previous_period"),
  /** Slugs; a channel holds its children. */
  segment: parseAsSlug,
  channel: parseAsSlug,
  evidence: parseAsStringLiteral(EVIDENCE_BASES).withDefault("headline"),
};

export type Filters = ViewInput;

/** Where a list goes on. It belongs to one question: every change of the filters starts the list anew. */
export const placeParser = { after: parseAsString };
/** What a table is sorted by: a column's key, with a minus for the largest first. */
const sortParser = { sort: parseAsString };
/** Whether a trend goes by weeks, which can be judged, also where the period is long. */
const weeklyParser = { weekly: parseAsBoolean.withDefault(true) };
export const loadFilters = createLoader(filterParsers);
export const loadSort = createLoader(sortParser);
export const loadWeekly = createLoader(weeklyParser);
/** An address with these filters, and a list's own order and place; what is at its default is left out. */
export const addressOf = createSerializer({
  ...filterParsers,
  ...placeParser,
  ...sortParser,
  ...weeklyParser,
});

export const PERIOD_NAMES: Readonly<Record<Filters["period"], string>> = {
  ...PERIOD_LABELS,
  custom: "Days of your own",
};
export const COMPARISON_NAMES: Readonly<Record<ComparisonKind, string>> = {
  previous_period: "The period before",
  same_period_last_year: "The same days last year",
};
export const EVIDENCE_NAMES: Readonly<Record<EvidenceBasis, string>> = {
  headline: "Best available",
  used: "Verified only",
  all: "All answers",
};
