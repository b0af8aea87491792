/**
 * share: a fraction from 0 to 1, shown as percent; points: an NPS or a difference of scores; score: 0 to 100, percent
 * of the maximum possible; rating: on the question's own scale; answers: a count; minutes; per_year: a fraction a year;
 * per_thousand: events for each 1,000; coefficient: -1 to 1.
 */
export const METRIC_UNITS = [
  "share",
  "points",
  "score",
  "rating",
  "answers",
  "minutes",
  "per_year",
  "per_thousand",
  "coefficient",
] as const;
export type MetricUnit = (typeof METRIC_UNITS)[number];

export const BETTER_DIRECTIONS = ["higher", "lower"] as const;
export type Better = (typeof BETTER_DIRECTIONS)[number];

/** What card, axis, tooltip, export and documentation say about a metric. gap: what a missing value means. */
export interface MetricDescriptor {
  readonly key: string;
  readonly label: string;
  readonly unit: MetricUnit;
  readonly better: Better;
  readonly gap: string;
  readonly definition: string;
  readonly formula: string;
  /** Whose formula it is. */
  readonly source: string;
}
