import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { ratio } from "@touchline/domain/statistic";
import { DASH, formatCount, formatInterval, formatValue } from "./formats.ts";
import { axisInWords } from "./scale.ts";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL } from "./table.ts";
import { drawTrend, type TrendPoint } from "./trend-drawing.ts";
import { TrendPicture } from "./trend-picture.tsx";

/** One of two figures along time; both have the same points. */
export interface Course {
  readonly label: string;
  readonly points: readonly TrendPoint[];
}

/**
 * Two figures along time in one picture, each with its interval band and named where it ends. Drawn by the server; a
 * point's figures come up under the pointer without scripts, and stand in the table behind it.
 */
export function TwoTrends({
  title,
  first,
  second,
  before,
  unit = "score",
}: {
  title: string;
  first: Course;
  second: Course;
  /** What both are set against: "The period before". */
  before: string;
  unit?: MetricUnit;
}) {
  const drawing = drawTrend(first.points, unit, null, second.points);
  const other = drawTrend(second.points, unit, null, first.points);
  const compared = [...first.points, ...second.points].some((point) => (point.before ?? null) !== null);
  const axis = axisInWords(drawing.scale, unit);
  const own = (ends: typeof drawing.ends) => ends.find((end) => end.own);
  const name = (course: Course, value: string) => `${course.label} ${value}`;
  return (
    <figure aria-label={title}>
      <div className="relative mt-4 mr-24 mb-8 ml-10 h-56 xl:h-72">
        <TrendPicture drawing={{ ...drawing, ends: [] }} second={other} />
        <div aria-hidden="true" className="absolute inset-0">
          {[
            { course: first, end: own(drawing.ends), tone: "text-accent" },
            { course: second, end: own(other.ends), tone: "text-ink" },
          ].map(
            ({ course, end, tone }) =>
              end && (
                <span
                  key={course.label}
                  className={`-translate-y-1/2 absolute w-24 pl-2 font-medium text-13 leading-tight ${tone}`}
                  style={{ left: `${end.x}%`, top: `${end.at}%` }}
                >
                  {name(course, end.label)}
                </span>
              ),
          )}
          {first.points.map((point, at) => (
            <Reading
              key={point.label}
              at={at}
              of={first.points.length}
              lines={[
                { course: first, point },
                { course: second, point: second.points[at] },
              ]}
              unit={unit}
            />
          ))}
        </div>
      </div>
      <figcaption className="flex flex-wrap gap-x-4 text-12 text-muted">
        <span>
          <Swatch tone="var(--accent)" band="var(--band)" /> {first.label}
        </span>
        <span>
          <Swatch tone="var(--ink)" band="var(--hairline)" /> {second.label}, each with its 95 % interval
        </span>
        {compared && (
          <span>
            <Swatch tone="var(--line)" /> {before}
          </span>
        )}
        {axis !== null && <span>Axis: {axis}</span>}
      </figcaption>
      <details className="mt-2 text-13 print:hidden">
        <summary className="w-fit cursor-pointer text-muted hover:text-ink">Figures of this picture</summary>
        <div className={SCROLL}>
          <table className="mt-2 w-full max-w-260">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr className={HEAD_ROW}>
                <th className={HEAD}>From</th>
                {[first, second].flatMap(({ label }) =>
                  [label, "95 % interval", "Answers", ...(compared ? [before] : [])].map((head) => (
                    <th key={`${label} ${head}`} className={HEAD_NUMBER}>
                      {head}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              {first.points.map((point, at) => (
                <tr key={point.label} className={ROW}>
                  <th scope="row" className={CELL}>
                    {point.label}
                  </th>
                  {[point, second.points[at]].flatMap((each, which) =>
                    [
                      formatValue(each?.score.value ?? null, unit),
                      formatInterval(each?.score.low ?? null, each?.score.high ?? null, unit),
                      each && each.score.value !== null ? formatCount(each.score.n) : DASH,
                      ...(compared ? [formatValue(each?.before ?? null, unit)] : []),
                    ].map((text, column) => (
                      <td key={`${which} ${column}`} className={CELL_NUMBER}>
                        {text}
                      </td>
                    )),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** A point's figures, shown while the pointer is near it. */
function Reading({
  at,
  of,
  lines,
  unit,
}: {
  at: number;
  of: number;
  lines: readonly { readonly course: Course; readonly point: TrendPoint | undefined }[];
  unit: MetricUnit;
}) {
  const width = ratio(100, of - 1) ?? 100;
  const left = at * width;
  return (
    <span
      className="group/point absolute inset-y-0"
      style={{ left: `${left - 0.5 * width}%`, width: `${width}%` }}
    >
      <span className="absolute inset-y-0 left-1/2 hidden w-px bg-line group-hover/point:block" />
      <span
        className={`pointer-events-none absolute top-0 z-10 hidden whitespace-nowrap rounded border border-line bg-paper px-3 py-2 text-13 text-ink group-hover/point:block ${left > 50 ? "right-1/2 mr-2" : "left-1/2 ml-2"}`}
      >
        <span className="block text-12 text-muted">{lines[0]?.point?.label}</span>
        {lines.map(({ course, point }) => (
          <span key={course.label} className="block">
            {course.label}{" "}
            <span className="font-semibold">{formatValue(point?.score.value ?? null, unit)}</span>
            {point && point.score.value !== null && (
              <span className="text-12 text-muted">
                {" "}
                {formatInterval(point.score.low, point.score.high, unit)} n {formatCount(point.score.n)}
              </span>
            )}
          </span>
        ))}
      </span>
    </span>
  );
}

function Swatch({ tone, band }: { tone: string; band?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 10" className="mr-0.5 inline-block h-2.5 w-5">
      {band !== undefined && <path d="M0 0h20v10H0z" fill={band} />}
      <path d="M0 5h20" stroke={tone} strokeWidth={band === undefined ? 1 : 2} />
    </svg>
  );
}
