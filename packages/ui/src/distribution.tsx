import { ratio } from "@touchline/domain/statistic";
import type { ReactNode } from "react";
import { formatCount, formatValue } from "./formats.ts";

export interface DistributionRow {
  readonly key: string;
  /** The score, as text or as a link to those who gave it. */
  readonly label: ReactNode;
  readonly count: number;
  /** Part of the share that the figure counts: drawn in the accent. */
  readonly counted: boolean;
}

/** How answers lie on their scale, best first: a bar a score, with share and count written beside it. */
export function Distribution({
  caption,
  what,
  rows,
}: {
  caption: string;
  /** The header of the scores: "Score, 1 to 5". */
  what: string;
  rows: readonly DistributionRow[];
}) {
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const largest = Math.max(...rows.map(({ count }) => count), 1);
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="h-8 border-hairline border-b text-12 text-muted">
          <th scope="col" className="w-20 pr-4 text-left font-normal">
            {what}
          </th>
          <td />
          <th scope="col" className="w-16 pr-4 text-right font-normal">
            Share
          </th>
          <th scope="col" className="w-20 text-right font-normal">
            Answers
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, count, counted }) => (
          <tr key={key} className="h-7">
            <th scope="row" className="pr-4 text-left font-normal">
              {label}
            </th>
            <td aria-hidden="true" className="w-full pr-4">
              <span
                className={`block h-3.5 min-w-px ${counted ? "bg-accent" : "bg-line"}`}
                style={{ width: `${(ratio(count, largest) ?? 0) * 100}%` }}
              />
            </td>
            <td className="whitespace-nowrap pr-4 text-right tabular-nums">
              {formatValue(ratio(count, all), "share")}
            </td>
            <td className="text-right text-muted tabular-nums">{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
