import type { Statistic } from "@touchline/domain/statistic";
import { DASH, formatCount, formatInterval, formatValue } from "./formats.ts";
import { drawTrend, type TrendPoint } from "./trend-drawing.ts";

/**
 * A score along time with its interval band, drawn by the server. Gaps stay gaps. The same figures stand in a table
 * behind it, which is what screen readers get.
 */
export function Trend({ caption, points }: { caption: string; points: readonly TrendPoint[] }) {
  const { lines, bands, dots, ticks, labels } = drawTrend(points);
  return (
    <figure>
      <div aria-hidden="true" className="relative mt-2 mb-6 ml-8 h-48">
        {ticks.map(({ at, label }) => (
          <div
            key={label}
            className="absolute right-0 left-0 border-hairline border-t"
            style={{ top: `${at}%` }}
          >
            <span className="-translate-y-1/2 absolute right-full pr-2 text-12 text-muted">{label}</span>
          </div>
        ))}
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 h-full w-full"
        >
          {bands.map((shape) => (
            <polygon key={shape} points={shape} fill="var(--band)" opacity="0.8" />
          ))}
          {lines.map((line) => (
            <polyline
              key={line}
              points={line}
              fill="none"
              stroke="var(--accent)"
              strokeWidth="2"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {dots.map(({ x, y, label }) => (
          <span
            key={x}
            className="-translate-1/2 absolute size-2 rounded-full bg-accent"
            style={{ left: `${x}%`, top: `${y}%` }}
          >
            {label !== null && (
              <span className="-translate-y-full absolute right-0 pb-1 font-medium text-13 text-ink">
                {label}
              </span>
            )}
          </span>
        ))}
        {labels.map(({ at, label, side }) => (
          <span
            key={label}
            className="absolute top-full whitespace-nowrap pt-1 text-12 text-muted"
            style={{ left: `${at}%`, transform: `translateX(${side}%)` }}
          >
            {label}
          </span>
        ))}
      </div>
      <details className="text-13">
        <summary className="w-fit cursor-pointer text-muted">Figures of this picture</summary>
        <table className="mt-2 w-full max-w-160 text-left">
          <caption className="sr-only">{caption}</caption>
          <thead className="text-muted">
            <tr className="border-hairline border-b">
              <th className="py-1 font-normal">From</th>
              <th className="py-1 text-right font-normal">Score</th>
              <th className="py-1 text-right font-normal">95 % interval</th>
              <th className="py-1 text-right font-normal">Answers</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ label, score }) => (
              <Row key={label} label={label} score={score} />
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Row({ label, score }: { label: string; score: Statistic }) {
  return (
    <tr className="border-hairline border-b">
      <th scope="row" className="py-1 font-normal">
        {label}
      </th>
      <td className="py-1 text-right">{formatValue(score.value, "score")}</td>
      <td className="py-1 text-right">{formatInterval(score.low, score.high, "score")}</td>
      <td className="py-1 text-right">{score.value === null ? DASH : formatCount(score.n)}</td>
    </tr>
  );
}
