import { ratio } from "../statistic.ts";

/** People, sums, sums of squares and the sum of products of two variables over those who gave both: additive. */
const PER_PAIR = 6;

/** Blocks that people are dealt into: drawing blocks anew stands for drawing people anew. */
export const BLOCKS = 64;

/**
 * Sums over pairs of variables, in blocks of people drawn by lot. Variables are numbered from 0; the last is the outcome.
 */
export interface CrossProducts {
  readonly variables: number;
  /** BLOCKS arrays, each with PER_PAIR numbers for every pair i < j. */
  readonly blocks: readonly Float64Array[];
}

export function emptyCrossProducts(variables: number): CrossProducts {
  const length = 0.5 * variables * (variables - 1) * PER_PAIR;
  return { variables, blocks: Array.from({ length: BLOCKS }, () => new Float64Array(length)) };
}

/** Where the sums of the pair of variables i < j begin. */
const placeOf = (i: number, j: number): number => (0.5 * j * (j - 1) + i) * PER_PAIR;

/** Adds one person: values by variable, NaN where there is none. */
export function addPerson(block: Float64Array, values: Float64Array): void {
  for (let j = 1; j < values.length; j += 1) {
    const y = values[j] ?? Number.NaN;
    if (Number.isNaN(y)) continue;
    for (let i = 0; i < j; i += 1) {
      const x = values[i] ?? Number.NaN;
      if (Number.isNaN(x)) continue;
      const at = placeOf(i, j);
      // Always inside of the block: placeOf of the last pair is its length less PER_PAIR.
      block[at] = (block[at] as number) + 1;
      block[at + 1] = (block[at + 1] as number) + x;
      block[at + 2] = (block[at + 2] as number) + y;
      block[at + 3] = (block[at + 3] as number) + x * x;
      block[at + 4] = (block[at + 4] as number) + y * y;
      block[at + 5] = (block[at + 5] as number) + x * y;
    }
  }
}

/** The sums of blocks, each taken as often as it says. */
export function sumBlocks({ blocks }: CrossProducts, times: (block: number) => number): Float64Array {
  const sums = new Float64Array(blocks[0]?.length ?? 0);
  blocks.forEach((block, number) => {
    const count = times(number);
    if (count === 0) return;
    for (let at = 0; at < sums.length; at += 1)
      sums[at] = (sums[at] as number) + count * (block[at] as number);
  });
  return sums;
}

/** How many people gave both. */
export function pairsOf(sums: Float64Array, one: number, other: number): number {
  return sums[placeOf(Math.min(one, other), Math.max(one, other))] ?? 0;
}

/** Pearson's correlation over those who gave both; null where one of the two doesn't vary among them. */
export function correlationOf(sums: Float64Array, one: number, other: number): number | null {
  const at = placeOf(Math.min(one, other), Math.max(one, other));
  const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = sums.subarray(at, at + PER_PAIR);
  const spread = (n * xx - x * x) * (n * yy - y * y);
  return spread > 0 ? ratio(n * xy - x * y, Math.sqrt(spread)) : null;
}
