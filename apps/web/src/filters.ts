import { PERIOD_CHOICES, type ViewInput } from "@touchline/api/view-input";
import { EVIDENCE_BASES, type EvidenceBasis } from "@touchline/domain/evidence";
import { COMPARISONS, type ComparisonKind, PERIOD_LABELS } from "@touchline/domain/period";
import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** The URL is the only place where filters live: one object parses it for the server and for the browser. */
export const filterParsers = {
  period: parseAsStringLiteral(PERIOD_CHOICES).withDefault("last_12_full_months"),
  /** First and last day, "yyyy-mm-dd"; read only for the period "custom". */
  from: parseAsString,
  to: parseAsString,
  compare: parseAsStringLiteral(COMPARISONS).withDefault("previous_period"),
  evidence: parseAsStringLiteral(EVIDENCE_BASES).withDefault("headline"),
};

export type Filters = ViewInput;

export const loadFilters = createLoader(filterParsers);
/** An address with these filters; what is at its default is left out. */
export const addressOf = createSerializer(filterParsers);

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
