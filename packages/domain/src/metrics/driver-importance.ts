import type { MetricDescriptor } from "../metric-descriptor.ts";
import { seeded } from "../seeded.ts";
import { bounded, noBase, type Statistic } from "../statistic.ts";
import { BLOCKS, type CrossProducts, correlationOf, pairsOf, sumBlocks } from "./cross-products.ts";
import { type RelativeWeights, relativeWeights, shareOfExplained } from "./relative-weights.ts";

export const driverImportanceDescriptor = {
  key: "driver_importance",
  label: "Importance",
  unit: "share",
  better: "higher",
  gap: "Fewer than 100 people rated both the touchpoint and the company as a whole.",
  definition:
    "What part of the differences in customers' overall answer this touchpoint accounts for, of all that their ratings of touchpoints account for together. Ratings that go together share what they explain. An association: it does not prove what would happen if the touchpoint changed.",
  formula:
    "Johnson's relative weights on the correlations of the ratings, each over the people who gave both, as a share of R squared; interval: bootstrap of 300 draws of 64 random groups of people.",
  source:
    "J. W. Johnson, A heuristic method for estimating the relative weight of predictor variables in multiple regression, 2000; B. Efron, 1979.",
} as const satisfies MetricDescriptor;

export const driversExplainedDescriptor = {
  key: "drivers_explained",
  label: "Explained by the ratings",
  unit: "share",
  better: "higher",
  gap: "Too few people rated touchpoints and the company as a whole.",
  definition:
    "What part of the differences in customers' overall answer their ratings of touchpoints account for.",
  formula: "R squared of the relative weights; interval by the same bootstrap.",
  source: "As importance.",
} as const satisfies MetricDescriptor;

/** Below this many people who gave both, a correlation is not read. */
const LEAST_PAIRS = 100;
const DRAWS = 300;
/** The same data give the same interval: the draws begin at this number. */
const SEED = 20_260_101;
/** With fewer usable draws than this, an interval would be of the lucky ones alone. */
const LEAST_DRAWS = 270;

/** Why a driver has no importance. together: too few of those who rated it also rated the other drivers. */
export const DRIVER_GAPS = ["too-few-pairs", "too-few-together", "all-alike"] as const;
export type DriverGap = (typeof DRIVER_GAPS)[number];

export interface DriverImportance {
  /** Share of what is explained, 0 to 1; n = people who rated it and the company as a whole. */
  readonly importance: Statistic;
  /** Part of the outcome's variance: the relative weight itself; the drivers' add up to explained. */
  readonly weight: number | null;
  readonly gap: DriverGap | null;
}

export interface Importance {
  /** In the order of the variables. */
  readonly drivers: readonly DriverImportance[];
  /** R squared; n = the fewest people behind any correlation with the outcome. */
  readonly explained: Statistic;
  /** The correlations contradict one another (singular or not positive definite): no numbers at all. */
  readonly singular: boolean;
}

/**
 * The drivers that can be weighed together: enough people gave each with the outcome and each with each other. Where a
 * pair falls short, the one with fewer people leaves.
 */
function usable(sums: Float64Array, outcome: number): { kept: number[]; gaps: Map<number, DriverGap> } {
  const gaps = new Map<number, DriverGap>();
  let kept: number[] = [];
  for (let driver = 0; driver < outcome; driver += 1) {
    if (pairsOf(sums, driver, outcome) < LEAST_PAIRS) gaps.set(driver, "too-few-pairs");
    else if (correlationOf(sums, driver, outcome) === null) gaps.set(driver, "all-alike");
    else kept.push(driver);
  }
  const told = (one: number, other: number) =>
    pairsOf(sums, one, other) >= LEAST_PAIRS && correlationOf(sums, one, other) !== null;
  for (;;) {
    const short = kept
      .map((driver) => ({
        driver,
        missing: kept.filter((other) => other !== driver && !told(driver, other)).length,
        people: pairsOf(sums, driver, outcome),
      }))
      .filter(({ missing }) => missing > 0)
      .sort((a, b) => b.missing - a.missing || a.people - b.people || b.driver - a.driver);
    const [worst] = short;
    if (worst === undefined) return { kept, gaps };
    gaps.set(worst.driver, "too-few-together");
    kept = kept.filter((driver) => driver !== worst.driver);
  }
}

function weigh(sums: Float64Array, kept: readonly number[], outcome: number): RelativeWeights | null {
  const among = kept.map((one) =>
    kept.map((other) => (one === other ? 1 : (correlationOf(sums, one, other) ?? Number.NaN))),
  );
  const with_ = kept.map((driver) => correlationOf(sums, driver, outcome) ?? Number.NaN);
  if ([...among.flat(), ...with_].some(Number.isNaN)) return null;
  return relativeWeights(among, with_);
}

/** How often each block is drawn when as many are drawn as there are, with return. */
function draw(random: () => number): Int32Array {
  const times = new Int32Array(BLOCKS);
  for (let turn = 0; turn < BLOCKS; turn += 1) {
    const block = Math.floor(random() * BLOCKS);
    times[block] = (times[block] ?? 0) + 1;
  }
  return times;
}

/** The 2.5th and the 97.5th of a hundred values; null where there are too few. */
function middle95(values: readonly number[]): readonly [number, number] | null {
  if (values.length < LEAST_DRAWS) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

function withInterval(value: number, n: number, values: readonly number[]): Statistic {
  const interval = middle95(values);
  return interval ? bounded(value, n, interval, [0, 1]) : { value, n, low: null, high: null };
}

/** How much each driver counts for the outcome, by relative weights with bootstrap intervals. Deterministic. */
export function driverImportance(cross: CrossProducts): Importance {
  const outcome = cross.variables - 1;
  const sums = sumBlocks(cross, () => 1);
  const { kept, gaps } = usable(sums, outcome);
  const people = (driver: number) => pairsOf(sums, driver, outcome);
  const found = weigh(sums, kept, outcome);
  const shares = found && shareOfExplained(found);
  const drawn: (readonly number[])[] = kept.map(() => []);
  const explained: number[] = [];
  if (found && shares) {
    const random = seeded(SEED);
    for (let turn = 0; turn < DRAWS; turn += 1) {
      const times = draw(random);
      const again = weigh(
        sumBlocks(cross, (block) => times[block] ?? 0),
        kept,
        outcome,
      );
      const parts = again && shareOfExplained(again);
      if (!again || !parts) continue;
      explained.push(again.rSquared);
      parts.forEach((part, at) => {
        (drawn[at] as number[]).push(part);
      });
    }
  }
  const drivers = Array.from({ length: outcome }, (_, driver): DriverImportance => {
    const at = kept.indexOf(driver);
    const [share, weight] = [shares?.[at], found?.weights[at]];
    if (at < 0 || share === undefined || weight === undefined)
      return { importance: noBase(people(driver)), weight: null, gap: gaps.get(driver) ?? null };
    return { importance: withInterval(share, people(driver), drawn[at] ?? []), weight, gap: null };
  });
  const fewest = kept.length === 0 ? 0 : Math.min(...kept.map(people));
  return {
    drivers,
    explained: found ? withInterval(found.rSquared, fewest, explained) : noBase(fewest),
    singular: kept.length > 0 && found === null,
  };
}
