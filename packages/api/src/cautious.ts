import type { Comparison } from "@touchline/domain/compare";
import { movers } from "@touchline/domain/metrics/movers";

/**
 * Rows whose changes are read side by side, in their order: one is better or worse only when it stands out among all
 * of them, else there is no real change. Rows without a comparison keep null.
 */
export function cautiousChanges<Row extends { readonly weight: number; readonly change: Comparison | null }>(
  rows: readonly Row[],
): (Omit<Row, "change"> & { readonly change: Comparison | null })[] {
  const compared = rows.flatMap(({ weight, change }) => (change ? [{ weight, change }] : []));
  const moved = new Set(movers(compared).map(({ change }) => change));
  return rows.map((row) => {
    const { change } = row;
    if (change === null || change.verdict === "not-enough-data" || moved.has(change)) return row;
    return { ...row, change: { ...change, verdict: "no-change" } };
  });
}
