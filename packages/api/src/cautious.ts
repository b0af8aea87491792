import type { Comparison } from "@touchline/domain/compare";
import { movers } from "@touchline/domain/metrics/movers";

/**
 * Changes of many rows read side by side, in their order: a row is better or worse only when it stands out among all
 * of them, else there is no real change. Rows without a comparison keep null.
 */
export function cautiousChanges(
  rows: readonly { readonly weight: number; readonly change: Comparison | null }[],
): (Comparison | null)[] {
  const compared = rows.flatMap(({ weight, change }) => (change ? [{ weight, change }] : []));
  const moved = new Set(movers(compared).map(({ change }) => change));
  return rows.map(({ change }) => {
    if (change === null || change.verdict === "not-enough-data" || moved.has(change)) return change;
    return { ...change, verdict: "no-change" };
  });
}
