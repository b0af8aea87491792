import type { RouterOutputs } from "@touchline/api/root";
import { QUESTIONS } from "@touchline/domain/question";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { addressOf, type Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";

type Row = RouterOutputs["service"]["summary"]["badStops"][number];

/** How many rows are shown before the rest is folded away. */
const SHOWN = 10;

/** Where the customers whom service rescued had their bad stops, the most first, with a way to the bad answers. */
export function BadStopsTable({
  rows,
  filters,
  mayOpen,
}: {
  rows: readonly Row[];
  filters: Filters;
  mayOpen: (department: string | null) => boolean;
}) {
  const { max } = roundRange(
    rows.map(({ share }) => share),
    "share",
    [0],
  );
  const table = (caption: string, shown: readonly Row[]) => (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Touchpoint
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Customers
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Share
            </th>
            <th scope="col" className="hidden pr-4 font-normal sm:table-cell">
              <span className="flex justify-between px-1">
                <span>0 %</span>
                <span className="sr-only">to</span>
                <span>{max} %</span>
              </span>
            </th>
            <th scope="col" className={`${HEAD} hidden sm:table-cell`}>
              Behind it
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ slug, name, department, departmentSlug, question, badThrough, customers, share }) => (
            <tr key={slug} className={`reveals ${ROW}`}>
              <th scope="row" className={CELL}>
                <TextLink href={addressOf(`/touchpoints/${slug}`, filters)}>{name}</TextLink>{" "}
                <span className="ml-2 text-12 text-muted">{department ?? "No owner"}</span>
              </th>
              <td className={CELL_NUMBER}>{customers === null ? share.band : formatCount(customers)}</td>
              <td className={`${CELL_NUMBER} whitespace-nowrap`}>{formatValue(share.value, "share")}</td>
              <td className="hidden w-40 pr-4 sm:table-cell">
                <IntervalBar
                  value={share.value}
                  low={share.low}
                  high={share.high}
                  range={[0, max * 0.01]}
                  words={formatInterval(share.low, share.high, "share")}
                  className="w-full"
                />
              </td>
              <td className={`${CELL} hidden whitespace-nowrap text-13 sm:table-cell`}>
                {mayOpen(departmentSlug) && question !== null && badThrough !== null ? (
                  <TextLink
                    href={recordsAddress({
                      ...filters,
                      touchpoint: slug,
                      question,
                      scoreFrom: QUESTIONS[question].min,
                      scoreThrough: badThrough,
                    })}
                  >
                    Bad answers<span className="sr-only"> about {name}</span>
                  </TextLink>
                ) : (
                  <span className="text-muted">Seen by its department</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  const more = rows.slice(SHOWN);
  return (
    <>
      {table("Bad stops of customers whom service rescued", rows.slice(0, SHOWN))}
      {more.length > 0 && (
        <details className="mt-3 text-13">
          <summary className="w-fit cursor-pointer text-muted hover:text-ink">
            {more.length} more {more.length === 1 ? "touchpoint" : "touchpoints"}
          </summary>
          {table("Further bad stops", more)}
        </details>
      )}
    </>
  );
}
