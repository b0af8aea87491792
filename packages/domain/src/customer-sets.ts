import type { JourneyCounts } from "./metrics/journey-yield.ts";

/**
 * Customers whose records stand behind a figure about customers: of those who rated enough touchpoints, whose every one
 * was in the top box, and those with a bad stop; and those who rated service and something else.
 */
export const CUSTOMER_SETS = ["no-bad-stop", "bad-stop", "rated-both"] as const;
export type CustomerSet = (typeof CUSTOMER_SETS)[number];

/** How many customers of a range there are in a set. */
export function countIn(
  set: CustomerSet,
  { rated, allTop, pairs }: JourneyCounts & { readonly pairs: { readonly n: number } },
): number {
  switch (set) {
    case "no-bad-stop":
      return allTop;
    case "bad-stop":
      return rated - allTop;
    case "rated-both":
      return pairs.n;
  }
}
