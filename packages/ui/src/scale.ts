import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { ratio, type Statistic } from "@touchline/domain/statistic";

interface AxisOf {
  readonly times: number;
  readonly bounds: readonly [number, number];
  /** Finer ticks would tell what nobody can see in the answers. */
  readonly finest: number;
}

/** What an axis may show at most, how fine, and by what a figure is multiplied to be written on it. */
const UNITS: Readonly<Record<MetricUnit, AxisOf>> = {
  share: { times: 100, bounds: [0, 100], finest: 1 },
  per_year: { times: 100, bounds: [0, Number.POSITIVE_INFINITY], finest: 1 },
  points: { times: 1, bounds: [-100, 100], finest: 1 },
  score: { times: 1, bounds: [0, 100], finest: 1 },
  rating: { times: 1, bounds: [0, 10], finest: 0.2 },
  answers: { times: 1, bounds: [0, Number.POSITIVE_INFINITY], finest: 1 },
  per_thousand: { times: 1, bounds: [0, Number.POSITIVE_INFINITY], finest: 1 },
  coefficient: { times: 1, bounds: [-1, 1], finest: 0.2 },
  minutes: { times: 1, bounds: [0, Number.POSITIVE_INFINITY], finest: 1 },
};

/** Steps that read well. */
const STEPS = [
  0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000,
] as const;

export interface Scale {
  /** Of the axis, in the unit as it is written: percent for a share. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What a figure is multiplied by to stand on the axis. */
  readonly times: number;
}

/**
 * The range that decides, on round figures, with every interval and every further value inside. steps: how many may lie
 * between its ends.
 */
export function roundRange(
  statistics: readonly Statistic[],
  unit: MetricUnit = "score",
  further: readonly (number | null)[] = [],
  steps = 3,
): Scale {
  const { times, bounds, finest } = UNITS[unit];
  const [least, most] = bounds;
  const ends = [
    ...statistics.flatMap(({ value, low, high }) => (value === null ? [] : [low ?? value, high ?? value])),
    ...further.flatMap((value) => (value === null ? [] : [value])),
  ].map((value) => value * times);
  if (ends.length === 0) return { min: Math.max(0, least), max: Math.min(100, most), step: 50, times };
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  for (const step of STEPS.filter((each) => each >= finest)) {
    const min = Math.max(least, Math.floor((ratio(low, step) ?? 0) - 0.2) * step);
    const max = Math.min(most, Math.ceil((ratio(high, step) ?? 0) + 0.2) * step);
    if (max - min <= steps * step * 1.001) return { min: plain(min), max: plain(max), step, times };
  }
  return { min: Math.floor(low), max: Math.ceil(high), step: Math.ceil(high - low), times };
}

/** What an axis shows of all that there can be, in words: "70 to 76 of 0 to 100"; null: everything, or there is no end. */
export function axisInWords({ min, max }: Scale, unit: MetricUnit): string | null {
  const [least, most] = UNITS[unit].bounds;
  if (!Number.isFinite(most) || (min === least && max === most)) return null;
  const end = unit === "share" ? " %" : "";
  return `${min} to ${max}${end} of ${least} to ${most}${end}`.replaceAll("-", "−");
}

/** Without what adding tenths leaves behind. */
const plain = (value: number) => Number(value.toFixed(1));

/** The figures that stand at an axis, from its lowest. */
export function ticksOf({ min, max, step }: Scale): number[] {
  const count = Math.floor((ratio(max - min, step) ?? 0) * 1.001);
  return Array.from({ length: count + 1 }, (_, at) => plain(min + at * step));
}
