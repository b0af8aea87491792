import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { formatValue } from "./formats.ts";
import type { TrendPoint, UsualRange } from "./trend-drawing.ts";

/** The usual range of single points; "unknown": too few weeks say what is usual; null: points are no weeks. */
export type Usual = UsualRange | "unknown" | null;

/** How many signals are written out below a chart. */
const SIGNALS_TOLD = 3;

/** What is drawn of a usual range. */
export const rangeOf = (usual: Usual): UsualRange | null => (usual === "unknown" ? null : usual);

/** "Its usual range, 71.0 to 76.0 around 73.5"; null: there is nothing to say. whose: "Service's". */
export function usualInWords(usual: Usual, unit: MetricUnit, whose = "Its"): string | null {
  if (usual === null) return null;
  if (usual === "unknown") return `Too few weeks are known to tell ${whose.toLowerCase()} usual range`;
  const [low, centre, high] = [usual.low, usual.centre, usual.high].map((value) => formatValue(value, unit));
  return low === high
    ? `${whose} usual level, ${centre}`
    : `${whose} usual range, ${low} to ${high} around ${centre}`;
}

/** The points that stand out. */
export const signalsOf = (points: readonly TrendPoint[]): TrendPoint[] =>
  points.filter(({ score, signal }) => signal && score.value !== null);

/** The newest points that stand out with what made it do so, older ones counted; null: nothing was judged. */
export function signalsInWords(points: readonly TrendPoint[], usual: Usual): string | null {
  const signals = signalsOf(points);
  if (signals.length === 0) return rangeOf(usual) === null ? null : "No week stands out";
  const newest = signals.slice(-SIGNALS_TOLD);
  const reasons = [...new Set(newest.map(({ signal }) => signal))];
  const told = reasons.map((reason) => {
    const labels = newest.filter(({ signal }) => signal === reason).map(({ label }) => label);
    return `${labels.join(", ")} (${reason})`;
  });
  const more = signals.length - newest.length;
  return `More than chance: ${told.join(", ")}${more > 0 ? `, and ${more} before` : ""}`;
}
