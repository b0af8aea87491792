import { type Comparison, compareEstimates } from "../compare.ts";
import { quantileRanks } from "../distributions.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import {
  QUESTION_TYPES,
  QUESTIONS,
  type QuestionKind,
  type QuestionType,
  type ScoreCounts,
} from "../question.ts";
import { countAnswers } from "../score-counts.ts";
import { type Estimate, noBase, normalInterval, ratio, type Statistic, Z95 } from "../statistic.ts";

export const meanRatingDescriptor = {
  key: "mean_rating",
  label: "Mean rating",
  unit: "rating",
  better: "higher",
  gap: "Nobody answered in this period.",
  definition: "The average of the answers on the question's own scale.",
  formula:
    "Sum of the scores / answers; interval: mean +- 1.96 standard errors, cut at the ends of the scale.",
  source: "Common practice.",
} as const satisfies MetricDescriptor;

/** How often a value was seen. Values need no order; counts are whole numbers. */
export interface ValueCount {
  readonly value: number;
  readonly count: number;
}

/** Mean and its standard error (sample variance) of answers to one question. se is null below two answers. */
export function meanEstimate(counts: ScoreCounts, question: QuestionType): Estimate {
  const { min, max } = QUESTIONS[question];
  const n = countAnswers(counts, question);
  let sum = 0;
  for (let score = min; score <= max; score += 1) sum += score * (counts[score] ?? 0);
  const mean = ratio(sum, n);
  if (mean === null) return { value: null, se: null, n };
  let squares = 0;
  for (let score = min; score <= max; score += 1) squares += (counts[score] ?? 0) * (score - mean) ** 2;
  const squaredError = ratio(squares, n * (n - 1));
  return { value: mean, se: squaredError === null ? null : Math.sqrt(squaredError), n };
}

/** Mean on the question's own scale, with a normal interval cut at the ends of the scale. */
export function meanRating(counts: ScoreCounts, question: QuestionType): Statistic {
  const { min, max } = QUESTIONS[question];
  return normalInterval(meanEstimate(counts, question), [min, max]);
}

/** The change of a mean between two periods, on the question's own scale. */
export function meanRatingChange(
  current: ScoreCounts,
  previous: ScoreCounts,
  question: QuestionType,
  minAnswers?: number,
): Comparison {
  const { min, max } = QUESTIONS[question];
  return compareEstimates(meanEstimate(current, question), meanEstimate(previous, question), max - min, {
    better: meanRatingDescriptor.better,
    minAnswers,
  });
}

/**
 * A quantile (0 < p < 1) between the neighbouring values, as SQL's percentile_cont, with the distribution-free interval
 * of order statistics. A bound is null where so few values can't hold it with 95 % confidence.
 */
export function quantile(values: readonly ValueCount[], p: number): Statistic {
  const sorted = values.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const n = sorted.reduce((sum, { count }) => sum + count, 0);
  const atRank = (rank: number): number | null => {
    if (rank < 1) return null;
    let seen = 0;
    for (const { value, count } of sorted) {
      seen += count;
      if (seen >= rank) return value;
    }
    return null;
  };
  const place = 1 + (n - 1) * p;
  const lower = atRank(Math.floor(place));
  const upper = atRank(Math.ceil(place));
  if (lower === null || upper === null) return noBase(n);
  const value = lower + (upper - lower) * (place - Math.floor(place));
  const [lowRank, highRank] = quantileRanks(n, p, Z95);
  return { value, n, low: atRank(lowRank), high: atRank(highRank) };
}

/** The middle answer; between two middle answers, their mean. */
export function medianRating(counts: ScoreCounts, question: QuestionType): Statistic {
  const { min, max } = QUESTIONS[question];
  const values = counts.map((count, value) => ({ value, count }));
  return quantile(
    values.filter(({ value }) => value >= min && value <= max),
    0.5,
  );
}

/** The question of a kind with the most answers: scales are never averaged together. null when none has any. */
export function headlineQuestion(
  kind: QuestionKind,
  byQuestion: Readonly<Partial<Record<QuestionType, ScoreCounts>>>,
): { readonly question: QuestionType; readonly counts: ScoreCounts } | null {
  let best: { question: QuestionType; counts: ScoreCounts; n: number } | null = null;
  for (const question of QUESTION_TYPES) {
    const counts = byQuestion[question];
    if (counts === undefined || QUESTIONS[question].kind !== kind) continue;
    const n = countAnswers(counts, question);
    if (n > (best?.n ?? 0)) best = { question, counts, n };
  }
  return best && { question: best.question, counts: best.counts };
}
