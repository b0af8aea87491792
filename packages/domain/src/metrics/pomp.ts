import { type Comparison, compareEstimates } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { QUESTIONS, type QuestionType, type ScoreCounts } from "../question.ts";
import { type Estimate, normalInterval, ratio, type Statistic } from "../statistic.ts";
import { meanEstimate } from "./distribution.ts";

export const pompDescriptor = {
  key: "touchpoint_score",
  label: "Touchpoint score",
  unit: "score",
  better: "higher",
  gap: "Nobody answered the touchpoint's primary question, or too few did.",
  definition:
    "The mean answer to the touchpoint's primary question as a percentage of the maximum possible, so that touchpoints asked on different scales stand side by side. 0 is the worst answer by everybody, 100 the best.",
  formula:
    "100 (mean - lowest) / (highest - lowest) of the scale; interval: +- 1.96 standard errors, cut at 0 and 100.",
  source:
    "P. Cohen, J. Cohen, L. S. Aiken and S. G. West, The problem of units and the circumstance for POMP, 1999.",
} as const satisfies MetricDescriptor;

/** Percent of maximum possible, 0 to 100, with its standard error. */
export function pompEstimate(counts: ScoreCounts, question: QuestionType): Estimate {
  const { min, max } = QUESTIONS[question];
  const { se, n } = meanEstimate(counts, question);
  let reached = 0;
  for (let score = min; score <= max; score += 1) reached += (score - min) * (counts[score] ?? 0);
  return {
    value: ratio(100 * reached, n * (max - min)),
    se: se === null ? null : ratio(100 * se, max - min),
    n,
  };
}

/** Percent of maximum possible, 0 to 100, with a normal interval. */
export function pomp(counts: ScoreCounts, question: QuestionType): Statistic {
  return normalInterval(pompEstimate(counts, question), [0, 100]);
}

/** The change of the score in points between two groups of answers to one question. */
export function pompChange(
  current: ScoreCounts,
  previous: ScoreCounts,
  question: QuestionType,
  minAnswers?: number,
): Comparison {
  return compareEstimates(pompEstimate(current, question), pompEstimate(previous, question), 100, {
    better: pompDescriptor.better,
    minAnswers,
  });
}
