import type { MetricDescriptor } from "../metric-descriptor.ts";
import { type Statistic, share } from "../statistic.ts";

export const promiseDescriptor = {
  key: "promise_kept",
  label: "Promises kept",
  unit: "share",
  better: "higher",
  gap: "No promise to a customer was due in this period.",
  definition:
    "The share of promises due in the period that were kept by the time they were due. One that is overdue and still open is broken. Cancelled ones are listed apart.",
  formula: "Promises kept in time / (promises due - cancelled); Wilson interval.",
  source: "Common practice; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** Promises due in the period: kept in time, kept too late or given up, past their time and still open, cancelled. */
export interface PromiseCounts {
  readonly kept: number;
  readonly broken: number;
  readonly overdue: number;
  readonly cancelled: number;
}

/** Share of due promises kept, 0 to 1; overdue ones are broken; cancelled ones stand beside it. */
export function promiseKept({ kept, broken, overdue, cancelled }: PromiseCounts): {
  readonly kept: Statistic;
  readonly cancelled: number;
} {
  return { kept: share(kept, kept + broken + overdue), cancelled };
}
