import { eigenSymmetric } from "../eigen.ts";
import { ratio } from "../statistic.ts";

/** Below this eigenvalue a matrix of correlations counts as singular: its inverse would be made of rounding errors. */
const LEAST_EIGENVALUE = 1e-8;

export interface RelativeWeights {
  /** What each driver explains of the outcome's variance; they add up to rSquared. */
  readonly weights: readonly number[];
  readonly rSquared: number;
}

/**
 * Johnson's relative weights (Johnson 2000): the correlations among drivers, and of each with the outcome, to what each
 * explains. null where the matrix with the outcome is singular or not positive definite, as pairwise ones can be.
 */
export function relativeWeights(
  drivers: readonly (readonly number[])[],
  outcome: readonly number[],
): RelativeWeights | null {
  if (outcome.length === 0) return null;
  const { values, vectors } = eigenSymmetric(drivers);
  if (values.some((value) => !(value > LEAST_EIGENVALUE))) return null;
  const n = outcome.length;
  const component = (i: number, k: number): number => vectors[i * n + k] ?? 0;
  const sumOver = (term: (k: number) => number): number => {
    let sum = 0;
    for (let k = 0; k < n; k += 1) sum += term(k);
    return sum;
  };
  const roots = values.map(Math.sqrt);
  /** V D^(1/2) V'. */
  const lambda = (i: number, j: number): number =>
    sumOver((k) => component(i, k) * (roots[k] ?? 0) * component(j, k));
  // V D^(-1/2) V' r, by way of V' r: no matrix is made.
  const carried = Array.from({ length: n }, (_, k) => sumOver((i) => component(i, k) * (outcome[i] ?? 0)));
  const beta = Array.from({ length: n }, (_, i) =>
    sumOver((k) => component(i, k) * (ratio(carried[k] ?? 0, roots[k] ?? 0) ?? 0)),
  );
  const rSquared = beta.reduce((sum, b) => sum + b * b, 0);
  // With the outcome as one variable more, the matrix is positive definite exactly when this is below 1.
  if (!(rSquared < 1 - LEAST_EIGENVALUE)) return null;
  const weights = beta.map((_, i) => sumOver((j) => lambda(i, j) ** 2 * (beta[j] ?? 0) ** 2));
  return { weights, rSquared };
}

/** Each weight as a share of all that is explained; null where nothing is. */
export function shareOfExplained({ weights, rSquared }: RelativeWeights): readonly number[] | null {
  const each = ratio(1, rSquared);
  return each === null ? null : weights.map((weight) => weight * each);
}
