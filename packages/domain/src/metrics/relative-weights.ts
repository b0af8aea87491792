import { EigenvalueDecomposition, Matrix } from "ml-matrix";
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
  const decomposed = new EigenvalueDecomposition(new Matrix(drivers.map((row) => [...row])), {
    assumeSymmetric: true,
  });
  const values = decomposed.realEigenvalues;
  if (values.some((value) => !(value > LEAST_EIGENVALUE))) return null;
  const vectors = decomposed.eigenvectorMatrix;
  const rooted = (power: number) =>
    vectors.mmul(Matrix.diag(values.map((value) => value ** power))).mmul(vectors.transpose());
  const lambda = rooted(0.5);
  const beta = rooted(-0.5).mmul(Matrix.columnVector([...outcome]));
  const rSquared = beta.dot(beta);
  // With the outcome as one variable more, the matrix is positive definite exactly when this is below 1.
  if (!(rSquared < 1 - LEAST_EIGENVALUE)) return null;
  const weights = lambda.mul(lambda).mmul(beta.mul(beta)).to1DArray();
  return { weights, rSquared };
}

/** Each weight as a share of all that is explained; null where nothing is. */
export function shareOfExplained({ weights, rSquared }: RelativeWeights): readonly number[] | null {
  const each = ratio(1, rSquared);
  return each === null ? null : weights.map((weight) => weight * each);
}
