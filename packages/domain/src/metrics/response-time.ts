import { type Comparison, compareIntervals } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { Statistic } from "../statistic.ts";
import { quantile, type ValueCount } from "./distribution.ts";

export const responseTimeDescriptor = {
  key: "response_time",
  label: "Response time, median",
  unit: "minutes",
  better: "lower",
  gap: "No contact in this period has both an opening and a first reply.",
  definition:
    "The time within which half of the contacts got their first reply. Contacts still waiting are not in it.",
  formula: "Median of first reply - opened; interval from the order statistics.",
  source: "Common practice; the interval: W. J. Conover, Practical Nonparametric Statistics, 3.2.",
} as const satisfies MetricDescriptor;

export const responseTimeP90Descriptor = {
  key: "response_time_p90",
  label: "Response time, 9 in 10",
  unit: "minutes",
  better: "lower",
  gap: "No contact in this period has both an opening and a first reply.",
  definition:
    "The time within which nine of ten contacts got their first reply. Contacts still waiting are not in it.",
  formula: "90th percentile of first reply - opened; interval from the order statistics.",
  source: "Common practice; the interval: W. J. Conover, Practical Nonparametric Statistics, 3.2.",
} as const satisfies MetricDescriptor;

export interface ResponseTime {
  readonly median: Statistic;
  readonly p90: Statistic;
}

/** From minutes to first reply and how many contacts took each; minutes need not be whole. */
export function responseTime(minutes: readonly ValueCount[]): ResponseTime {
  return { median: quantile(minutes, 0.5), p90: quantile(minutes, 0.9) };
}

/** The change of the median in minutes; less is better. */
export function responseTimeChange(
  current: ResponseTime,
  previous: ResponseTime,
  minContacts?: number,
): Comparison {
  return compareIntervals(current.median, previous.median, {
    better: responseTimeDescriptor.better,
    minAnswers: minContacts,
  });
}
