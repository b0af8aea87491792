import { ratio, type Statistic } from "@touchline/domain/statistic";
import { formatValue } from "./formats.ts";

export interface TrendPoint {
  /** What the point is called on the axis and in the table. */
  readonly label: string;
  readonly score: Statistic;
}

export interface TrendDrawing {
  /** Polyline and polygon points in percent of the picture. */
  readonly lines: readonly string[];
  readonly bands: readonly string[];
  /** Points without neighbours, and the last one with its figure. */
  readonly dots: readonly { readonly x: number; readonly y: number; readonly label: string | null }[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** side: how far the text is moved by its own width, in percent, so that the ends stay inside. */
  readonly labels: readonly { readonly at: number; readonly label: string; readonly side: number }[];
}

/** Steps that read well, of which at most four ticks fit. */
const STEPS = [1, 2, 5, 10, 20, 25, 50] as const;

/** The range that decides, on round figures of the scale from 0 to 100. */
export function roundRange(
  statistics: readonly Statistic[],
  bounds: readonly [number, number] = [0, 100],
): { readonly min: number; readonly max: number; readonly step: number } {
  const ends = statistics.flatMap(({ value, low, high }) =>
    value === null ? [] : [low ?? value, high ?? value],
  );
  if (ends.length === 0) return { min: bounds[0], max: bounds[1], step: 50 };
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  for (const step of STEPS) {
    const min = Math.max(bounds[0], Math.floor((ratio(low, step) ?? 0) - 0.2) * step);
    const max = Math.min(bounds[1], Math.ceil((ratio(high, step) ?? 0) + 0.2) * step);
    if (max - min <= 3 * step) return { min, max, step };
  }
  return { min: bounds[0], max: bounds[1], step: 50 };
}

/** Neighbouring points with a value, as runs: a missing point ends one. */
function runs(points: readonly TrendPoint[]): { at: number; score: Statistic }[][] {
  const found: { at: number; score: Statistic }[][] = [];
  let open: { at: number; score: Statistic }[] | null = null;
  points.forEach(({ score }, at) => {
    if (score.value === null) {
      open = null;
      return;
    }
    if (open === null) {
      open = [];
      found.push(open);
    }
    open.push({ at, score });
  });
  return found;
}

/** Where everything of a trend stands, in percent of the picture from its top left corner. */
export function drawTrend(points: readonly TrendPoint[]): TrendDrawing {
  const { min, max, step } = roundRange(points.map(({ score }) => score));
  const across = ratio(100, points.length - 1);
  const x = (at: number) => (across === null ? 50 : at * across);
  const down = ratio(100, max - min) ?? 0;
  const y = (value: number) => (max - value) * down;
  const place = (at: number, value: number) => `${x(at).toFixed(2)},${y(value).toFixed(2)}`;
  const all = runs(points);
  const last = points.findLastIndex(({ score }) => score.value !== null);

  const bands = all.map((run) =>
    [
      ...run.map(({ at, score }) => place(at, score.high ?? score.value ?? 0)),
      ...run.toReversed().map(({ at, score }) => place(at, score.low ?? score.value ?? 0)),
    ].join(" "),
  );
  const lines = all.map((run) => run.map(({ at, score }) => place(at, score.value ?? 0)).join(" "));
  const dots = all.flatMap((run) =>
    run.flatMap(({ at, score }) =>
      at === last || run.length === 1
        ? [
            {
              x: x(at),
              y: y(score.value ?? 0),
              label: at === last ? formatValue(score.value, "score") : null,
            },
          ]
        : [],
    ),
  );
  const ticks: { at: number; label: string }[] = [];
  for (let value = min; value <= max; value += step) ticks.push({ at: y(value), label: String(value) });
  const ends = points.length - 1;
  const named = [...new Set([0, Math.round(ends * 0.5), ends])].filter((at) => at >= 0);
  const labels = named.flatMap((at) => {
    const side = at === 0 ? 0 : at === ends ? -100 : -50;
    const point = points[at];
    return point ? [{ at: x(at), label: point.label, side: points.length === 1 ? -50 : side }] : [];
  });
  return { lines, bands, dots, ticks, labels };
}
