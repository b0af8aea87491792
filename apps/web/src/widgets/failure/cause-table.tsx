import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { LinkPending } from "../page/link-pending.tsx";
import { basesInWords } from "./words.ts";

type Row = RouterOutputs["failure"]["breakdown"]["rows"][number];

const ALL = "after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2";

/**
 * What caused the contacts, the most first: how many, their share of those with a known cause with its interval and
 * change, how many for each 1,000 uses, what they cost, and where that is known from. The row leads to the contacts.
 */
export function CauseTable({
  caption,
  what,
  rows,
  currency,
  href,
}: {
  caption: string;
  /** The header of the names: "Touchpoint". */
  what: string;
  rows: readonly Row[];
  /** Of what they cost; null: nobody has said. */
  currency: string | null;
  href: (slug: string) => string;
}) {
  const { min, max, times } = roundRange(
    rows.map(({ share }) => share),
    "share",
    [0],
  );
  const costs = rows.some(({ cost }) => cost !== null);
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>{what}</th>
            <th className={HEAD_NUMBER}>Contacts</th>
            <th className={HEAD_NUMBER}>Share</th>
            <th className={`${HEAD} hidden w-36 md:table-cell xl:w-60`}>
              <span className="flex justify-between px-1">
                <span>{min} %</span>
                <span className="sr-only">to</span>
                <span>{max} %</span>
              </span>
            </th>
            <th className={`${HEAD} hidden sm:table-cell`}>Change, points</th>
            <th className={`${HEAD_NUMBER} whitespace-nowrap`}>Per 1,000 uses</th>
            {costs && (
              <th className={`${HEAD_NUMBER} hidden whitespace-nowrap sm:table-cell`}>
                {currency === null ? "Cost" : `Cost, ${currency}`}
              </th>
            )}
            <th className={`${HEAD} hidden lg:table-cell`}>Known by</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.slug ?? ""} className={`reveals relative focus-within:bg-raised ${ROW}`}>
              <th scope="row" className={CELL}>
                {row.slug === null ? (
                  row.name
                ) : (
                  <Link
                    href={href(row.slug)}
                    prefetch={false}
                    className={`${ALL} focus-visible:after:outline-accent focus-visible:after:-outline-offset-2`}
                  >
                    {row.name}
                    <span className="sr-only">: the contacts</span>
                    <LinkPending />
                  </Link>
                )}
              </th>
              <td className={CELL_NUMBER}>{row.band ?? formatCount(row.contacts ?? 0)}</td>
              <td className={`${CELL_NUMBER} whitespace-nowrap font-medium`}>
                {formatValue(row.share.value, "share")}
              </td>
              <td className="hidden pr-4 md:table-cell">
                <IntervalBar
                  value={scaled(row.share.value, times)}
                  low={scaled(row.share.low, times)}
                  high={scaled(row.share.high, times)}
                  range={[min, max]}
                  words={formatInterval(row.share.low, row.share.high, "share")}
                  className="w-full"
                />
              </td>
              <td className={`${CELL} hidden text-13 sm:table-cell`}>
                {row.change === null ? (
                  <span className="text-muted">Nothing to compare</span>
                ) : (
                  <VerdictMark verdict={row.change.verdict} difference={row.change.difference} unit="share" />
                )}
              </td>
              <td className={`${CELL_NUMBER} whitespace-nowrap`}>
                {row.rate.value === null ? (
                  <span className="text-13 text-muted">
                    {row.band === null ? "Use not logged" : row.band}
                  </span>
                ) : (
                  <>
                    <span className="reveal mr-2 hidden text-12 text-muted xl:inline">
                      <span className="sr-only">95 % interval </span>
                      {formatInterval(row.rate.low, row.rate.high, "per_thousand")}
                    </span>
                    {formatValue(row.rate.value, "per_thousand")}
                  </>
                )}
              </td>
              {costs && (
                <td className={`${CELL_NUMBER} hidden whitespace-nowrap sm:table-cell`}>
                  {row.cost === null ? (
                    row.band
                  ) : (
                    <>
                      <span className="reveal mr-2 hidden text-12 text-muted xl:inline">
                        <span className="sr-only">95 % interval </span>
                        {formatInterval(row.cost.low, row.cost.high, "answers")}
                      </span>
                      {formatValue(row.cost.value, "answers")}
                    </>
                  )}
                </td>
              )}
              <td className={`${CELL} hidden whitespace-nowrap text-13 text-muted lg:table-cell`}>
                {basesInWords(row.bases)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const scaled = (value: number | null, times: number) => (value === null ? null : value * times);
