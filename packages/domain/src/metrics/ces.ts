import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { QuestionType, ScoreCounts } from "../question.ts";
import { countAnswers, countTopBox } from "../score-counts.ts";
import { type Statistic, share } from "../statistic.ts";
import { meanRating } from "./distribution.ts";

export const cesDescriptor = {
  key: "ces",
  label: "CES",
  unit: "rating",
  better: "higher",
  gap: "Nobody was asked how easy it was.",
  definition:
    "Customer effort score: how far customers agree that the company made it easy, on the scale that was asked (1 to 7, or 1 to 5). Higher is easier.",
  formula:
    "Sum of the scores / answers; interval: mean +- 1.96 standard errors, cut at the ends of the scale.",
  source:
    "M. Dixon, K. Freeman and N. Toman, Stop trying to delight your customers, 2010; version 2.0 of the question.",
} as const satisfies MetricDescriptor;

export const cesEasyDescriptor = {
  key: "ces_easy",
  label: "Found it easy",
  unit: "share",
  better: "higher",
  gap: "Nobody was asked how easy it was.",
  definition: "The share of answers that agree that the company made it easy: 5-7 of 7, or 4-5 of 5.",
  formula: "Answers that agree / answers on that scale; Wilson interval.",
  source: "As CES; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** Mean on the question's own scale, and the share that agrees. Change: meanRatingChange and csatChange. */
export function ces(
  counts: ScoreCounts,
  question: Extract<QuestionType, `ces_${string}`>,
): { readonly mean: Statistic; readonly easy: Statistic } {
  return {
    mean: meanRating(counts, question),
    easy: share(countTopBox(counts, question), countAnswers(counts, question)),
  };
}
