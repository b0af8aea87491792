import { type Comparison, compareIntervals } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { type Statistic, share } from "../statistic.ts";

/** A journey is told by customers who rated at least this many touchpoints. */
export const LEAST_RATED = 3;

export const journeyYieldDescriptor = {
  key: "journey_yield",
  label: "Journey yield",
  unit: "share",
  better: "higher",
  gap: "No customer rated at least three touchpoints in this period.",
  definition:
    "Of the customers who rated at least three touchpoints, the share for whom every single one was in the top box. One bad stop is enough to leave it.",
  formula:
    "Customers with every rated touchpoint in the top box / customers with at least 3 rated touchpoints; Wilson interval.",
  source: "After first-pass yield in manufacturing; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

export const rescueDescriptor = {
  key: "good_rescue",
  label: "Good rescue, bad journey",
  unit: "share",
  better: "lower",
  gap: "No customer rated both service and another touchpoint in this period.",
  definition:
    "The share of customers who rated service in the top box and another touchpoint in the bottom two within 30 days: service saved what should not have needed saving.",
  formula: "Such customers / customers who rated service and another touchpoint; Wilson interval.",
  source: "Touchline's own; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** Customers who rated enough touchpoints, and those among them with all in the top box. */
export interface JourneyCounts {
  readonly rated: number;
  readonly allTop: number;
}

/** Share of journeys without a stop below the top box, 0 to 1. */
export function journeyYield({ rated, allTop }: JourneyCounts): Statistic {
  return share(allTop, rated);
}

/** Customers whom service rescued, of those who rated both; rescues that begin outside of the period can't exceed them. */
export function rescueShare(rescued: number, both: number): Statistic {
  return share(Math.min(rescued, both), both);
}

/** A change of either share, by Newcombe's interval. */
export function journeyYieldChange(now: Statistic, before: Statistic, minAnswers: number): Comparison {
  return compareIntervals(now, before, { better: journeyYieldDescriptor.better, minAnswers });
}

/** The same where less is better. */
export function rescueChange(now: Statistic, before: Statistic, minAnswers: number): Comparison {
  return compareIntervals(now, before, { better: rescueDescriptor.better, minAnswers });
}
