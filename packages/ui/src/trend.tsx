import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import type { ChartWords } from "./chart-words.ts";
import { DASH, formatCount, formatInterval, formatValue } from "./formats.ts";
import { LiveChart } from "./live-chart.tsx";
import { axisInWords } from "./scale.ts";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL } from "./table.ts";
import { drawTrend, type TrendPoint, type UsualRange } from "./trend-drawing.ts";
import { TrendPicture } from "./trend-picture.tsx";

/** How many signals are written out below a chart. */
const SIGNALS_TOLD = 3;

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
  usual?: UsualRange | null;
}) {
  const drawing = drawTrend(points, unit, usual);
  const compared = points.some(({ before = null }) => before !== null);
  const signals = points.filter(({ score, signal }) => signal && score.value !== null);
  const axis = axisInWords(drawing.scale, unit);
  const few = fewPoints(points);
  return (
    <figure aria-label={words.title}>
      {few !== null && <p className="text-13 text-muted">{few}</p>}
      <LiveChart words={words} points={points} unit={unit} scale={drawing.scale}>
        <TrendPicture drawing={drawing} />
      </LiveChart>
      <figcaption className="flex flex-wrap gap-x-4 text-12 text-muted">
        <span>
          <Swatch kind="own" /> {words.own}, with its 95 % interval
        </span>
        {compared && (
          <span>
            <Swatch kind="before" /> {words.before}
          </span>
        )}
        {usual !== null && (
          <span>
            <Swatch kind="usual" /> Its usual range, {formatValue(usual.low, unit)} to{" "}
            {formatValue(usual.high, unit)} around {formatValue(usual.centre, unit)}
          </span>
        )}
        {axis !== null && <span>Axis: {axis}</span>}
        {signals.length > 0 && (
          <span>
            <Swatch kind="ring" /> More than chance: {signalsInWords(signals)}
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

/** The newest signals, each by its point and what made it stand out; older ones are counted. */
function signalsInWords(signals: readonly TrendPoint[]): string {
  const told = signals.slice(-SIGNALS_TOLD).map(({ label, signal }) => `${label} (${signal})`);
  const more = signals.length - told.length;
  return `${told.join(", ")}${more > 0 ? `, and ${more} before` : ""}`;
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

function Swatch({ kind }: { kind: "own" | "before" | "usual" | "ring" }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 10" className="mr-0.5 inline-block h-2.5 w-5">
      {kind === "own" && <path d="M0 0h20v10H0z" fill="var(--band)" />}
      {kind === "ring" ? (
        <circle cx="10" cy="5" r="4" fill="none" stroke="var(--worse)" strokeWidth="1.5" />
      ) : (
        <path
          d="M0 5h20"
          stroke={kind === "own" ? "var(--accent)" : "var(--line)"}
          strokeWidth={kind === "own" ? 2 : 1}
          strokeDasharray={kind === "usual" ? "2 3" : undefined}
        />
      )}
    </svg>
  );
}
