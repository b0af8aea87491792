import type { Quadrant } from "@touchline/domain/metrics/importance-performance";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { widthOf } from "@touchline/ui/label-placement";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL } from "@touchline/ui/table";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import { drawMap, LABEL, type MapDrawing, RADIUS } from "./map-drawing.ts";
import { type Driver, type Drivers, QUADRANT_MEANING, QUADRANT_WORDS } from "./words.ts";

const WIDE = { width: 900, height: 460 } as const;
const NARROW = { width: 272, height: 320 } as const;
const CORNER_INSET = 6;
/** The corners of the map; what is "too close to call" has none. */
const CORNERS = [
  { quadrant: "fix-first", left: true, top: true },
  { quadrant: "keep", left: false, top: true },
  { quadrant: "watch", left: true, top: false },
  { quadrant: "enough", left: false, top: false },
] as const;

const DOTS: Readonly<Record<Quadrant, string>> = {
  "fix-first": "border-worse bg-worse",
  keep: "border-accent bg-accent",
  watch: "border-accent bg-accent",
  enough: "border-accent bg-accent",
  unclear: "border-line bg-paper",
};

/** Where the corners' names stand, so that no label lies on them. */
const corners = ({ width, height }: { width: number; height: number }) =>
  CORNERS.map(({ quadrant, left, top }) => {
    const long = widthOf(QUADRANT_WORDS[quadrant], LABEL.size);
    return {
      quadrant,
      left: left ? CORNER_INSET : width - CORNER_INSET - long,
      top: top ? CORNER_INSET : height - CORNER_INSET - LABEL.height,
      width: long,
      height: LABEL.height,
    };
  });

/**
 * What counts against how it is rated: each touchpoint a dot with both its intervals, the means as lines. With names where
 * there is room, with numbers and a legend on a narrow screen.
 */
export function ImportanceMap({ found: { drivers, lines }, filters }: { found: Drivers; filters: Filters }) {
  const located = drivers.filter(({ quadrant }) => quadrant !== null);
  const title = "Importance and score";
  if (located.length < 2)
    return (
      <p className="max-w-prose py-2 text-muted">
        {located.length === 0 ? "No touchpoint has" : `Only ${located[0]?.name} has`} both an importance and a
        score in these days, so there is nothing to set side by side. Take a longer period, or all segments
        and channels.
      </p>
    );
  const draw = (size: typeof WIDE | typeof NARROW, numbered: boolean) =>
    drawMap(located, lines, size, { numbered, taken: corners(size) });
  const [wide, narrow] = [draw(WIDE, false), draw(NARROW, true)];
  const numbered = wide.dots.flatMap(({ label }, at) => (label && label.text === String(at + 1) ? [at] : []));
  return (
    <figure aria-label={title} className="flex flex-wrap gap-x-6">
      <div className="hidden xl:block">
        <Picture drawing={wide} size={WIDE} located={located} filters={filters} />
        {numbered.length > 0 && <Legend located={located} shown={numbered} />}
      </div>
      <div className="xl:hidden">
        <Picture drawing={narrow} size={NARROW} located={located} filters={filters} />
        <Legend located={located} shown={located.map((_, at) => at)} />
      </div>
      <figcaption className="mt-3 flex min-w-0 flex-1 basis-44 flex-wrap content-start gap-x-4 gap-y-1 text-12 text-muted">
        <span>
          <Swatch quadrant="fix-first" /> Fix first: {QUADRANT_MEANING["fix-first"]}
        </span>
        <span>
          <Swatch quadrant="keep" /> Surely in the corner that it lies in
        </span>
        <span>
          <Swatch quadrant="unclear" /> Too close to call: {QUADRANT_MEANING.unclear}
        </span>
        <span>Dashed lines: the means of these touchpoints. Thin lines: 95&nbsp;% intervals.</span>
      </figcaption>
      <Behind title={title} located={located} />
    </figure>
  );
}

function Swatch({ quadrant }: { quadrant: Quadrant }) {
  return (
    <span
      aria-hidden="true"
      className={`mr-0.5 inline-block size-2 rounded-full border-[1.5px] ${DOTS[quadrant]}`}
    />
  );
}

/** What the numbers stand for. */
function Legend({ located, shown }: { located: readonly Driver[]; shown: readonly number[] }) {
  return (
    <ul aria-label="What the numbers stand for" className="mt-2 columns-2 gap-x-6 text-12 sm:columns-3">
      {shown.map((at) => (
        <li key={at} className="break-inside-avoid">
          <span className="inline-block w-5 text-right text-muted tabular-nums">{at + 1}</span>{" "}
          {located[at]?.name}
        </li>
      ))}
    </ul>
  );
}

