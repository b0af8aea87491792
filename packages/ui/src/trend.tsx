import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import type { ChartWords } from "./chart-words.ts";
import { DASH, formatCount, formatInterval, formatValue } from "./formats.ts";
import { LiveChart } from "./live-chart.tsx";
import { axisInWords } from "./scale.ts";
import { RingSwatch, Swatch } from "./swatch.tsx";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL } from "./table.ts";
import { drawTrend, type TrendPoint } from "./trend-drawing.ts";
import { TrendPicture } from "./trend-picture.tsx";
import { rangeOf, signalsInWords, signalsOf, type Usual, usualInWords } from "./trend-words.ts";

/**
 * A figure along time with its interval band, drawn by the server and complete without scripts. Gaps stay gaps; the
 * comparison is a thin grey line behind; a ring is a signal. The same figures stand in a table behind it, which is what
 * screen readers get; pointers read single points as soon as scripts are there.
 */
export function Trend({
  words,
  points,
  unit = "score",
  usual = null,
}: {
  words: ChartWords;
  points: readonly TrendPoint[];
  unit?: MetricUnit;
  /** Drawn as dotted lines. */
  usual?: Usual;
}) {
  const range = rangeOf(usual);
  const drawing = drawTrend(points, unit, range);
  const compared = points.some(({ before = null }) => before !== null);
  const signals = signalsOf(points);
  const told = signalsInWords(points, usual);
  const axis = axisInWords(drawing.scale, unit);
  const few = fewPoints(points);
  return (
    <figure aria-label={words.title}>
      {few !== null && <p className="text-13 text-muted">{few}</p>}
      <LiveChart words={words} points={points} unit={unit} scale={drawing.scale} usual={range}>
        <TrendPicture drawings={[drawing]} />
      </LiveChart>
      <figcaption className="flex flex-wrap gap-x-4 text-12 text-muted">
        <span>
          <Swatch tone="var(--accent)" band="var(--band)" /> {words.own}, with its 95 % interval
        </span>
        {compared && (
          <span>
            <Swatch tone="var(--line)" /> {words.before}
          </span>
        )}
        {usual !== null && (
          <span>
            {range !== null && <Swatch dotted tone="var(--line)" />} {usualInWords(usual, unit)}
          </span>
        )}
        {axis !== null && <span>Axis: {axis}</span>}
        {told !== null && (
          <span>
            {signals.length > 0 && <RingSwatch />} {told}
          </span>
        )}
      </figcaption>
      <details className="mt-2 text-13 print:hidden">
        <summary className="w-fit cursor-pointer text-muted hover:text-ink">Figures of this picture</summary>
        <div className={SCROLL}>
          <table className="mt-2 w-full max-w-200">
            <caption className="sr-only">{words.title}</caption>
            <thead>
              <tr className={HEAD_ROW}>
                <th className={HEAD}>From</th>
                <th className={HEAD_NUMBER}>{words.own}</th>
                <th className={HEAD_NUMBER}>95 % interval</th>
                <th className={HEAD_NUMBER}>{words.base ?? "Answers"}</th>
                {compared && <th className={HEAD_NUMBER}>{words.before}</th>}
                {signals.length > 0 && <th className={HEAD}>Signal</th>}
              </tr>
            </thead>
            <tbody>
              {points.map(({ label, score, before = null, signal }) => (
                <tr key={label} className={ROW}>
                  <th scope="row" className={CELL}>
                    {label}
                  </th>
                  <td className={CELL_NUMBER}>{formatValue(score.value, unit)}</td>
                  <td className={CELL_NUMBER}>{formatInterval(score.low, score.high, unit)}</td>
                  <td className={CELL_NUMBER}>{score.value === null ? DASH : formatCount(score.n)}</td>
                  {compared && <td className={CELL_NUMBER}>{formatValue(before, unit)}</td>}
                  {signals.length > 0 && <td className={CELL}>{signal}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Said where a picture would be nearly empty; null: it is not. */
function fewPoints(points: readonly TrendPoint[]): string | null {
  const known = points.filter(({ score }) => score.value !== null);
  const [only] = known;
  if (!only) return "There is no course to draw: no part of this period has enough answers by itself.";
  if (known.length === 1 && points.length > 1)
    return `There is no course to draw: only ${only.label} has enough answers by itself.`;
  return null;
}
