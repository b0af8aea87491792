import { formatCount, formatDifference, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import type { Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import type { SegmentMap } from "./words.ts";

/** The real disagreements alone, the largest first, each with the answers behind it. */
export function Disagreements({
  found: { disagree, compared },
  filters,
}: {
  found: SegmentMap;
  filters: Filters;
}) {
  if (disagree.length === 0)
    return (
      <p className="max-w-prose py-2 text-muted">
        {compared === 0
          ? "No segment has enough answers about a touchpoint to set it against the others."
          : `Of ${compared} scores set against all other segments', none differs by more than chance.`}
      </p>
    );
  const ends = disagree.flatMap(({ difference }) => [difference?.low ?? 0, difference?.high ?? 0]);
  const end = Math.ceil(Math.max(...ends.map(Math.abs)) * 0.2) * 5;
  return (
    <>
      <div className={SCROLL}>
        <table className={TABLE}>
          <caption className="sr-only">Where the segments disagree most</caption>
          <thead>
            <tr className={HEAD_ROW}>
              <th scope="col" className={HEAD}>
                Touchpoint
              </th>
              <th scope="col" className={HEAD}>
                Segment
              </th>
              <th scope="col" className={`${HEAD_NUMBER} hidden sm:table-cell`}>
                Score
              </th>
              <th scope="col" className={HEAD}>
                Against the others, points
              </th>
              <th scope="col" className="hidden w-36 pr-4 font-normal md:table-cell xl:w-64">
                <span className="flex justify-between px-1">
                  <span>−{end}</span>
                  <span>0</span>
                  <span>+{end}</span>
                </span>
              </th>
              <th scope="col" className={HEAD_NUMBER}>
                Answers
              </th>
            </tr>
          </thead>
          <tbody>
            {disagree.map(({ touchpoint, segment, score, difference }) => (
              <tr
                key={`${touchpoint.slug} ${segment.slug}`}
                className={`reveals focus-within:bg-raised ${ROW}`}
              >
                <th scope="row" className={CELL}>
                  {touchpoint.name}
                </th>
                <td className={CELL}>{segment.name}</td>
                <td className={`${CELL_NUMBER} hidden sm:table-cell`}>{formatValue(score.value, "score")}</td>
                <td className={`${CELL} text-13`}>
                  {difference && (
                    <VerdictMark
                      verdict={difference.verdict}
                      difference={difference.difference}
                      unit="score"
                    />
                  )}
                </td>
                <td className="hidden pr-4 md:table-cell">
                  {difference && (
                    <IntervalBar
                      value={difference.difference}
                      low={difference.low}
                      high={difference.high}
                      range={[-end, end]}
                      reference={0}
                      words={`[${formatDifference(difference.low, "score")}, ${formatDifference(difference.high, "score")}]`}
                      className="w-full"
                    />
                  )}
                </td>
                <td className={CELL_NUMBER}>
                  <TextLink
                    href={recordsAddress({ ...filters, touchpoint: touchpoint.slug, segment: segment.slug })}
                  >
                    {formatCount(score.n)}
                    <span className="sr-only">
                      {" "}
                      answers of {segment.name} about {touchpoint.name}
                    </span>
                  </TextLink>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 text-12 text-muted">
        {disagree.length} of {compared} scores really differ from all other segments' together; judged
        together, so that none of so many is called real by chance.
      </p>
    </>
  );
}
