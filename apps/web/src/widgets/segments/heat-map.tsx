import { ratio } from "@touchline/domain/statistic";
import { formatCount, formatDifference, formatInterval, formatValue } from "@touchline/ui/formats";
import { SCROLL, TABLE } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import { type SegmentCell, type SegmentMap, tooFew } from "./words.ts";

/** The shade of a place between the lowest score (0) and the highest (1): one hue, on which ink stays readable. */
const hue = (place: number) =>
  `color-mix(in srgb, var(--accent) ${(3 + 35 * place).toFixed(0)}%, var(--paper))`;

/**
 * Every touchpoint in every segment: score, number of answers, and a mark where it really differs from all other segments.
 * The deeper the shade, the higher the score; one hue.
 */
export function HeatMap({
  found: { segments, touchpoints },
  filters,
}: {
  found: SegmentMap;
  filters: Filters;
}) {
  const scores = touchpoints.flatMap(({ cells }) =>
    cells.flatMap(({ counted, score }) => (counted && score.value !== null ? [score.value] : [])),
  );
  const [low, high] = [Math.floor(Math.min(...scores)), Math.ceil(Math.max(...scores))];
  const shade = (value: number | null) => hue(value === null ? 0 : (ratio(value - low, high - low) ?? 0.5));
  const stages = [...new Set(touchpoints.map(({ stage }) => stage))];
  return (
    <>
      {scores.length > 0 && (
        <p className="mb-2 flex flex-wrap items-center gap-x-2 text-12 text-muted">
          Score {low}
          <span
            aria-hidden="true"
            className="h-3 w-24 border border-hairline"
            style={{ background: `linear-gradient(to right, ${hue(0)}, ${hue(1)})` }}
          />
          {high}. Framed: really different from all other segments together.
        </p>
      )}
      <div className={`${SCROLL} max-sm:-mx-4 max-sm:px-4`}>
        <table className={`${TABLE} min-w-160 border-separate border-spacing-px`}>
          <caption className="sr-only">Scores by touchpoint and segment</caption>
          <thead>
            <tr className="text-12 text-muted">
              <th scope="col" className="sticky left-0 z-1 bg-paper pr-3 text-left align-bottom font-normal">
                Touchpoint
              </th>
              {segments.map(({ slug, name }) => (
                <th key={slug} scope="col" className="w-32 px-1 pb-1 text-left align-bottom font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          {stages.map((stage) => (
            <tbody key={stage ?? ""}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={1 + segments.length}
                  className="pt-4 pb-1 text-left font-medium text-13"
                >
                  {stage ?? "No journey stage"}
                </th>
              </tr>
              {touchpoints
                .filter((row) => row.stage === stage)
                .map((row) => (
                  <tr key={row.slug}>
                    <th
                      scope="row"
                      className="sticky left-0 z-1 max-w-40 bg-paper pr-3 text-left font-normal sm:max-w-none"
                    >
                      <Link
                        href={addressOf(`/touchpoints/${row.slug}`, filters)}
                        prefetch={false}
                        className="underline-offset-2 hover:underline"
                      >
                        {row.name}
                      </Link>
                    </th>
                    {segments.map(({ slug, name }) => {
                      const cell = row.cells.find(({ segment }) => segment.slug === slug);
                      return (
                        <Cell
                          key={slug}
                          cell={cell ?? null}
                          shade={shade(cell?.score.value ?? null)}
                          label={`${row.name}, ${name}`}
                          href={addressOf(`/touchpoints/${row.slug}`, { ...filters, segment: slug })}
                        />
                      );
                    })}
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}

function Cell({
  cell,
  shade,
  label,
  href,
}: {
  cell: SegmentCell | null;
  shade: string;
  label: string;
  href: string;
}) {
  if (cell === null) return <td className="px-1.5 py-1 text-12 text-muted">No answers</td>;
  const { score, counted, difference } = cell;
  if (!counted || score.value === null)
    return <td className="px-1.5 py-1 text-12 text-muted">{tooFew(cell)}</td>;
  const real = difference?.verdict === "better" || difference?.verdict === "worse";
  return (
    <td
      className={`reveals relative px-1.5 py-1 [--better:var(--ink)] [--worse:var(--ink)] ${real ? "outline-2 outline-ink -outline-offset-2" : "hover:outline-1 hover:outline-line"}`}
      style={{ background: shade }}
    >
      <Link
        href={href}
        prefetch={false}
        className="font-medium tabular-nums after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
      >
        <span className="sr-only">{label}: </span>
        {formatValue(score.value, "score")}
      </Link>
      {real && difference && (
        <span className="ml-1.5 inline-block">
          <VerdictMark narrow verdict={difference.verdict} difference={difference.difference} unit="score" />
        </span>
      )}
      <span className="swap text-12">
        <span className="whitespace-nowrap">n {formatCount(score.n)}</span>
        <span className="reveal whitespace-nowrap">
          <span className="sr-only">95 % interval </span>
          {formatInterval(score.low, score.high, "score")}
        </span>
      </span>
      {!real && difference?.difference != null && (
        <span className="sr-only">
          {formatDifference(difference.difference, "score")} against the other segments: no real difference
        </span>
      )}
    </td>
  );
}
