import { type Comparison, compareEstimates } from "../compare.ts";
import type { QuestionType } from "../question.ts";
import { type Estimate, ratio } from "../statistic.ts";
import type { PartOfChange } from "./change-driver.ts";
import { pompDescriptor, pompEstimate } from "./pomp.ts";
import { rateAndMix } from "./rate-and-mix.ts";

/** What sums of fractions leave behind is no change. */
const ROUNDING = 1e-9;

export interface ChangeParts {
  /** Points of the change that the parts' own scores made. */
  readonly rate: Comparison;
  /** Points that the shares of the parts made: more answers where the score is low, or high. */
  readonly mix: Comparison;
}

interface Counted {
  readonly now: Estimate;
  readonly before: Estimate;
}

/** The standard error of a mean of scores that differ only by the part that answers come from. */
function errorOfShares(scores: readonly number[], answers: readonly number[]): number {
  const n = answers.reduce((sum, each) => sum + each, 0);
  const mean = ratio(
    scores.reduce((sum, score, at) => sum + score * (answers[at] ?? 0), 0),
    n,
  );
  if (mean === null) return 0;
  const spread = scores.reduce((sum, score, at) => sum + (answers[at] ?? 0) * (score - mean) ** 2, 0);
  return Math.sqrt(ratio(spread, n * n) ?? 0);
}

/**
 * Splits the change of a touchpoint's score over its parts (channels, segments) into what the parts' scores and what
 * their shares of the answers made, each with its interval. A part without answers in one period counts as mix alone.
 * null without answers in either period.
 */
export function changeParts(
  parts: readonly PartOfChange[],
  question: QuestionType,
  minAnswers: number,
): ChangeParts | null {
  const counted: Counted[] = parts
    .map(({ current, previous }) => ({
      now: pompEstimate(current, question),
      before: pompEstimate(previous, question),
    }))
    .filter(({ now, before }) => now.n + before.n > 0);
  const filled = counted.map(({ now, before }) => ({
    weight: now.n,
    weightBefore: before.n,
    score: now.value ?? before.value ?? 0,
    scoreBefore: before.value ?? now.value ?? 0,
    // One answer has no spread of its own to tell.
    error: now.n > 0 && before.n > 0 ? Math.hypot(now.se ?? 50, before.se ?? 50) : 0,
  }));
  const split = rateAndMix(filled);
  if (split === null) return null;
  const n = filled.reduce((sum, { weight }) => sum + weight, 0);
  const nBefore = filled.reduce((sum, { weightBefore }) => sum + weightBefore, 0);
  const rateError = Math.hypot(
    ...filled.map(
      ({ weight, weightBefore, error }) =>
        0.5 * ((ratio(weight, n) ?? 0) + (ratio(weightBefore, nBefore) ?? 0)) * error,
    ),
  );
  const middle = filled.map(({ score, scoreBefore }) => 0.5 * (score + scoreBefore));
  const mixError = Math.hypot(
    errorOfShares(
      middle,
      filled.map(({ weight }) => weight),
    ),
    errorOfShares(
      middle,
      filled.map(({ weightBefore }) => weightBefore),
    ),
  );
  const against = (points: number, se: number): Comparison =>
    compareEstimates(
      { value: Math.abs(points) < ROUNDING ? 0 : points, se, n },
      { value: 0, se: 0, n: nBefore },
      100,
      {
        better: pompDescriptor.better,
        minAnswers,
      },
    );
  return { rate: against(split.rate, rateError), mix: against(split.mix, mixError) };
}
