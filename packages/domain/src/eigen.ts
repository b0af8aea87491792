import { ratio } from "./statistic.ts";

/** Far below what rounding leaves of a matrix of correlations. */
const SETTLED = 1e-20;
const MOST_SWEEPS = 60;

/** values[k] belongs to the vector whose i-th part is vectors[i * n + k]. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Turns rows and columns p and q of a square matrix of size n, or its columns alone. */
function turn(
  m: Float64Array,
  n: number,
  [p, q]: readonly [number, number],
  step: number,
  c: number,
  s: number,
) {
  const [along, from, to] = step === 1 ? [n, p, q] : [1, p * n, q * n];
  for (let k = 0, at = 0; k < n; k += 1, at += along) {
    const x = m[at + from] ?? 0;
    const y = m[at + to] ?? 0;
    m[at + from] = c * x - s * y;
    m[at + to] = s * x + c * y;
  }
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix by Jacobi's rotations (Golub & Van Loan, Matrix
 * Computations, 8.5).
 */
export function eigenSymmetric(matrix: readonly (readonly number[])[]): Eigen {
  const n = matrix.length;
  const a = Float64Array.from(matrix.flat());
  const vectors = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let off = 0;
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) off += (a[p * n + q] ?? 0) ** 2;
    if (!(off > SETTLED)) break;
    for (let p = 0; p < n; p += 1)
      for (let q = p + 1; q < n; q += 1) {
        const x = a[p * n + q] ?? 0;
        const tau = ratio((a[q * n + q] ?? 0) - (a[p * n + p] ?? 0), 2 * x);
        // So small beside the diagonal that it is settled: a rotation would turn by nothing.
        if (tau === null) continue;
        const tangent = ratio(tau < 0 ? -1 : 1, Math.abs(tau) + Math.sqrt(1 + tau * tau)) ?? 0;
        const c = ratio(1, Math.sqrt(1 + tangent * tangent)) ?? 1;
        const s = tangent * c;
        turn(a, n, [p, q], 1, c, s);
        turn(a, n, [p, q], n, c, s);
        turn(vectors, n, [p, q], 1, c, s);
      }
  }
  return { values: Float64Array.from({ length: n }, (_, k) => a[k * (n + 1)] ?? 0), vectors };
}
