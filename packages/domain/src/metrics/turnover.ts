import type { MetricDescriptor } from "../metric-descriptor.ts";
import { noBase, ratio, type Statistic } from "../statistic.ts";

export const turnoverDescriptor = {
  key: "turnover",
  label: "Staff turnover",
  unit: "per_year",
  better: "lower",
  gap: "No employee was on the books in this period.",
  definition: "The share of the average headcount that would leave in a year at the pace of the period.",
  formula: "Leavers / average headcount x 365.25 / days of the period.",
  source: "Common practice.",
} as const satisfies MetricDescriptor;

const DAYS_A_YEAR = 365.25;

/** Annualised turnover as a fraction a year (may exceed 1). n is the average headcount; it has no interval. */
export function turnover(input: {
  readonly leavers: number;
  readonly averageHeadcount: number;
  readonly days: number;
}): Statistic {
  const value = ratio(input.leavers * DAYS_A_YEAR, input.averageHeadcount * input.days);
  return { ...noBase(input.averageHeadcount), value };
}
