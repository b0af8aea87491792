import { type Comparison, compareEstimates } from "../compare.ts";
import { ratio } from "../statistic.ts";
import { experienceDescriptor, type WeightedScore, weightedScore } from "./experience.ts";
import { benjaminiHochberg } from "./movers.ts";

/**
 * The stage that is really weaker than all the others together, the lowest of several; null when none is. false
 * discovery is controlled over the stages.
 */
export function weakestStage<Stage extends { readonly scores: readonly WeightedScore[] }>(
  stages: readonly Stage[],
  minAnswers: number,
): { readonly stage: Stage; readonly against: Comparison } | null {
  const measured = stages.filter(({ scores }) => scores.some(({ score }) => score.counted));
  if (measured.length < 2) return null;
  const tried = measured.map((stage) => {
    const others = measured.filter((each) => each !== stage).flatMap(({ scores }) => scores);
    const own = weightedScore(stage.scores);
    const options = { better: experienceDescriptor.better, minAnswers };
    return {
      stage,
      value: own.value ?? 100,
      against: compareEstimates(own, weightedScore(others), 100, options),
    };
  });
  const real = benjaminiHochberg(tried.map(({ against }) => against.pValue));
  const [weakest] = tried
    .filter(({ against }, at) => real[at] && against.verdict === "worse")
    .sort((a, b) => a.value - b.value);
  return weakest ? { stage: weakest.stage, against: weakest.against } : null;
}

/** The row that fell most among those whose change is a real fall; null when none did. */
export function biggestFall<Row extends { readonly change: Comparison | null }>(
  rows: readonly Row[],
): Row | null {
  const fallen = rows.filter(({ change }) => change?.verdict === "worse");
  return fallen.sort((a, b) => (a.change?.difference ?? 0) - (b.change?.difference ?? 0))[0] ?? null;
}

/**
 * How many of the points that the whole lacks to 100 are lost at each stage: its share of the measured weight x what its
 * score lacks to 100. Together they are 100 less the experience score. null: the stage has no score.
 */
export function pointsLost(
  stages: readonly { readonly score: number | null; readonly measuredWeight: number }[],
): (number | null)[] {
  const whole = stages.reduce(
    (sum, { score, measuredWeight }) => sum + (score === null ? 0 : measuredWeight),
    0,
  );
  return stages.map(({ score, measuredWeight }) =>
    score === null ? null : ratio(measuredWeight * (100 - score), whole),
  );
}
