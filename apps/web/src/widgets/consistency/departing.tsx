import type { RouterOutputs } from "@touchline/api/root";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import type { Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { LinkPending } from "../page/link-pending.tsx";
import { DepartureMark } from "./consistency-rows.tsx";

type Rows = RouterOutputs["consistency"]["list"]["rows"];

/** The channels of touchpoints side by side, the least satisfying first. Each row leads to its answers. */
export function DepartingChannels({ rows, filters }: { rows: Rows; filters: Filters }) {
  const departing = rows.filter(({ departs }) => departs !== null);
  const others = rows.filter(({ departs }) => departs === null);
  return (
    <>
      {departing.length > 0 && (
        <SharesTable caption="Touchpoints where a channel departs" rows={departing} filters={filters} />
      )}
      {others.length > 0 && (
        <details className="mt-3">
          <summary className="min-h-6 cursor-pointer text-13 text-muted hover:text-ink">
            {departing.length > 0 ? "The touchpoints where none departs" : "All touchpoints"} ({others.length}
            )
          </summary>
          <SharesTable caption="Touchpoints where no channel departs" rows={others} filters={filters} />
        </details>
      )}
    </>
  );
}

function SharesTable({ caption, rows, filters }: { caption: string; rows: Rows; filters: Filters }) {
  const { min, max } = roundRange(
    rows.flatMap(({ channels }) => channels.map(({ topBox }) => topBox)),
    "share",
  );
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Channel
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              {METRICS.csat.label}
            </th>
            <th scope="col" className="hidden w-40 pr-4 font-normal sm:table-cell lg:w-80">
              <span className="flex justify-between px-1">
                <span>{min} %</span>
                <span className="sr-only">to</span>
                <span>{max} %</span>
              </span>
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Answers
            </th>
            <th scope="col" className={HEAD}>
              Against the others
            </th>
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.slug}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="pt-4 pb-1 text-left font-medium text-13">
                {row.name}
              </th>
            </tr>
            {[...row.channels]
              .sort((a, b) => (a.topBox.value ?? 0) - (b.topBox.value ?? 0))
              .map(({ slug, name, topBox }) => (
                <tr key={slug} className={`reveals relative focus-within:bg-raised ${ROW}`}>
                  <th scope="row" className={CELL}>
                    <Link
                      href={recordsAddress({ ...filters, touchpoint: row.slug, channel: slug })}
                      prefetch={false}
                      className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                    >
                      {name}
                      <span className="sr-only">: the answers about {row.name}</span>
                      <LinkPending />
                    </Link>
                  </th>
                  <td className={`${CELL_NUMBER} whitespace-nowrap font-medium`}>
                    {formatValue(topBox.value, "share")}
                  </td>
                  <td className="hidden pr-4 sm:table-cell">
                    <IntervalBar
                      value={topBox.value === null ? null : 100 * topBox.value}
                      low={topBox.low === null ? null : 100 * topBox.low}
                      high={topBox.high === null ? null : 100 * topBox.high}
                      range={[min, max]}
                      words={formatInterval(topBox.low, topBox.high, "share")}
                      className="w-full"
                    />
                  </td>
                  <td className={CELL_NUMBER}>{topBox.band ?? formatCount(topBox.n)}</td>
                  <td className={`${CELL} text-13`}>
                    {row.departs?.channel.slug === slug && (
                      <span className="flex flex-wrap gap-x-2">
                        <DepartureMark {...row.departs} />
                        <span className="reveal whitespace-nowrap text-12 text-muted">
                          <span className="sr-only">95 % interval </span>
                          {formatInterval(row.departs.difference.low, row.departs.difference.high, "share")}
                        </span>
                      </span>
                    )}
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
