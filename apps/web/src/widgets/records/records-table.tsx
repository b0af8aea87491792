import type { RouterOutputs } from "@touchline/api/root";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import { whenSaid } from "./comment-list.tsx";
import { USE_WORDS } from "./words.ts";

type Row = RouterOutputs["records"]["list"]["rows"][number];

/** What a person rated is shown up to here; the rest stands on the record's own page. */
const SHOWN = 4;

/** Answers one by one, a line for each of the first things rated; the row leads to the whole of what the person said. */
export function RecordsTable({ rows, timeZone }: { rows: readonly Row[]; timeZone: string }) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Answers, the newest first</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>When</th>
            <th className={HEAD}>About</th>
            <th className={HEAD_NUMBER}>Score</th>
            <th className={`${HEAD} hidden md:table-cell`}>Channel</th>
            <th className={`${HEAD} hidden lg:table-cell`}>Evidence</th>
            <th className={`${HEAD} hidden lg:table-cell`}>Segment</th>
            <th className={`${HEAD} hidden md:table-cell`}>Comment</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) => {
            const shown = row.answers.slice(0, SHOWN);
            const more = row.answers.length - shown.length;
            return shown.map((answer, at) => (
              <tr key={`${row.id} ${answer.touchpointSlug} ${answer.question}`} className={`relative ${ROW}`}>
                <th scope="row" className={`${CELL} whitespace-nowrap ${at === 0 ? "" : "text-muted"}`}>
                  <Link
                    href={`/records/${row.id}`}
                    prefetch={false}
                    className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                  >
                    {whenSaid(row, timeZone)}
                  </Link>
                </th>
                <td className={CELL}>
                  {answer.touchpoint}
                  {more > 0 && at === SHOWN - 1 && (
                    <span className="ml-2 text-12 text-muted">and {more} more</span>
                  )}
                </td>
                <td className={`${CELL_NUMBER} font-medium`} title={answer.label}>
                  {answer.score}
                </td>
                <td className={`${CELL} hidden md:table-cell`}>{answer.channel}</td>
                <td className={`${CELL} hidden text-13 text-muted lg:table-cell`}>
                  {USE_WORDS[answer.evidence]}
                </td>
                <td className={`${CELL} hidden text-13 text-muted lg:table-cell`}>{row.segment}</td>
                <td className={`${CELL} hidden max-w-80 truncate md:table-cell`}>
                  {at === 0 && row.comment}
                </td>
              </tr>
            ));
          })}
        </tbody>
      </table>
    </div>
  );
}
