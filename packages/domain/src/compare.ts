import { twoSidedP } from "./distributions.ts";
import type { Better } from "./metric-descriptor.ts";
import { DEFAULT_MIN_ANSWERS, type Estimate, ratio, type Statistic, type Verdict, Z95 } from "./statistic.ts";

/**
 * current - previous with its 95 % interval, the answers on each side, and the verdict. pValue is two-sided and agrees
 * with the interval: below 0.05 exactly when the interval excludes 0. null wherever a side can't carry it.
 */
export interface Comparison {
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly nBefore: number;
  readonly pValue: number | null;
  readonly verdict: Verdict;
}

export interface CompareOptions {
  readonly better: Better;
  /** Answers that each side needs before a verdict is given. */
  readonly minAnswers?: number | undefined;
}

function pOf(difference: number, towardsZero: number): number {
  if (difference === 0) return 1;
  const z = ratio(Math.abs(difference), towardsZero);
  return z === null ? 0 : twoSidedP(Z95 * z);
}

function judge(low: number, high: number, better: Better): Verdict {
  if (low <= 0 && high >= 0) return "no-change";
  return low > 0 === (better === "higher") ? "better" : "worse";
}

function conclude(
  difference: number | null,
  reach: readonly [number, number] | null,
  sides: { readonly n: number; readonly nBefore: number; readonly span: number },
  { better, minAnswers = DEFAULT_MIN_ANSWERS }: CompareOptions,
): Comparison {
  const { n, nBefore, span } = sides;
  if (difference === null || reach === null) {
    const none = { low: null, high: null, pValue: null, verdict: "not-enough-data" } as const;
    return { difference, n, nBefore, ...none };
  }
  const [down, up] = reach;
  const low = Math.max(-span, difference - down);
  const high = Math.min(span, difference + up);
  if (Math.min(n, nBefore) < minAnswers) {
    return { difference, low, high, n, nBefore, pValue: null, verdict: "not-enough-data" };
  }
  const pValue = pOf(difference, difference > 0 ? down : up);
  return { difference, low, high, n, nBefore, pValue, verdict: judge(low, high, better) };
}

/**
 * The difference of two statistics by squaring and adding the arms of their intervals: for two shares with Wilson's
 * intervals this is Newcombe's method 10 (Newcombe 1998); it serves medians too (Zou & Donner 2008).
 */
export function compareIntervals(
  current: Statistic,
  previous: Statistic,
  options: CompareOptions,
): Comparison {
  const sides = { n: current.n, nBefore: previous.n, span: Number.POSITIVE_INFINITY };
  if (current.value === null || previous.value === null) return conclude(null, null, sides, options);
  const difference = current.value - previous.value;
  if (current.low === null || current.high === null || previous.low === null || previous.high === null) {
    return conclude(difference, null, sides, options);
  }
  const down = Math.hypot(current.value - current.low, previous.high - previous.value);
  const up = Math.hypot(current.high - current.value, previous.value - previous.low);
  return conclude(difference, [down, up], sides, options);
}

/** By how much one change exceeds another, from both intervals. Each side's n is its smaller number of answers. */
export function compareChanges(one: Comparison, other: Comparison, options: CompareOptions): Comparison {
  const asStatistic = ({ difference, low, high, n, nBefore }: Comparison): Statistic => ({
    value: difference,
    low,
    high,
    n: Math.min(n, nBefore),
  });
  return compareIntervals(asStatistic(one), asStatistic(other), options);
}

/**
 * The difference of two independent estimates from their standard errors. span: the largest difference that the scale
 * allows, at which the interval is cut.
 */
export function compareEstimates(
  current: Estimate,
  previous: Estimate,
  span: number,
  options: CompareOptions,
): Comparison {
  const sides = { n: current.n, nBefore: previous.n, span };
  if (current.value === null || previous.value === null) return conclude(null, null, sides, options);
  const difference = current.value - previous.value;
  if (current.se === null || previous.se === null) return conclude(difference, null, sides, options);
  const reach = Z95 * Math.hypot(current.se, previous.se);
  return conclude(difference, [reach, reach], sides, options);
}
