import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { ratio } from "@touchline/domain/statistic";
import { DASH, formatCount, formatInterval, formatValue } from "./formats.ts";
import { axisInWords } from "./scale.ts";
import { RingSwatch, Swatch } from "./swatch.tsx";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL } from "./table.ts";
import { drawTrend, keepApart, type TrendPoint } from "./trend-drawing.ts";
import { TrendPicture } from "./trend-picture.tsx";
import { rangeOf, signalsInWords, signalsOf, type Usual, usualInWords } from "./trend-words.ts";

/** One of two figures along time; both have the same points. */
export interface Course {
  readonly label: string;
  readonly points: readonly TrendPoint[];
  readonly usual: Usual;
}

/** The colours of the two, as the picture has them. */
const TONES = [
  { line: "var(--accent)", band: "var(--band)", text: "text-accent" },
  { line: "var(--ink)", band: "var(--hairline)", text: "text-ink" },
] as const;

/**
 * Two figures along time in one picture, each with its interval band, its usual range in its own colour and rings where
 * it stands out of it, and named where it ends. Drawn by the server; a
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
  const drawn = (course: Course, beside: Course) =>
    drawTrend(course.points, unit, rangeOf(course.usual), { ...beside, usual: rangeOf(beside.usual) });
  const [drawing, other] = [drawn(first, second), drawn(second, first)];
  const [last, lastOther] = [drawing.dots.at(-1), other.dots.at(-1)];
  const [at, atOther] = keepApart(last?.y ?? null, lastOther?.y ?? null);
  const courses = [
    { course: first, tone: TONES[0], x: last?.x ?? 0, y: at, end: drawing.ends.find(({ own }) => own) },
    {
      course: second,
      tone: TONES[1],
      x: lastOther?.x ?? 0,
      y: atOther,
      end: other.ends.find(({ own }) => own),
    },
  ];
  const compared = [...first.points, ...second.points].some((point) => (point.before ?? null) !== null);
  const axis = axisInWords(drawing.scale, unit);
  return (
    <figure aria-label={title}>
      <div className="relative mt-4 mr-24 mb-8 ml-10 h-56 xl:h-72">
        <TrendPicture drawings={[drawing, other]} />
        <div aria-hidden="true" className="absolute inset-0">
          {courses.map(
            ({ course, tone, x, y, end }) =>
              end &&
              y !== null && (
                <span
                  key={course.label}
                  className={`-translate-y-1/2 absolute ml-2 w-max max-w-22 bg-paper font-medium text-13 leading-tight ${tone.text}`}
                  style={{ left: `${x}%`, top: `${y}%` }}
                >
                  {course.label} {end.label}
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
        {courses.map(({ course, tone }) => (
          <span key={course.label}>
            <Swatch tone={tone.line} band={tone.band} /> {course.label}, with its 95 % interval
          </span>
        ))}
        {compared && (
          <span>
            <Swatch tone="var(--line)" /> {before}
          </span>
        )}
        {axis !== null && <span>Axis: {axis}</span>}
        {courses.map(({ course, tone }) => (
          <Judged key={course.label} course={course} tone={tone.line} unit={unit} />
        ))}
      </figcaption>
      <details className="mt-2 text-13 print:hidden">
        <summary className="w-fit cursor-pointer text-muted hover:text-ink">Figures of this picture</summary>
        <div className={SCROLL}>
          <table className="mt-2 w-full max-w-260">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr className={HEAD_ROW}>
                <th className={HEAD}>From</th>
                {[first, second].flatMap(({ label, points }) => [
                  ...[label, "95 % interval", "Answers", ...(compared ? [before] : [])].map((head) => (
                    <th key={`${label} ${head}`} className={HEAD_NUMBER}>
                      {head}
                    </th>
                  )),
                  ...(signalsOf(points).length > 0
                    ? [
                        <th key={`${label} signal`} className={HEAD}>
                          {label}: signal
                        </th>,
                      ]
                    : []),
                ])}
              </tr>
            </thead>
            <tbody>
              {first.points.map((point, at) => (
                <tr key={point.label} className={ROW}>
                  <th scope="row" className={CELL}>
                    {point.label}
                  </th>
                  {[
                    { each: point, points: first.points },
                    { each: second.points[at], points: second.points },
                  ].flatMap(({ each, points }, which) => [
                    ...[
                      formatValue(each?.score.value ?? null, unit),
                      formatInterval(each?.score.low ?? null, each?.score.high ?? null, unit),
                      each && each.score.value !== null ? formatCount(each.score.n) : DASH,
                      ...(compared ? [formatValue(each?.before ?? null, unit)] : []),
                    ].map((text, column) => (
                      <td key={`${which} ${column}`} className={CELL_NUMBER}>
                        {text}
                      </td>
                    )),
                    ...(signalsOf(points).length > 0
                      ? [
                          <td key={`${which} signal`} className={CELL}>
                            {each?.signal}
                          </td>,
                        ]
                      : []),
                  ])}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Where a figure usually lies, and what stands out of it. */
function Judged({
  course: { label, points, usual },
  tone,
  unit,
}: {
  course: Course;
  tone: string;
  unit: MetricUnit;
}) {
  const signals = signalsInWords(points, usual);
  if (usual === null && signals === null) return null;
  return (
    <span className="basis-full">
      {rangeOf(usual) !== null && <Swatch dotted tone={tone} />} {usualInWords(usual, unit, `${label}'s`)}
      {signals !== null && (
        <>
          . {signalsOf(points).length > 0 && <RingSwatch />} {signals}
        </>
      )}
    </span>
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
            {point?.signal && <span className="block text-12">{point.signal}</span>}
          </span>
        ))}
      </span>
    </span>
  );
}
