import type { Comparison } from "@touchline/domain/compare";
import type { Statistic } from "@touchline/domain/statistic";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/trend-drawing";
import { VerdictMark } from "@touchline/ui/verdict";

export interface ScoreRow {
  readonly key: string;
  readonly name: string;
  readonly nested?: boolean;
  /** What stands small under the name. */
  readonly note: string | null;
  readonly score: Statistic;
  readonly change: Comparison | null;
  readonly verified: Statistic;
  /** Why the score does not count, in words; it is then shown grey. */
  readonly grey: string | null;
}

export interface ScoreGroup {
  readonly title: string | null;
  readonly rows: readonly ScoreRow[];
}

const isSilent = ({ verified }: ScoreRow) => verified.n === 0 && verified.band === undefined;

/**
 * Rows with their scores side by side: figure, interval drawn on one common range, change, answers. Rows that nobody
 * answered about are named below the table with the reason.
 */
export function ScoreTable({
  caption,
  what,
  groups,
  company,
  compared,
}: {
  caption: string;
  /** The header of the names: "Department". */
  what: string;
  groups: readonly ScoreGroup[];
  company: number | null;
  /** Whether there is anything to compare with. */
  compared: boolean;
}) {
  const { min, max } = roundRange(
    groups.flatMap(({ rows }) => rows.filter((row) => row.grey === null).map((row) => row.score)),
  );
  const answered = groups
    .map(({ title, rows }) => ({ title, rows: rows.filter((row) => !isSilent(row)) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="h-9 border-hairline border-b text-12 text-muted">
            <th scope="col" className="pr-2 sm:pr-4 text-left font-normal">
              {what}
            </th>
            <th scope="col" className="pr-2 sm:pr-4 text-right font-normal">
              Score
            </th>
            <th scope="col" className="hidden w-44 pr-2 sm:pr-4 font-normal sm:table-cell">
              <span className="flex w-40 justify-between">
                <span>{min}</span>
                <span className="sr-only">to</span>
                <span>{max}</span>
              </span>
            </th>
            <th scope="col" className="hidden pr-2 sm:pr-4 text-right font-normal lg:table-cell">
              95 % interval
            </th>
            <th scope="col" className="pr-2 sm:pr-4 text-left font-normal">
              {compared ? "Change" : "State"}
            </th>
            <th scope="col" className="pr-2 sm:pr-4 text-right font-normal">
              Answers
            </th>
            <th scope="col" className="hidden text-right font-normal sm:table-cell">
              Verified
            </th>
          </tr>
        </thead>
        {answered.map((group) => (
          <tbody key={group.title ?? ""}>
            {group.title !== null && (
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={7}
                  className="pt-4 pb-1 text-left text-12 font-medium text-muted"
                >
                  {group.title}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <Row key={row.key} row={row} range={[min, max]} company={company} />
            ))}
          </tbody>
        ))}
      </table>
      <Silent what={what} rows={groups.flatMap(({ rows }) => rows.filter(isSilent))} />
    </div>
  );
}

function Silent({ what, rows }: { what: string; rows: readonly ScoreRow[] }) {
  if (rows.length === 0) return null;
  return (
    <details className="mt-3 text-13 text-muted">
      <summary className="w-fit cursor-pointer">
        {rows.length} {what.toLowerCase()}
        {rows.length === 1 ? "" : "s"} without answers
      </summary>
      <ul className="mt-2 gap-x-8 sm:columns-2 lg:columns-3">
        {rows.map((row) => (
          <li key={row.key} className="py-0.5">
            {row.name}: {row.grey?.toLowerCase()}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Row({
  row,
  range,
  company,
}: {
  row: ScoreRow;
  range: readonly [number, number];
  company: number | null;
}) {
  const { score, change, verified, grey } = row;
  return (
    <tr className={`h-9 border-hairline border-b hover:bg-raised ${grey === null ? "" : "text-muted"}`}>
      <th scope="row" className={`py-1.5 pr-2 sm:pr-4 text-left font-normal ${row.nested ? "pl-5" : ""}`}>
        {row.name}
        {row.note !== null && <span className="ml-2 hidden text-12 text-muted sm:inline">{row.note}</span>}
      </th>
      <td className={`pr-2 sm:pr-4 text-right ${grey === null ? "font-medium" : ""}`}>
        {formatValue(score.value, "score")}
      </td>
      <td className="hidden pr-2 sm:pr-4 sm:table-cell">
        <IntervalBar
          value={score.value}
          low={score.low}
          high={score.high}
          range={range}
          reference={company}
          faint={grey !== null}
        />
      </td>
      <td className="hidden whitespace-nowrap pr-2 sm:pr-4 text-right text-13 text-muted lg:table-cell">
        {formatInterval(score.low, score.high, "score")}
      </td>
      <td className="py-1 pr-2 text-13 sm:pr-4">
        {grey ??
          (change === null ? (
            "Counted"
          ) : (
            <VerdictMark verdict={change.verdict} difference={change.difference} unit="score" />
          ))}
      </td>
      <td className="pr-2 sm:pr-4 text-right">{score.band ?? formatCount(score.n)}</td>
      <td className="hidden text-right sm:table-cell">{formatValue(verified.value, "share")}</td>
    </tr>
  );
}
