import type { RouterOutputs } from "@touchline/api/root";
import { DASH, formatDay, formatInstant } from "@touchline/ui/formats";
import { CELL, HEAD, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";

type Source = RouterOutputs["freshness"]["list"][number];

const days = (count: number) => `${Math.round(count)} day${Math.round(count) === 1 ? "" : "s"}`;

/** Whether a source is late by its own rhythm, in words. */
export function stateInWords({ timing, failed }: Source): { words: string; late: boolean } {
  if (failed) return { words: "The last import failed; figures rest on the one before", late: true };
  if (timing === null) return { words: "Nothing imported yet", late: false };
  const { verdict, age, usualDays } = timing;
  if (verdict === "late")
    return { words: `Late: nothing for ${days(age)}, usually every ${days(usualDays ?? 0)}`, late: true };
  if (verdict === "on-time") return { words: `On time: usually every ${days(usualDays ?? 0)}`, late: false };
  return { words: "Too few imports to know its rhythm", late: false };
}

/** How far the data of each source go. */
export function FreshnessTable({ sources, timeZone }: { sources: readonly Source[]; timeZone: string }) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Sources and how far their data go</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>Source</th>
            <th className={`${HEAD} hidden sm:table-cell`}>Data up to</th>
            <th className={HEAD}>Last import</th>
            <th className={HEAD}>State</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => {
            const { words, late } = stateInWords(source);
            return (
              <tr key={source.slug} className={ROW}>
                <th scope="row" className={CELL}>
                  {source.name}
                </th>
                <td className={`${CELL} hidden sm:table-cell`}>
                  {source.lastFactDay === null ? DASH : formatDay(source.lastFactDay)}
                </td>
                <td className={CELL}>
                  {source.lastImportAt === null ? DASH : formatInstant(source.lastImportAt, timeZone)}
                </td>
                <td className={`${CELL} text-13 ${late ? "text-worse" : "text-muted"}`}>{words}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
