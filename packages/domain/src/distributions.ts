/**
 * Probabilities of standard distributions. The quotients here are of the functions themselves, with denominators that
 * are above 0 by construction; counts are divided in statistic.ts alone.
 */

/** ln gamma(a) for a = half of a whole number above 0: exact by recursion from gamma(1/2) and gamma(1). */
function logGammaOfHalves(a: number): number {
  let log = Number.isInteger(a) ? 0 : 0.5 * Math.log(Math.PI);
  for (let x = Number.isInteger(a) ? 1 : 0.5; x < a; x += 1) log += Math.log(x);
  return log;
}

/**
 * P(X > x) of a chi-square variable with df >= 1 degrees of freedom, by the series of the incomplete gamma function
 * below its bulk and Lentz's continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31).
 */
export function chiSquareTail(x: number, df: number): number {
  if (!(x > 0)) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const a = df / 2;
  const t = x / 2;
  const scale = Math.exp(a * Math.log(t) - t - logGammaOfHalves(a));
  if (t < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; term > sum * 1e-16; k += 1) {
      term *= t / (a + k);
      sum += term;
    }
    return Math.min(1, Math.max(0, 1 - scale * sum));
  }
  let b = t + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 1000; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return Math.min(1, Math.max(0, scale * fraction));
}

/** The chance of a standard normal variable at least this far from 0, on either side. */
export function twoSidedP(z: number): number {
  return chiSquareTail(z * z, 1);
}

/** How many of n draws with chance p lie at or below a rank: above this n the normal curve is as good and cheaper. */
const EXACT_BINOMIAL_UP_TO = 5000;

/**
 * The ranks (1 = smallest of n) of the order statistics between which the p-quantile lies with 95 % confidence.
 * 0 or n + 1 = no order statistic reaches that far. 0 < p < 1. Source: Conover, Practical Nonparametric Statistics, 3.2.
 */
export function quantileRanks(n: number, p: number, z: number): readonly [number, number] {
  if (n > EXACT_BINOMIAL_UP_TO) {
    const reach = z * Math.sqrt(n * p * (1 - p));
    return [Math.max(0, Math.floor(n * p - reach)), Math.min(n + 1, Math.ceil(n * p + reach) + 1)];
  }
  const tail = twoSidedP(z) / 2;
  const odds = Math.log(p / (1 - p));
  let logMass = n * Math.log(1 - p);
  let below = 0;
  let low = 0;
  let high = n + 1;
  for (let k = 0; k <= n; k += 1) {
    below += Math.exp(logMass);
    if (below <= tail) low = k + 1;
    if (below >= 1 - tail) {
      high = k + 1;
      break;
    }
    logMass += Math.log((n - k) / (k + 1)) + odds;
  }
  return [low, high];
}
