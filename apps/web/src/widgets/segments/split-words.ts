import type { Comparison } from "@touchline/domain/compare";
import { formatValue } from "@touchline/ui/formats";

/** A segment with how far it lies from all others together; null: that may not be told. */
export interface SplitRow {
  readonly name: string;
  readonly difference: Comparison | null;
}

/** How far apart, in words: shares lie percentage points apart. */
function apart({ difference }: SplitRow, unit: "score" | "share"): string {
  const by = Math.abs(difference?.difference ?? 0);
  return unit === "share"
    ? `${formatValue(100 * by, "score")} percentage points`
    : `${formatValue(by, "score")} points`;
}

/** What a split by segment comes to, in one or two plain sentences. unit: of the figure that is split. */
export function splitSentence(rows: readonly SplitRow[], unit: "score" | "share"): string {
  const compared = rows.filter(({ difference }) => difference && difference.verdict !== "not-enough-data");
  if (compared.length < 2)
    return "Fewer than two segments have enough answers to be set against one another.";
  const real = compared
    .filter(({ difference }) => difference?.verdict === "better" || difference?.verdict === "worse")
    .toSorted((a, b) => Math.abs(b.difference?.difference ?? 0) - Math.abs(a.difference?.difference ?? 0));
  const [first, ...others] = real;
  if (!first)
    return `No segment differs from the others by more than chance (${compared.length} were compared).`;
  const side = (first.difference?.difference ?? 0) < 0 ? "lower" : "higher";
  const rest =
    others.length === 0
      ? "No other segment differs by more than chance."
      : `${others.length} more really ${others.length === 1 ? "differs" : "differ"}.`;
  return `${first.name}: ${apart(first, unit)} ${side} than all other segments together. ${rest}`;
}
