import { type Comparison, compareIntervals } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { type Statistic, share } from "../statistic.ts";

export const trainingDescriptor = {
  key: "training_completion",
  label: "Training completion",
  unit: "share",
  better: "higher",
  gap: "No training was due by the end of the period.",
  definition:
    "Of the courses that employees were to have taken by the end of the period, the share completed and not expired since.",
  formula: "Completed and still valid / assignments due by the end of the period; Wilson interval.",
  source: "Common practice; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** due: assignments due by the end of the period; valid: those completed and not expired at that day. */
export interface TrainingCounts {
  readonly due: number;
  readonly valid: number;
}

/** Share of due assignments completed and valid, 0 to 1. */
export function trainingCompletion({ valid, due }: TrainingCounts): Statistic {
  return share(valid, due);
}

/** The change of the completed share between two period ends, by Newcombe's interval. */
export function trainingChange(
  current: TrainingCounts,
  previous: TrainingCounts,
  minDue?: number,
): Comparison {
  return compareIntervals(trainingCompletion(current), trainingCompletion(previous), {
    better: trainingDescriptor.better,
    minAnswers: minDue,
  });
}
