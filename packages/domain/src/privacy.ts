import type { Comparison } from "./compare.ts";
import { noBase, type Statistic } from "./statistic.ts";

/** Groups of fewer people than this are not shown, unless the organisation sets it. */
const DEFAULT_MIN_GROUP = 5;

/** What may be shown of one group: its count, or a band in its place and none of its figures. */
export type GroupDisclosure =
  | { readonly shown: true; readonly count: number }
  | { readonly shown: false; readonly band: string };

export interface Disclosure {
  /** In the order of the groups given. */
  readonly groups: readonly GroupDisclosure[];
  readonly total: GroupDisclosure;
}

const isSmall = (count: number, minimum: number): boolean => count > 0 && count < minimum;
const smallBand = (minimum: number): string => `<${minimum}`;

/** The statistic of one group as it may be shown: of 1 to minimum - 1 answers, the band of their count alone. */
export function discloseStatistic(statistic: Statistic, minimum: number): Statistic {
  return isSmall(statistic.n, minimum) ? { ...noBase(), band: smallBand(minimum) } : statistic;
}

/** A comparison as it may be shown: nothing of one with a side of 1 to minimum - 1 answers, whose counts are 0 then. */
export function discloseComparison(comparison: Comparison, minimum: number): Comparison {
  if (!isSmall(comparison.n, minimum) && !isSmall(comparison.nBefore, minimum)) return comparison;
  const nothing = { difference: null, low: null, high: null, n: 0, nBefore: 0, pValue: null };
  return { ...nothing, verdict: "not-enough-data" };
}

/** What a reader who knows the bands and the total can still take a hidden count for. */
interface Hidden {
  readonly count: number;
  readonly atLeast: number;
  readonly atMost: number;
}

/** Whether every hidden count keeps at least two possible values, and the hidden groups together are no small group. */
function keepsSecret(hidden: readonly Hidden[], minimum: number): boolean {
  if (hidden.length === 0) return true;
  const sum = hidden.reduce((acc, { count }) => acc + count, 0);
  const least = hidden.reduce((acc, { atLeast }) => acc + atLeast, 0);
  const most = hidden.reduce((acc, { atMost }) => acc + atMost, 0);
  return (
    sum >= minimum &&
    hidden.every(({ atLeast, atMost }) => {
      const lowest = Math.max(atLeast, sum - (most - atMost));
      const highest = Math.min(atMost, sum - (least - atLeast));
      return highest > lowest;
    })
  );
}

/**
 * What may be shown of groups that add up to a total that is shown too. Groups of 1 to minimum - 1 people are hidden,
 * then the smallest others until no hidden count can be worked out from the total; when that takes all, the total is
 * hidden as well. Empty groups are shown: nobody is in them.
 */
export function disclose(counts: readonly number[], minimum: number = DEFAULT_MIN_GROUP): Disclosure {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const small = (count: number): boolean => isSmall(count, minimum);
  const hidden = new Set(counts.flatMap((count, i) => (small(count) ? [i] : [])));
  const others = counts
    .flatMap((count, i) => (count >= minimum ? [{ count, i }] : []))
    .sort((a, b) => a.count - b.count);
  const bounds = (): Hidden[] =>
    [...hidden].map((i) => {
      const count = counts[i] ?? 0;
      return small(count)
        ? { count, atLeast: 1, atMost: minimum - 1 }
        : { count, atLeast: minimum, atMost: Number.MAX_SAFE_INTEGER };
    });
  let secret = keepsSecret(bounds(), minimum);
  for (const { i } of others) {
    if (secret) break;
    hidden.add(i);
    secret = keepsSecret(bounds(), minimum);
  }
  const band = (count: number): string => (small(count) ? smallBand(minimum) : `${minimum} or more`);
  return {
    groups: counts.map((count, i) =>
      hidden.has(i) ? { shown: false, band: band(count) } : { shown: true, count },
    ),
    total: secret ? { shown: true, count: total } : { shown: false, band: band(total) },
  };
}
