import type { RouterOutputs } from "@touchline/api/root";
import { formatCount } from "@touchline/ui/formats";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { LinkPending } from "../page/link-pending.tsx";
import { StatisticCell } from "../table/statistic-cell.tsx";
import { Against } from "./against.tsx";
import { splitSentence } from "./split-words.ts";

type Row = RouterOutputs["failure"]["segments"][number];

/** Failure demand by the segment of who asked, each against all others; a row narrows the page to it. */
export function FailureSplit({ rows, href }: { rows: readonly Row[]; href: (segment: string) => string }) {
  return (
    <>
      <p className="mb-3 max-w-prose">{splitSentence(rows, "share")}</p>
      <div className={SCROLL}>
        <table className={TABLE}>
          <caption className="sr-only">Failure demand by segment</caption>
          <thead>
            <tr className={HEAD_ROW}>
              <th scope="col" className={HEAD}>
                Segment
              </th>
              <th scope="col" className={HEAD_NUMBER}>
                Contacts
              </th>
              <th scope="col" className={HEAD_NUMBER}>
                Failure demand
              </th>
              <th scope="col" className={HEAD}>
                Against the others, points
              </th>
              <th scope="col" className={`${HEAD} hidden sm:table-cell`}>
                Change, points
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.slug} className={`reveals relative focus-within:bg-raised ${ROW}`}>
                <th scope="row" className={CELL}>
                  <Link
                    href={href(row.slug)}
                    prefetch={false}
                    className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                  >
                    {row.name}
                    <LinkPending />
                  </Link>
                </th>
                <td className={CELL_NUMBER}>{row.band ?? formatCount(row.contacts ?? 0)}</td>
                <StatisticCell statistic={row.failure} unit="share" />
                <td className={`${CELL} text-13`}>
                  <Against difference={row.difference} unit="share" />
                </td>
                <td className={`${CELL} hidden text-13 sm:table-cell`}>
                  {row.change === null ? (
                    <span className="text-muted">Nothing to compare</span>
                  ) : (
                    <VerdictMark
                      verdict={row.change.verdict}
                      difference={row.change.difference}
                      unit="share"
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
