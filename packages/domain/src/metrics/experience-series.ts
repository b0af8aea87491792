import type { Estimate } from "../statistic.ts";
import { weightedScore } from "./experience.ts";
import {
  type ScoreSettings,
  type TouchpointAnswers,
  touchpointScore,
  touchpointScoreOn,
} from "./touchpoint.ts";

/** A point is told when touchpoints of at least this share of the period's measured weight have answers in it. */
const LEAST_WEIGHT = 0.5;

/**
 * The score of a whole along its period, one estimate a point (rows of each touchpoint's answers in it). So that a
 * point moves because its answers did, every point holds the touchpoints that count in the period, on the evidence
 * that they rest on there; of these, the ones with at least pointAnswers answers in the point. value null = a gap.
 */
export function experienceSeries(
  period: readonly TouchpointAnswers[],
  points: readonly (readonly TouchpointAnswers[])[],
  settings: ScoreSettings & { readonly pointAnswers: number },
): Estimate[] {
  const measured = period.flatMap((row) => {
    const { counted, basis } = touchpointScore(row, settings);
    return counted ? [{ touchpoint: row.touchpoint, basis }] : [];
  });
  return points.map((rows) => {
    const at = new Map(rows.map((row) => [row.touchpoint, row]));
    const scores = measured.flatMap(({ touchpoint, basis }) => {
      const row = at.get(touchpoint);
      return row ? [{ weight: row.weight, score: touchpointScoreOn(row, basis, settings.pointAnswers) }] : [];
    });
    const whole = scores.reduce((sum, { weight }) => sum + weight, 0);
    const told = scores.reduce((sum, { weight, score }) => sum + (score.counted ? weight : 0), 0);
    if (told < LEAST_WEIGHT * whole) return { value: null, se: null, n: 0 };
    return weightedScore(scores);
  });
}
