import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { ratio } from "@touchline/domain/statistic";
import { formatValue } from "./formats.ts";

const WIDTH = 96;
const HEIGHT = 24;
const INSET = 3;

export interface SparklineDrawing {
  readonly lines: readonly string[];
  readonly last: { readonly x: number; readonly y: number } | null;
}

/**
 * The course of a figure in the space of a word: polylines on a 96 x 24 field and the last point. A gap (null) parts
 * the line. Its range is its own: it tells the direction, and the figure beside it the height.
 */
export function drawSparkline(values: readonly (number | null)[]): SparklineDrawing {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length < 2) return { lines: [], last: null };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const across = ratio(WIDTH - 2 * INSET, values.length - 1) ?? 0;
  const down = ratio(HEIGHT - 2 * INSET, high - low) ?? 0;
  const x = (at: number) => INSET + at * across;
  const y = (value: number) => (down === 0 ? 0.5 * HEIGHT : INSET + (high - value) * down);
  const lines: string[][] = [];
  let open: string[] | null = null;
  values.forEach((value, at) => {
    if (value === null) {
      open = null;
      return;
    }
    if (open === null) {
      open = [];
      lines.push(open);
    }
    open.push(`${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  });
  const lastAt = values.findLastIndex((value) => value !== null);
  const lastValue = values[lastAt] ?? 0;
  return {
    lines: lines.map((line) => line.join(" ")),
    last: { x: x(lastAt), y: y(lastValue) },
  };
}

/** A figure's course along the period. `label` names what it shows; screen readers get its ends in words. */
export function Sparkline({
  label,
  values,
  unit,
  className = "",
}: {
  label: string;
  values: readonly (number | null)[];
  unit: MetricUnit;
  className?: string;
}) {
  const { lines, last } = drawSparkline(values);
  if (last === null) return null;
  const first = values.find((value) => value !== null) ?? null;
  const latest = values.findLast((value) => value !== null) ?? null;
  return (
    <svg
      role="img"
      aria-label={`${label} over time: from ${formatValue(first, unit)} to ${formatValue(latest, unit)}`}
      preserveAspectRatio="xMinYMid"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={`block h-6 w-24 overflow-visible ${className}`}
    >
      {lines.map((line) => (
        <polyline
          key={line}
          points={line}
          fill="none"
          stroke="var(--line)"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
      <circle cx={last.x} cy={last.y} r="2.5" fill="var(--accent)" />
    </svg>
  );
}
