import type { RouterOutputs } from "@touchline/api/root";
import { formatDifference, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { CELL, CELL_NUMBER, HEAD_ROW, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";

type Department = RouterOutputs["departments"]["get"];

/** The department and its peers, the highest first. */
export function amongPeers({ slug, name, figures, peers }: Department) {
  return [...(figures ? [{ slug, name, score: figures.score, change: figures.change }] : []), ...peers].sort(
    (a, b) => (b.score.value ?? -1) - (a.score.value ?? -1),
  );
}

/** A department among its peers, which stand in grey for scale, the highest first. */
export function Peers({ department, filters }: { department: Department; filters: Filters }) {
  const rows = amongPeers(department);
  const { min, max } = roundRange(rows.map(({ score }) => score));
  return (
    <table className={TABLE}>
      <caption className="sr-only">{department.name} among its peers</caption>
      <thead>
        <tr className={HEAD_ROW}>
          <th scope="col" className="pr-4 text-left font-normal">
            Department
          </th>
          <th scope="col" className="hidden pr-4 font-normal sm:table-cell">
            <span className="flex w-36 justify-between px-1">
              <span>{min}</span>
              <span className="sr-only">to</span>
              <span>{max}</span>
            </span>
          </th>
          <th scope="col" className="pr-4 text-right font-normal">
            Score
          </th>
          <th scope="col" className="text-right font-normal">
            Change, points
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ slug, name, score, change }) => {
          const current = slug === department.slug;
          return (
            <tr
              key={slug}
              className={`reveals h-7 focus-within:bg-raised hover:bg-raised ${current ? "font-semibold" : "text-muted"}`}
            >
              <th scope="row" className={`${CELL} w-full py-0.5 font-[inherit]`}>
                {current || slug === null ? (
                  name
                ) : (
                  <Link
                    href={addressOf(`/departments/${slug}`, filters)}
                    prefetch={false}
                    className="underline-offset-2 hover:text-ink hover:underline"
                  >
                    {name}
                  </Link>
                )}
              </th>
              <td className="hidden pr-4 sm:table-cell">
                <IntervalBar
                  value={score.value}
                  low={score.low}
                  high={score.high}
                  range={[min, max]}
                  words={formatInterval(score.low, score.high, "score")}
                  reference={department.company.value}
                  faint={!current}
                  className="w-36"
                />
              </td>
              <td className={`${CELL_NUMBER} py-0.5`}>{formatValue(score.value, "score")}</td>
              <td className={`${CELL_NUMBER} py-0.5`}>
                {formatDifference(change?.difference ?? null, "score")}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
