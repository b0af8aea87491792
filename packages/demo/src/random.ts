/** Seeded chance without state shared between files, so that each file can be made alone and comes out the same. */

/** 32 well-mixed bits from two numbers (integer finaliser of MurmurHash3). */
export function hash2(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const TWO_32 = 4294967296;

/** mulberry32: one 32-bit state, good enough for made-up people and very fast. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = seed | 0;
  }

  reseed(seed: number): this {
    this.state = seed | 0;
    return this;
  }

  /** 0 <= x < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / TWO_32;
  }

  /** Integer, 0 <= x < n. */
  below(n: number): number {
    return (this.next() * n) | 0;
  }

  /** Integer, low <= x <= high. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  /** Standard normal by table: 4,096 steps, so never beyond about 3.7. */
  normal(): number {
    return NORMAL[(this.next() * NORMAL.length) | 0] ?? 0;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("Nothing to pick from.");
    return item;
  }
}

/** Quantile of the standard normal (Acklam's rational approximation, absolute error below 1.2e-9). 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 0.97575) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const top =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return top / bottom;
}

function tail(q: number): number {
  const top =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const bottom =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
    1;
  return top / bottom;
}

const NORMAL = Float64Array.from({ length: 4096 }, (_, at) => normalQuantile((at + 0.5) / 4096));

/** Weighted choice in constant time (Walker's alias method). */
export class Weighted {
  private readonly share: Float64Array;
  private readonly alias: Int32Array;

  constructor(weights: readonly number[]) {
    const n = weights.length;
    const total = weights.reduce((sum, w) => sum + w, 0);
    const scaled = Float64Array.from(weights, (w) => (w * n) / total);
    this.share = new Float64Array(n).fill(1);
    this.alias = Int32Array.from({ length: n }, (_, at) => at);
    const small: number[] = [];
    const large: number[] = [];
    scaled.forEach((w, at) => {
      (w < 1 ? small : large).push(at);
    });
    while (small.length > 0 && large.length > 0) {
      const low = small.pop() ?? 0;
      const high = large.pop() ?? 0;
      const rest = (scaled[high] ?? 0) + (scaled[low] ?? 0) - 1;
      this.share[low] = scaled[low] ?? 0;
      this.alias[low] = high;
      scaled[high] = rest;
      (rest < 1 ? small : large).push(high);
    }
  }

  /** Index of the item drawn. */
  draw(random: Random): number {
    const x = random.next() * this.share.length;
    const at = x | 0;
    return x - at < (this.share[at] ?? 1) ? at : (this.alias[at] ?? at);
  }
}