function Picture({
  drawing: { dots, cross, scores, importances },
  size: { width, height },
  located,
  filters,
}: {
  drawing: MapDrawing;
  size: { width: number; height: number };
  located: readonly Driver[];
  filters: Filters;
}) {
  return (
    <div className="relative pt-6 pb-12 pl-11" style={{ width: width + 44 }}>
      <p className="absolute top-0 left-0 text-12 text-muted">
        Importance, share of what the ratings explain
      </p>
      <p className="absolute right-0 bottom-0 text-12 text-muted">Score, 0 to 100</p>
      <div className="relative" style={{ width, height }}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          className="absolute inset-0 overflow-visible"
        >
          <rect width={width} height={height} fill="none" stroke="var(--hairline)" />
          {cross && (
            <path
              d={`M${cross.x} 0V${height}M0 ${cross.y}H${width}`}
              stroke="var(--line)"
              strokeDasharray="4 4"
              fill="none"
            />
          )}
          {dots.map(({ x, y, across, down, leader }, at) => (
            <g key={located[at]?.slug} stroke="var(--line)" fill="none">
              <path d={`M${across[0]} ${y}H${across[1]}M${x} ${down[0]}V${down[1]}`} opacity="0.55" />
              {leader && <path d={`M${x} ${y}L${leader.x} ${leader.y}`} opacity="0.8" />}
            </g>
          ))}
        </svg>
        {cross &&
          corners({ width, height }).map(({ quadrant, left, top }) => (
            <span
              key={quadrant}
              className="absolute whitespace-nowrap text-12 text-muted italic"
              style={{ left, top }}
            >
              {QUADRANT_WORDS[quadrant]}
            </span>
          ))}
        {importances.map(({ at, label }) => (
          <span
            key={label}
            className="-translate-y-1/2 absolute right-full whitespace-nowrap pr-2 text-12 text-muted"
            style={{ top: at }}
          >
            {label}
          </span>
        ))}
        {scores.map(({ at, label }) => (
          <span
            key={label}
            className="-translate-x-1/2 absolute top-full pt-1.5 text-12 text-muted"
            style={{ left: at }}
          >
            {label}
          </span>
        ))}
        {dots.map((dot, at) => {
          const driver = located[at];
          return driver && <Dot key={driver.slug} dot={dot} driver={driver} filters={filters} />;
        })}
      </div>
    </div>
  );
}

/** A dot that leads to its touchpoint; its figures come up above the picture as soon as one looks closer. */
function Dot({
  dot: { x, y, label },
  driver: { slug, name, quadrant, score, importance },
  filters,
}: {
  dot: MapDrawing["dots"][number];
  driver: Driver;
  filters: Filters;
}) {
  const firm = quadrant !== "unclear";
  const reach = 10;
  return (
    <Link
      href={addressOf(`/touchpoints/${slug}`, filters)}
      prefetch={false}
      className="group/dot focus-visible:outline-none"
    >
      <span
        className="absolute flex items-center justify-center rounded-full group-hover/dot:bg-band group-focus-visible/dot:outline-2 group-focus-visible/dot:outline-accent"
        style={{ left: x - reach, top: y - reach, width: 2 * reach, height: 2 * reach }}
      >
        <span
          className={`rounded-full border-[1.5px] ${DOTS[quadrant ?? "unclear"]}`}
          style={{ width: 2 * RADIUS, height: 2 * RADIUS }}
        />
      </span>
      {label && (
        <span
          aria-hidden="true"
          className={`absolute whitespace-nowrap text-12 leading-[15px] group-hover/dot:underline ${firm ? "text-ink" : "text-muted"} ${quadrant === "fix-first" ? "font-semibold" : ""}`}
          style={{ left: label.left, top: label.top }}
        >
          {label.text}
        </span>
      )}
      <span className="sr-only">{name}</span>
      <span className="absolute right-0 bottom-full mb-1 whitespace-nowrap bg-paper pl-2 text-12 opacity-0 group-hover/dot:opacity-100 group-focus-visible/dot:opacity-100">
        <span aria-hidden="true">{name}: </span>
        score {formatValue(score.value, "score")} {formatInterval(score.low, score.high, "score")}, importance{" "}
        {formatValue(importance.value, "share")} {formatInterval(importance.low, importance.high, "share")}, n{" "}
        {formatCount(importance.n)}
      </span>
    </Link>
  );
}

function Behind({ title, located }: { title: string; located: readonly Driver[] }) {
  return (
    <details className="mt-2 basis-full text-13 print:hidden">
      <summary className="w-fit cursor-pointer text-muted hover:text-ink">Figures of this picture</summary>
      <div className={SCROLL}>
        <table className="mt-2 w-full max-w-240">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className={HEAD_ROW}>
              <th className={HEAD_NUMBER}>Number</th>
              <th className={HEAD}>Touchpoint</th>
              <th className={HEAD_NUMBER}>Score</th>
              <th className={HEAD_NUMBER}>95 % interval</th>
              <th className={HEAD_NUMBER}>Importance</th>
              <th className={HEAD_NUMBER}>95 % interval</th>
              <th className={HEAD}>Where it lies</th>
            </tr>
          </thead>
          <tbody>
            {located.map(({ slug, name, score, importance, quadrant }, at) => (
              <tr key={slug} className={ROW}>
                <td className={CELL_NUMBER}>{at + 1}</td>
                <th scope="row" className={CELL}>
                  {name}
                </th>
                <td className={CELL_NUMBER}>{formatValue(score.value, "score")}</td>
                <td className={CELL_NUMBER}>{formatInterval(score.low, score.high, "score")}</td>
                <td className={CELL_NUMBER}>{formatValue(importance.value, "share")}</td>
                <td className={CELL_NUMBER}>{formatInterval(importance.low, importance.high, "share")}</td>
                <td className={CELL}>{quadrant && QUADRANT_WORDS[quadrant]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
