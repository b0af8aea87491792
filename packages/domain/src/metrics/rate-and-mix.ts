import { ratio } from "../statistic.ts";

/** One part of a whole in two periods. Weights need not add up to 1. */
export interface Part {
  readonly weight: number;
  readonly weightBefore: number;
  readonly score: number;
  readonly scoreBefore: number;
}

/**
 * Splits the change of a weighted mean into the part that scores made (mean weight x change of score) and the part that
 * weights made (mean score x change of weight); they add up to the change. null without a weight in either period.
 */
export function rateAndMix(
  parts: readonly Part[],
): { readonly rate: number; readonly mix: number; readonly total: number } | null {
  const each = ratio(
    1,
    parts.reduce((sum, { weight }) => sum + weight, 0),
  );
  const eachBefore = ratio(
    1,
    parts.reduce((sum, { weightBefore }) => sum + weightBefore, 0),
  );
  if (each === null || eachBefore === null) return null;
  let rate = 0;
  let mix = 0;
  for (const part of parts) {
    const now = part.weight * each;
    const then = part.weightBefore * eachBefore;
    rate += 0.5 * (now + then) * (part.score - part.scoreBefore);
    mix += 0.5 * (part.score + part.scoreBefore) * (now - then);
  }
  return { rate, mix, total: rate + mix };
}
