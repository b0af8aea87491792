import { EVIDENCE, type Evidence, type EvidenceBasis } from "../evidence.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { QuestionType, ScoreCounts } from "../question.ts";
import { addCounts, countAnswers } from "../score-counts.ts";
import { type Statistic, share } from "../statistic.ts";

export const coverageDescriptor = {
  key: "verified_share",
  label: "Verified answers",
  unit: "share",
  better: "higher",
  gap: "Nobody answered in this period.",
  definition: "The share of answers by customers who are known to have used the touchpoint that they rate.",
  formula: "Answers with evidence of use / all answers; Wilson interval.",
  source: "Touchline's own; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** Answers to one question, by whether the customer is known to have used the touchpoint. */
export type EvidenceCounts = Readonly<Record<Evidence, ScoreCounts>>;

/** Whose answers a score is made of once the headline rule has spoken. */
export const APPLIED_BASES = ["used", "used_and_unknown", "all"] as const;
export type AppliedBasis = (typeof APPLIED_BASES)[number];

const PARTS: Readonly<Record<AppliedBasis, readonly Evidence[]>> = {
  used: ["used"],
  used_and_unknown: ["used", "unknown"],
  all: EVIDENCE,
};

/** Below this coverage a headline can't do without the answers whose use nobody logs. */
const HEADLINE_COVERAGE = 0.5;

/** Share of answers with evidence of use, 0 to 1. */
export function coverage(counts: EvidenceCounts, question: QuestionType): Statistic {
  const all = addCounts(...EVIDENCE.map((evidence) => counts[evidence]));
  return share(countAnswers(counts.used, question), countAnswers(all, question));
}

/** The headline rule: verified answers where they are at least half of all, else with those of unknown use. */
export function headlineBasis(coverageValue: number | null): AppliedBasis {
  return coverageValue !== null && coverageValue >= HEADLINE_COVERAGE ? "used" : "used_and_unknown";
}

/** What a viewer's choice of evidence comes to for one touchpoint. */
export function appliedBasis(
  basis: EvidenceBasis,
  counts: EvidenceCounts,
  question: QuestionType,
): AppliedBasis {
  return basis === "headline" ? headlineBasis(coverage(counts, question).value) : basis;
}

/** Which evidence a basis lets speak. */
export function evidenceOn(basis: AppliedBasis): readonly Evidence[] {
  return PARTS[basis];
}

/** The answers that a basis lets speak. */
export function countsOnBasis(counts: EvidenceCounts, basis: AppliedBasis): ScoreCounts {
  return addCounts(...evidenceOn(basis).map((evidence) => counts[evidence]));
}
