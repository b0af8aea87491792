import { DASH, formatCount } from "@touchline/ui/formats";
import { Scrolling } from "@touchline/ui/scrolling";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, TABLE } from "@touchline/ui/table";
import type { ReactNode } from "react";

interface Problem {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

/** Rows and cells that stay out: where they are, what they hold, and why. */
export function ProblemTable({
  label,
  problems,
  caption,
}: {
  /** Of the region that scrolls; there may be several on a page. */
  label: string;
  problems: readonly Problem[];
  caption: ReactNode;
}) {
  return (
    <Scrolling label={label} className="mt-4 max-h-80">
      <table className={`${TABLE} text-13`}>
        <caption className="pb-1 text-left text-muted">{caption}</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD_NUMBER}>
              Row
            </th>
            <th scope="col" className={HEAD}>
              Column
            </th>
            <th scope="col" className={HEAD}>
              Value
            </th>
            <th scope="col" className={HEAD}>
              Reason
            </th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ row, column, value, reason }) => (
            <tr key={`${row} ${column} ${reason}`} className={ROW}>
              <td className={CELL_NUMBER}>{formatCount(row)}</td>
              <td className={CELL}>{column ?? DASH}</td>
              <td className={`${CELL} max-w-60 truncate`}>{value ?? DASH}</td>
              <td className={CELL}>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
