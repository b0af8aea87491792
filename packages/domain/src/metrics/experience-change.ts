import { type Comparison, compareChanges, compareEstimates } from "../compare.ts";
import { DEFAULT_MIN_ANSWERS, normalInterval, type Statistic } from "../statistic.ts";
import {
  experienceDescriptor,
  serviceGapDescriptor,
  type WeightedScore,
  weightedScore,
} from "./experience.ts";
import { rateAndMix } from "./rate-and-mix.ts";
import {
  NO_EVIDENCE_COUNTS,
  type ScoreSettings,
  type TouchpointAnswers,
  touchpointPair,
  touchpointScore,
} from "./touchpoint.ts";

export interface ExperienceChange {
  /** Both periods over the touchpoints measured in both; not the headline figures, which hold all that was measured. */
  readonly current: Statistic;
  readonly previous: Statistic;
  readonly change: Comparison;
  /** The change made by the touchpoints' own scores, and the one made by their weights. They add up to the change. */
  readonly rate: number | null;
  readonly mix: number | null;
  readonly compared: readonly number[];
  /** Measured now and not before; measured before and not now. Named beside the change, never counted in it. */
  readonly entered: readonly number[];
  readonly left: readonly number[];
  /** Measured in both, but then on other evidence or by another question, so that they can't be set side by side. */
  readonly notComparable: readonly number[];
}

/**
 * The like-for-like change of an experience score: over the touchpoints measured in both periods, on the evidence that
 * the current period rests on, with the weights of each period. One row a touchpoint in each period.
 */
export function experienceChange(
  current: readonly TouchpointAnswers[],
  previous: readonly TouchpointAnswers[],
  settings: ScoreSettings,
): ExperienceChange {
  const { minAnswers = DEFAULT_MIN_ANSWERS } = settings;
  const before = new Map(previous.map((row) => [row.touchpoint, row]));
  const compared: {
    readonly id: number;
    readonly current: WeightedScore;
    readonly previous: WeightedScore;
  }[] = [];
  const entered: number[] = [];
  const left: number[] = [];
  const notComparable: number[] = [];

  for (const row of current) {
    const earlier = before.get(row.touchpoint) ?? { ...row, counts: NO_EVIDENCE_COUNTS };
    before.delete(row.touchpoint);
    const pair = touchpointPair(row, earlier, settings);
    const wasMeasured = touchpointScore(earlier, settings).counted;
    if (pair.current.counted && pair.previous.counted) {
      compared.push({
        id: row.touchpoint,
        current: { weight: row.weight, score: pair.current },
        previous: { weight: earlier.weight, score: pair.previous },
      });
    } else if (pair.current.counted) (wasMeasured ? notComparable : entered).push(row.touchpoint);
    else if (wasMeasured) left.push(row.touchpoint);
  }
  for (const row of before.values()) if (touchpointScore(row, settings).counted) left.push(row.touchpoint);

  const now = weightedScore(compared.map((row) => row.current));
  const then = weightedScore(compared.map((row) => row.previous));
  const parts = rateAndMix(
    compared.map((row) => ({
      weight: row.current.weight,
      weightBefore: row.previous.weight,
      score: row.current.score.estimate.value ?? 0,
      scoreBefore: row.previous.score.estimate.value ?? 0,
    })),
  );
  return {
    current: normalInterval(now, [0, 100]),
    previous: normalInterval(then, [0, 100]),
    change: compareEstimates(now, then, 100, { better: experienceDescriptor.better, minAnswers }),
    rate: parts?.rate ?? null,
    mix: parts?.mix ?? null,
    compared: compared.map((row) => row.id),
    entered,
    left,
    notComparable,
  };
}

/**
 * By how much the gap between service and the rest has widened: the like-for-like change of the one less that of the
 * other, by squaring and adding the arms of their intervals. n and nBefore: the answers of both.
 */
export function gapChange(service: Comparison, rest: Comparison, minAnswers?: number): Comparison {
  const moved = compareChanges(service, rest, { better: serviceGapDescriptor.better, minAnswers });
  return { ...moved, n: service.n + rest.n, nBefore: service.nBefore + rest.nBefore };
}
