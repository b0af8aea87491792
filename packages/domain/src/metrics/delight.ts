import { type Comparison, compareIntervals } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { ScoreCounts } from "../question.ts";
import { countAnswers } from "../score-counts.ts";
import { type Statistic, share } from "../statistic.ts";

export const delightDescriptor = {
  key: "delight",
  label: "Delighted",
  unit: "share",
  better: "higher",
  gap: "Nobody was asked how it compared with what they expected.",
  definition:
    "The share of customers for whom it was better than expected. Those for whom it was as expected are satisfied, and are counted apart.",
  formula: 'Answers "better" / answers; Wilson interval.',
  source: "R. L. Oliver, expectancy and disconfirmation, 1980; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** The change of the share that is delighted, by Newcombe's interval. */
export function delightChange(current: ScoreCounts, previous: ScoreCounts, minAnswers?: number): Comparison {
  return compareIntervals(delight(current).delighted, delight(previous).delighted, {
    better: delightDescriptor.better,
    minAnswers,
  });
}

/** Shares of better than, as and worse than expected, from answers 3, 2 and 1; each 0 to 1. */
export function delight(counts: ScoreCounts): {
  readonly delighted: Statistic;
  readonly satisfied: Statistic;
  readonly disappointed: Statistic;
} {
  const n = countAnswers(counts, "expectation_1_3");
  return {
    delighted: share(counts[3] ?? 0, n),
    satisfied: share(counts[2] ?? 0, n),
    disappointed: share(counts[1] ?? 0, n),
  };
}
