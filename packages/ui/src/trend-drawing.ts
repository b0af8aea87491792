import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { ratio, type Statistic } from "@touchline/domain/statistic";
import { formatValue } from "./formats.ts";
import { roundRange, type Scale, ticksOf } from "./scale.ts";

export interface TrendPoint {
  /** What the point is called on the axis and in the table. */
  readonly label: string;
  readonly score: Statistic;
  /** The comparison's figure at the same place; null = none. */
  readonly before?: number | null;
  /** Why the point stands out, in words; null: it does not. */
  readonly signal?: string | null;
}

export interface TrendDrawing {
  readonly scale: Scale;
  /** Polyline and polygon points in percent of the picture. */
  readonly lines: readonly string[];
  readonly bands: readonly string[];
  /** Intervals of points without neighbours. */
  readonly alone: readonly { readonly x: number; readonly top: number; readonly bottom: number }[];
  /** The comparison's lines. */
  readonly before: readonly string[];
  /** Points without neighbours, and the last one. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  /** Edges and middle of the usual range. */
  readonly usual: readonly { readonly at: number; readonly middle: boolean }[];
  readonly rings: readonly { readonly x: number; readonly y: number }[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** side: how far the text is moved by its own width, in percent, so that the ends stay inside. */
  readonly labels: readonly { readonly at: number; readonly label: string; readonly side: number }[];
  /** The last figures, named where they stand; two at the right edge are kept apart from each other. */
  readonly ends: readonly {
    readonly x: number;
    readonly at: number;
    readonly label: string;
    readonly own: boolean;
  }[];
}

/** How near two names at the right edge may come, in percent of the height. */
const APART = 10;

interface Place {
  readonly at: number;
  readonly value: number;
}

/** Neighbouring points with a value, as runs: a missing point ends one. */
function runs<Point extends Place>(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [];
  let open: Point[] | null = null;
  for (const point of points) {
    if (point === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      found.push(open);
    }
    open.push(point);
  }
  return found;
}

/** Names at the right edge, moved apart around their middle where they would lie on each other. */
export function keepApart(own: number | null, before: number | null): [number | null, number | null] {
  if (own === null || before === null || Math.abs(own - before) >= APART) return [own, before];
  const middle = Math.min(100 - 0.5 * APART, Math.max(0.5 * APART, 0.5 * (own + before)));
  const side = own <= before ? -0.5 : 0.5;
  return [middle + side * APART, middle - side * APART];
}

/** The range in which single points usually lie, of a process that nothing changed. */
export interface UsualRange {
  readonly centre: number;
  readonly low: number;
  readonly high: number;
}

/** A figure along time, with the range in which it usually lies where that is known. */
interface Drawn {
  readonly points: readonly TrendPoint[];
  readonly usual: UsualRange | null;
}

/**
 * Where everything of a trend stands, in percent of the picture from its top left corner. beside: what is drawn into the
 * same picture, so on the same scale.
 */
export function drawTrend(
  points: readonly TrendPoint[],
  unit: MetricUnit = "score",
  usual: UsualRange | null = null,
  beside: Drawn | null = null,
): TrendDrawing {
  const all = [...points, ...(beside?.points ?? [])];
  const ranges = [usual, beside?.usual ?? null];
  const scale = roundRange(
    all.map(({ score }) => score),
    unit,
    [
      ...all.map(({ before }) => before ?? null),
      ...ranges.flatMap((range) => [range?.low ?? null, range?.high ?? null]),
    ],
  );
  const { min, max, times } = scale;
  const across = ratio(100, points.length - 1);
  const x = (at: number) => (across === null ? 50 : at * across);
  const down = ratio(100, max - min) ?? 0;
  const y = (value: number) => (max - value * times) * down;
  const place = (at: number, value: number) => `${x(at).toFixed(2)},${y(value).toFixed(2)}`;
  const line = (run: readonly Place[]) => run.map(({ at, value }) => place(at, value)).join(" ");

  const own = runs(
    points.map(({ score }, at) => (score.value === null ? null : { at, value: score.value, score })),
  );
  const earlier = runs(
    points.map(({ before = null }, at) => (before === null ? null : { at, value: before })),
  );
  const last = own.at(-1)?.at(-1) ?? null;
  const lastBefore = earlier.findLast((run) => run.length > 1)?.at(-1) ?? null;
  const edge = points.length - 1;
  const atEdge = (place: Place | null) => place !== null && place.at === edge;
  const places = [
    last && y(last.value),
    lastBefore && atEdge(lastBefore) ? y(lastBefore.value) : null,
  ] as const;
  const [ownEnd, beforeEnd] = atEdge(last) ? keepApart(...places) : places;
  const named = [...new Set([0, Math.round(edge * 0.5), edge])].filter((at) => at >= 0);
  return {
    scale,
    lines: own.map(line),
    alone: own
      .filter((run) => run.length === 1)
      .flat()
      .map(({ at, value, score }) => ({
        x: x(at),
        top: y(score.high ?? value),
        bottom: y(score.low ?? value),
      })),
    bands: own.map((run) =>
      [
        ...run.map(({ at, value, score }) => place(at, score.high ?? value)),
        ...run.toReversed().map(({ at, value, score }) => place(at, score.low ?? value)),
      ].join(" "),
    ),
    before: earlier.filter((run) => run.length > 1).map(line),
    dots: own.flatMap((run) =>
      run
        .filter((point) => point === last || run.length === 1)
        .map(({ at, value }) => ({ x: x(at), y: y(value) })),
    ),
    usual: usual
      ? [usual.low, usual.centre, usual.high].map((value, at) => ({ at: y(value), middle: at === 1 }))
      : [],
    rings: points.flatMap(({ score, signal }, at) =>
      signal && score.value !== null ? [{ x: x(at), y: y(score.value) }] : [],
    ),
    ticks: ticksOf(scale).map((value) => ({
      at: (max - value) * down,
      label: unit === "share" || unit === "per_year" ? `${format(value)} %` : format(value),
    })),
    labels: named.flatMap((at) => {
      const side = at === 0 ? 0 : at === edge ? -100 : -50;
      const point = points[at];
      return point ? [{ at: x(at), label: point.label, side: points.length === 1 ? -50 : side }] : [];
    }),
    ends: [
      ...(last && ownEnd !== null
        ? [{ x: x(last.at), at: ownEnd, label: formatValue(last.value, unit), own: true }]
        : []),
      ...(lastBefore && beforeEnd !== null
        ? [{ x: 100, at: beforeEnd, label: formatValue(lastBefore.value, unit), own: false }]
        : []),
    ],
  };
}

const format = (value: number) => String(Math.round(value * 10) / 10).replace("-", "−");
