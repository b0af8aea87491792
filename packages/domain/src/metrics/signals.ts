import { ratio, Z95 } from "../statistic.ts";

/** outside: beyond a limit; jump: its step from the point before is beyond the range limit; run: 8 on one side; near-limit: 3 of 4. */
export const SIGNAL_KINDS = ["outside", "jump", "run", "near-limit"] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** One week. value null = a gap, which stays one. se null = the number of answers doesn't matter to the point. */
export interface SeriesPoint {
  readonly value: number | null;
  readonly se: number | null;
}

export interface Signal {
  /** Place of the point in the series. */
  readonly index: number;
  readonly kind: SignalKind;
  readonly direction: "up" | "down";
}

export interface ProcessLimits {
  readonly centre: number;
  readonly low: number;
  readonly high: number;
  /** The largest step between neighbours that chance makes. */
  readonly range: number;
}

/** Below this many points a baseline has no limits worth the name. */
const MIN_BASELINE = 6;
const RUN = 8;

/** With this many measured weeks before the period, these alone are what is normal. */
const BASELINE = 12;
/** A week of fewer answers than this is a gap: its own spread can't be known. */
export const LEAST_WEEKLY_ANSWERS = 10;

/**
 * How many of a series' first points are its locked baseline: the `before` ones that lie before the period where enough
 * of them are measured, else the first that hold enough measured weeks, else all.
 */
export function baselineLength(points: readonly SeriesPoint[], before: number): number {
  const measured = points.flatMap(({ value }, at) => (value === null ? [] : [at]));
  const last = measured[BASELINE - 1];
  if (last === undefined) return points.length;
  return Math.max(last + 1, before);
}

/** Steps between neighbouring weeks; a gap has none on either side. */
function steps(points: readonly SeriesPoint[]): (number | null)[] {
  return points.map(({ value }, i) => {
    const before = points[i - 1]?.value ?? null;
    return value === null || before === null ? null : value - before;
  });
}

function mean(values: readonly number[]): number | null {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

/**
 * Natural process limits of an XmR chart: mean +- 2.66 and range limit 3.267 times the mean moving range (Wheeler).
 * null below six measured weeks or without two neighbours.
 */
export function processLimits(baseline: readonly SeriesPoint[]): ProcessLimits | null {
  const values = baseline.flatMap(({ value }) => (value === null ? [] : [value]));
  const centre = mean(values);
  const step = mean(
    steps(baseline).flatMap((difference) => (difference === null ? [] : [Math.abs(difference)])),
  );
  if (values.length < MIN_BASELINE || centre === null || step === null) return null;
  return { centre, low: centre - 2.66 * step, high: centre + 2.66 * step, range: 3.267 * step };
}

/** The standard error of the mean of points; 0 where their own are unknown, so that the limits alone decide. */
function errorOfMean(points: readonly SeriesPoint[]): number {
  return ratio(Math.hypot(...points.map(({ se }) => se ?? 0)), points.length) ?? 0;
}

/**
 * Limits from the first `baseline` points, locked, and every signal among all points. Where a point carries a standard
 * error, a signal must also be a significant difference, so that few answers raise no alarm.
 */
export function signals(
  points: readonly SeriesPoint[],
  baseline: number = points.length,
): { readonly limits: ProcessLimits | null; readonly signals: readonly Signal[] } {
  const locked = points.slice(0, baseline);
  const limits = processLimits(locked);
  if (limits === null) return { limits, signals: [] };
  const { centre } = limits;
  const centreError = errorOfMean(locked.filter(({ value }) => value !== null));
  const off = (i: number): number => (points[i]?.value ?? centre) - centre;
  const span = (from: number, through: number): number[] =>
    from < 0 ? [] : Array.from({ length: through - from + 1 }, (_, k) => from + k);

  /** Whether the weeks together differ from the centre by more than their answers' own chance. */
  const significant = (weeks: readonly number[]): boolean => {
    const distance = Math.abs(mean(weeks.map(off)) ?? 0);
    const error = errorOfMean(weeks.flatMap((i) => points[i] ?? []));
    return error === 0 || distance > Z95 * Math.hypot(error, centreError);
  };

  const stepOf = steps(points);
  const found: Signal[] = [];
  points.forEach(({ value, se }, i) => {
    if (value === null) return;
    const distance = off(i);
    const direction = distance > 0 ? "up" : "down";
    const add = (kind: SignalKind, towards: Signal["direction"]) =>
      found.push({ index: i, kind, direction: towards });
    if ((value < limits.low || value > limits.high) && significant([i])) add("outside", direction);

    const step = stepOf[i] ?? 0;
    const stepError = Math.hypot(se ?? 0, points[i - 1]?.se ?? 0);
    if (Math.abs(step) > limits.range && Math.abs(step) > Z95 * stepError)
      add("jump", step > 0 ? "up" : "down");

    const sameSide = (k: number): boolean => off(k) * distance > 0;
    const lastEight = span(i - RUN + 1, i);
    if (lastEight.length === RUN && lastEight.every(sameSide) && significant(lastEight))
      add("run", direction);

    const near = (k: number): boolean => sameSide(k) && Math.abs(off(k)) > 0.5 * (limits.high - centre);
    const lastFour = span(i - 3, i).filter(near);
    if (near(i) && lastFour.length >= 3 && significant(lastFour)) add("near-limit", direction);
  });
  return { limits, signals: found };
}
