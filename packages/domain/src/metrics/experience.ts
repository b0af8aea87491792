import { type Comparison, compareEstimates } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { DEFAULT_MIN_ANSWERS, type Estimate, normalInterval, ratio, type Statistic } from "../statistic.ts";
import type { TouchpointRole } from "../structure.ts";
import {
  type ScoreSettings,
  type TouchpointAnswers,
  type TouchpointScore,
  touchpointScore,
} from "./touchpoint.ts";

export const experienceDescriptor = {
  key: "experience_score",
  label: "Experience score",
  unit: "score",
  better: "higher",
  gap: "No touchpoint has enough answers in this period.",
  definition:
    "The scores of all touchpoints with enough answers, averaged by their weights: direct interactions weigh 2 and indirect ones 1 unless your administrator set them. The share of the whole weight that was measured stands beside it.",
  formula: "Sum of weight x score / sum of weights, over measured touchpoints; interval by the delta method.",
  source:
    "Touchline's own; the delta method for the interval (Casella & Berger, Statistical Inference, 5.5.4).",
} as const satisfies MetricDescriptor;

/** How much of the whole a score speaks for. */
export const measuredWeightDescriptor = {
  key: "measured_weight",
  label: "Measured share of the weight",
  unit: "share",
  better: "higher",
  gap: "There is no touchpoint with a weight.",
  definition:
    "The weight of the touchpoints with enough answers, as a share of the weight of all touchpoints.",
  formula: "Sum of weights of measured touchpoints / sum of all weights.",
  source: "Touchline's own.",
} as const satisfies MetricDescriptor;

export const serviceScoreDescriptor = {
  key: "service_score",
  label: "Service score",
  unit: "score",
  better: "higher",
  gap: "No service touchpoint has enough answers in this period.",
  definition: "The experience score of the touchpoints whose role is service.",
  formula: "As the experience score, over touchpoints with the role service.",
  source: "As the experience score.",
} as const satisfies MetricDescriptor;

export const restScoreDescriptor = {
  key: "rest_score",
  label: "The rest",
  unit: "score",
  better: "higher",
  gap: "Nothing but service has enough answers in this period.",
  definition: "The experience score of all touchpoints whose role is not service.",
  formula: "As the experience score, over touchpoints with any other role than service.",
  source: "As the experience score.",
} as const satisfies MetricDescriptor;

export const serviceGapDescriptor = {
  key: "service_gap",
  label: "Service against the rest",
  unit: "points",
  better: "higher",
  gap: "Service or all the rest has no touchpoint with enough answers.",
  definition:
    "How far service stands above everything else. A wide gap means that service repairs what other touchpoints break.",
  formula: "Service score - the score of all other touchpoints; interval from both standard errors.",
  source: "Touchline's own; difference of two independent means.",
} as const satisfies MetricDescriptor;

/** A score that carries a weight into the whole. */
export interface WeightedScore {
  readonly weight: number;
  readonly score: TouchpointScore;
}

export interface ScoredTouchpoint extends WeightedScore {
  readonly touchpoint: number;
}

export interface Experience {
  /** 0 to 100; n = answers behind it. */
  readonly score: Statistic;
  readonly estimate: Estimate;
  /** Share of the whole weight that was measured, 0 to 1. */
  readonly measuredWeight: number | null;
  readonly touchpoints: readonly ScoredTouchpoint[];
}

/**
 * The weighted mean of the scores that count, with the standard error of the delta method. Weights are constants and
 * touchpoints are taken as independent; answers by the same person to several make the interval a little too narrow.
 */
export function weightedScore(scores: readonly WeightedScore[]): Estimate {
  const measured = scores.filter(({ score }) => score.counted);
  const total = measured.reduce((sum, { weight }) => sum + weight, 0);
  const n = measured.reduce((sum, { score }) => sum + score.estimate.n, 0);
  const sum = measured.reduce((acc, { weight, score }) => acc + weight * (score.estimate.value ?? 0), 0);
  const spread = Math.hypot(
    ...measured.map(({ weight, score }) => weight * (score.estimate.se ?? Number.NaN)),
  );
  const value = ratio(sum, total);
  // Rounding in the sums may pass the ends of the scale by a hair.
  return { value: value === null ? null : Math.min(100, Math.max(0, value)), se: ratio(spread, total), n };
}

/** Experience score of a company, department or journey stage from its touchpoints' answers in one period. */
export function experienceScore(rows: readonly TouchpointAnswers[], settings: ScoreSettings): Experience {
  const touchpoints = rows.map((row) => ({
    touchpoint: row.touchpoint,
    weight: row.weight,
    score: touchpointScore(row, settings),
  }));
  const estimate = weightedScore(touchpoints);
  const measured = touchpoints.reduce((sum, { weight, score }) => sum + (score.counted ? weight : 0), 0);
  const whole = touchpoints.reduce((sum, { weight }) => sum + weight, 0);
  return {
    score: normalInterval(estimate, [0, 100]),
    estimate,
    measuredWeight: ratio(measured, whole),
    touchpoints,
  };
}

/** Service score, the score of everything else, and how far service stands above it. */
export function serviceGap(
  rows: readonly (TouchpointAnswers & { readonly role: TouchpointRole })[],
  settings: ScoreSettings,
): { readonly service: Experience; readonly rest: Experience; readonly gap: Comparison } {
  const service = experienceScore(
    rows.filter(({ role }) => role === "service"),
    settings,
  );
  const rest = experienceScore(
    rows.filter(({ role }) => role !== "service"),
    settings,
  );
  const { minAnswers = DEFAULT_MIN_ANSWERS } = settings;
  const gap = compareEstimates(service.estimate, rest.estimate, 100, {
    better: serviceGapDescriptor.better,
    minAnswers,
  });
  return { service, rest, gap };
}

/**
 * The gap within customers who rated both: pairs, and the sum and the sum of squares of each one's service score less
 * their score of the rest, in points of 0 to 100. Paired, so that who answers can't make the gap.
 */
export function pairedGap(
  pairs: { readonly n: number; readonly sum: number; readonly sumOfSquares: number },
  minAnswers?: number,
): Comparison {
  const { n, sum, sumOfSquares } = pairs;
  const value = ratio(sum, n);
  const variance = value === null ? null : ratio(Math.max(0, sumOfSquares - sum * value), n * (n - 1));
  const se = variance === null ? null : Math.sqrt(variance);
  const nothing: Estimate = { value: 0, se: 0, n };
  return compareEstimates({ value, se, n }, nothing, 100, {
    better: serviceGapDescriptor.better,
    minAnswers,
  });
}
