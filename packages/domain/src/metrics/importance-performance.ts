import { ratio, type Statistic } from "../statistic.ts";

/**
 * fix-first: counts much and is rated low; keep: counts much and is rated high; watch: counts little and is rated low;
 * enough: counts little and is rated high; unclear: an interval crosses a line.
 */
export const QUADRANTS = ["fix-first", "keep", "watch", "enough", "unclear"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

interface Placed {
  readonly importance: Statistic;
  readonly score: Statistic;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return ratio(
    known.reduce((sum, value) => sum + value, 0),
    known.length,
  );
}

/** On which side of a line the whole interval lies; null when it crosses it. */
function sideOf({ low, high }: Statistic, line: number): "above" | "below" | null {
  if (low !== null && low > line) return "above";
  return high !== null && high < line ? "below" : null;
}

/**
 * Importance against performance (Martilla & James 1977), with cross-hairs at the means of the drivers that have both.
 * A driver is in a quadrant only when both of its intervals clear the lines. quadrant null: it has no place.
 */
export function importancePerformance(drivers: readonly Placed[]): {
  readonly lines: { readonly importance: number | null; readonly score: number | null };
  readonly quadrants: readonly (Quadrant | null)[];
} {
  const placed = drivers.filter(({ importance, score }) => importance.value !== null && score.value !== null);
  const lines = {
    importance: mean(placed.map(({ importance }) => importance.value)),
    score: mean(placed.map(({ score }) => score.value)),
  };
  const quadrants = drivers.map((driver): Quadrant | null => {
    if (!placed.includes(driver) || lines.importance === null || lines.score === null) return null;
    const counts = sideOf(driver.importance, lines.importance);
    const rated = sideOf(driver.score, lines.score);
    if (counts === null || rated === null) return "unclear";
    if (counts === "above") return rated === "below" ? "fix-first" : "keep";
    return rated === "below" ? "watch" : "enough";
  });
  return { lines, quadrants };
}
