import type { RouterOutputs } from "@touchline/api/root";
import { DASH, formatInstant } from "@touchline/ui/formats";
import { CELL, HEAD, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { BASIS_WORDS } from "./words.ts";

type Row = RouterOutputs["failure"]["contacts"]["rows"][number];

/** Contacts one by one: when and where the customer asked, about what, what caused it and who says so. */
export function ContactTable({ rows, timeZone }: { rows: readonly Row[]; timeZone: string }) {
  const said = rows.some(({ words }) => words !== null);
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Contacts, the newest first</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>When</th>
            <th className={HEAD}>Caused by</th>
            <th className={`${HEAD} hidden lg:table-cell`}>Known</th>
            <th className={HEAD}>Reason</th>
            <th className={`${HEAD} hidden md:table-cell`}>Asked at</th>
            {said && <th className={`${HEAD} hidden md:table-cell`}>In the customer's words</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={ROW}>
              <th scope="row" className={`${CELL} align-top md:whitespace-nowrap`}>
                {formatInstant(row.at, timeZone)}
              </th>
              <td className={`${CELL} align-top`}>
                {row.cause ?? <span className="text-muted">Not known</span>}
              </td>
              <td className={`${CELL} hidden whitespace-nowrap align-top text-13 text-muted lg:table-cell`}>
                {row.basis === null ? DASH : BASIS_WORDS[row.basis]}
              </td>
              <td className={`${CELL} align-top`}>
                {row.reason ?? <span className="text-muted">None given</span>}
              </td>
              <td className={`${CELL} hidden align-top md:table-cell`}>
                {row.touchpoint}
                <span className="ml-2 text-12 text-muted">{row.channel}</span>
              </td>
              {said && (
                <td className={`${CELL} hidden max-w-80 align-top wrap-anywhere md:table-cell`}>
                  {row.words ?? <span className="text-muted">{DASH}</span>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
