/** The standard normal quantile of every 95 % interval in the product. */
export const Z95 = 1.959964;

/** A change or difference rests on this many answers on each side, or says "not enough data". A setting may change it. */
export const DEFAULT_MIN_ANSWERS = 30;

export const VERDICTS = ["better", "worse", "no-change", "not-enough-data"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A figure and what it rests on. Without a base all but n are null: never 0, never NaN. [low, high] is a 95 % interval. */
export interface Statistic {
  readonly value: number | null;
  readonly n: number;
  /** Instead of all other figures, of which n is 0 then: so few people stand behind it ("<5") that they stay hidden. */
  readonly band?: string;
  readonly low: number | null;
  readonly high: number | null;
}

/** A figure with the standard error it carries into other figures. se is null where the spread can't be known (n < 2). */
export interface Estimate {
  readonly value: number | null;
  readonly se: number | null;
  readonly n: number;
}

/** The one quotient of the product: null where the denominator is 0 or either side is not finite. */
export function ratio(numerator: number, denominator: number): number | null {
  if (!Number.isFinite(numerator) || !Number.isFinite(denominator) || denominator === 0) return null;
  const quotient = numerator / denominator;
  return Number.isFinite(quotient) ? quotient : null;
}

/**
 * Relative change of a volume (answers, contacts): 0.25 = a quarter more. null when there was nothing before.
 * Scores change by points, not by percent: compare those.
 */
export function change(current: number | null, previous: number | null): number | null {
  if (current === null || previous === null || previous <= 0) return null;
  return ratio(current - previous, previous);
}

/** What stands in a figure's place when nothing was asked or answered. */
export function noBase(n = 0): Statistic {
  return { value: null, n, low: null, high: null };
}

/** A statistic whose interval is cut at the bounds of its scale and always holds its own value. */
export function bounded(
  value: number,
  n: number,
  [low, high]: readonly [number, number],
  [min, max]: readonly [number, number],
): Statistic {
  return {
    value,
    n,
    low: Math.max(min, Math.min(low, value)),
    high: Math.min(max, Math.max(high, value)),
  };
}

/** The normal interval of an estimate, cut at the bounds of its scale. No interval where the spread is unknown. */
export function normalInterval(estimate: Estimate, bounds: readonly [number, number]): Statistic {
  const { value, se, n } = estimate;
  if (value === null) return noBase(n);
  if (se === null) return { value, n, low: null, high: null };
  return bounded(value, n, [value - Z95 * se, value + Z95 * se], bounds);
}

/** A figure as it is carried into others, with the standard error that its interval stands for. */
export function asEstimate({ value, n, low, high }: Statistic): Estimate {
  return { value, se: low === null || high === null ? null : ratio(high - low, 2 * Z95), n };
}

/**
 * A share from 0 to 1 with Wilson's score interval (Wilson 1927). hits and n are counts, 0 <= hits <= n.
 * Throws RangeError when they are not.
 */
export function share(hits: number, n: number): Statistic {
  if (!(hits >= 0 && hits <= n)) throw new RangeError(`A share needs 0 <= hits <= n, not ${hits} of ${n}`);
  const p = ratio(hits, n);
  const each = ratio(1, n);
  if (p === null || each === null) return noBase(n);
  const z2 = Z95 * Z95;
  const shrink = ratio(1, 1 + z2 * each) ?? 0;
  const centre = (p + 0.5 * z2 * each) * shrink;
  const reach = Z95 * Math.sqrt((p * (1 - p) + 0.25 * z2 * each) * each) * shrink;
  return bounded(p, n, [centre - reach, centre + reach], [0, 1]);
}
