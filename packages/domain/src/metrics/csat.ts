import { type Comparison, compareIntervals } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { QuestionType, ScoreCounts } from "../question.ts";
import { countAnswers, countTopBox } from "../score-counts.ts";
import { type Statistic, share } from "../statistic.ts";

export const csatDescriptor = {
  key: "csat",
  label: "CSAT",
  unit: "share",
  better: "higher",
  gap: "Nobody answered a satisfaction question in this period.",
  definition:
    "The share of answers in the top box of the scale: 4-5 of 5, 6-7 of 7, 9-10 of 10, or satisfied where the choice was satisfied or not. Scales are not mixed: the one with the most answers speaks.",
  formula: "Answers in the top box / answers on that scale; Wilson interval.",
  source:
    "Common practice (top-2-box); the interval: E. B. Wilson, 1927; of a change: R. G. Newcombe, method 10, 1998.",
} as const satisfies MetricDescriptor;

/** Share of answers in the top box of any scale, 0 to 1, with Wilson's interval. */
export function csat(counts: ScoreCounts, question: QuestionType): Statistic {
  return share(countTopBox(counts, question), countAnswers(counts, question));
}

/** The change of the top-box share between two groups of answers to one question, by Newcombe's interval. */
export function csatChange(
  current: ScoreCounts,
  previous: ScoreCounts,
  question: QuestionType,
  minAnswers?: number,
): Comparison {
  return compareIntervals(csat(current, question), csat(previous, question), {
    better: csatDescriptor.better,
    minAnswers,
  });
}
