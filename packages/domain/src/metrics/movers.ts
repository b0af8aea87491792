import type { Comparison } from "../compare.ts";
import { ratio } from "../statistic.ts";

/** Of the rows called movers, at most this share may be so by chance. */
const FALSE_DISCOVERY_RATE = 0.1;

/**
 * Which of many tests made at once are discoveries (Benjamini & Hochberg 1995), in the order given. null = not tested:
 * never a discovery, and not counted among the tests.
 */
export function benjaminiHochberg(
  pValues: readonly (number | null)[],
  rate: number = FALSE_DISCOVERY_RATE,
): boolean[] {
  const tested = pValues.filter((p) => p !== null).sort((a, b) => a - b);
  const step = ratio(rate, tested.length) ?? 0;
  const threshold = tested.findLast((p, i) => p <= (i + 1) * step) ?? -1;
  return pValues.map((p) => p !== null && p <= threshold);
}

/**
 * The rows that really moved, largest effect on the whole first (weight x change). A mover is a discovery among all
 * rows and its own interval excludes no change.
 */
export function movers<Row extends { readonly weight: number; readonly change: Comparison }>(
  rows: readonly Row[],
): Row[] {
  const discoveries = benjaminiHochberg(rows.map(({ change }) => change.pValue));
  const effect = ({ weight, change }: Row): number => Math.abs(weight * (change.difference ?? 0));
  return rows
    .filter(({ change }, i) => discoveries[i] && (change.verdict === "better" || change.verdict === "worse"))
    .sort((a, b) => effect(b) - effect(a));
}
