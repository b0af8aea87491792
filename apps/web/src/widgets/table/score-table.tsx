import type { Comparison } from "@touchline/domain/compare";
import type { Statistic } from "@touchline/domain/statistic";
import { formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { CELL, CELL_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import type { ReactNode } from "react";
import { LinkPending } from "../page/link-pending.tsx";
import { type Sort, writeSort } from "./sort.ts";

export interface ScoreRow {
  readonly key: string;
  readonly name: string;
  /** Where the row leads; null: nowhere. */
  readonly href: string | null;
  readonly nested?: boolean;
  /** What stands small beside the name. */
  readonly note: string | null;
  readonly score: Statistic;
  readonly change: Comparison | null;
  /** Why the score does not count, in words; it is then shown grey. */
  readonly grey: string | null;
  /** The row is what the page is about. */
  readonly own?: boolean;
  /** Cells of the further columns, by their keys. */
  readonly cells: Readonly<Record<string, ReactNode>>;
}

export interface ScoreGroup {
  readonly title: string | null;
  /** Where links to the group lead. */
  readonly id?: string;
  /** Beside the title: a link. */
  readonly aside?: ReactNode;
  readonly rows: readonly ScoreRow[];
}

/** A column after score and change. from: the narrowest screen that it is shown on. */
export interface ScoreColumn {
  readonly key: string;
  readonly label: string;
  readonly from?: "sm" | "lg";
  readonly left?: boolean;
  /** Its name in the address, where the table can be sorted by it. */
  readonly sorts?: boolean;
}

/** How the table is sorted now, and where a header's link leads. */
export interface Sorting {
  readonly sort: Sort;
  readonly href: (sort: string) => string;
}

const FROM = { sm: "hidden sm:table-cell", lg: "hidden lg:table-cell" } as const;

/**
 * Rows with their scores side by side: figure, interval drawn on one common range with the company's score as a
 * hairline, change, and what else the page wants. The row is the link.
 */
export function ScoreTable({
  caption,
  what,
  score = "Score",
  groups,
  company,
  columns,
  sorting = null,
  compact = false,
  together = false,
}: {
  caption: string;
  /** The header of the names: "Department". */
  what: string;
  /** The header of the scores. */
  score?: string;
  groups: readonly ScoreGroup[];
  company: number | null;
  columns: readonly ScoreColumn[];
  sorting?: Sorting | null;
  /** In half a page. */
  compact?: boolean;
  /** The rows' changes are judged together, so a row may say less than its own page. */
  together?: boolean;
}) {
  const rows = groups.flatMap((group) => group.rows);
  const counted = rows.filter((row) => row.grey === null);
  const { min, max } = roundRange(
    (counted.length > 0 ? counted : rows).map((row) => row.score),
    "score",
    [company],
  );
  const head = (key: string, label: string, right: boolean, className = "") => (
    <SortHead key={key} column={{ key, label }} right={right} sorting={sorting} className={className} />
  );
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className={HEAD_ROW}>
            {head("name", what, false)}
            {head("score", score, true)}
            <th
              scope="col"
              className={`hidden pr-4 font-normal sm:table-cell ${compact ? "w-32" : "w-36 xl:w-80"}`}
            >
              <span className="flex justify-between px-1">
                <span>{min}</span>
                <span className="sr-only">to</span>
                <span>{max}</span>
              </span>
            </th>
            {head("change", "Change, points", false)}
            {columns.map(({ key, label, from, left = false, sorts = false }) => (
              <SortHead
                key={key}
                column={{ key, label }}
                right={!left}
                sorting={sorts ? sorting : null}
                className={from ? FROM[from] : ""}
              />
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title ?? ""} id={group.id} className="scroll-mt-24">
            {group.title !== null && (
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={4 + columns.length}
                  className="pt-5 pb-1 text-left font-medium text-13"
                >
                  <span className="flex items-baseline justify-between gap-4">
                    {group.title}
                    <span className="text-12">{group.aside}</span>
                  </span>
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <Row key={row.key} row={row} range={[min, max]} company={company} columns={columns} />
            ))}
          </tbody>
        ))}
      </table>
      {together && (
        <p className="mt-2 text-12 text-muted">
          Changes are judged together here, so that none of so many is called real by chance. On its own page,
          each is judged alone.
        </p>
      )}
    </div>
  );
}

function SortHead({
  column: { key, label },
  right,
  sorting,
  className,
}: {
  column: { key: string; label: string };
  right: boolean;
  sorting: Sorting | null;
  className: string;
}) {
  const look = `pr-4 font-normal last:pr-0 ${right ? "text-right" : "text-left"} ${className}`;
  if (sorting === null)
    return (
      <th scope="col" className={look}>
        {label}
      </th>
    );
  const { sort, href } = sorting;
  const current = sort.key === key;
  // Figures are read from the top first, names from A.
  const next = { key, down: current ? !sort.down : key !== "name" };
  const mark = sort.down ? "↓" : "↑";
  return (
    <th
      scope="col"
      aria-sort={current ? (sort.down ? "descending" : "ascending") : undefined}
      className={look}
    >
      <Link
        href={href(writeSort(next))}
        scroll={false}
        prefetch={false}
        className={`inline-flex min-h-6 items-center gap-1 hover:text-ink ${current ? "text-ink" : ""}`}
      >
        {label}
        {current && <span aria-hidden="true">{mark}</span>}
      </Link>
    </th>
  );
}

function Row({
  row,
  range,
  company,
  columns,
}: {
  row: ScoreRow;
  range: readonly [number, number];
  company: number | null;
  columns: readonly ScoreColumn[];
}) {
  const { score, change, grey, own = false } = row;
  return (
    <tr
      className={`reveals relative focus-within:bg-raised ${ROW} ${grey === null ? "" : "text-muted"} ${own ? "bg-raised" : ""}`}
    >
      <th scope="row" className={`${CELL} ${row.nested ? "pl-5" : ""} ${own ? "font-semibold" : ""}`}>
        {row.href === null ? (
          row.name
        ) : (
          <Link
            href={row.href}
            prefetch={false}
            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
          >
            {row.name}
            <LinkPending />
          </Link>
        )}
        {score.value !== null && (
          <span className="block whitespace-nowrap font-normal text-12 text-muted tabular-nums sm:hidden">
            {formatInterval(score.low, score.high, "score")}
          </span>
        )}
        {row.note !== null && <span className="ml-2 hidden text-12 text-muted sm:inline">{row.note}</span>}
      </th>
      <td className={`${CELL_NUMBER} ${grey === null ? "font-medium" : ""}`}>
        {formatValue(score.value, "score")}
      </td>
      <td className="hidden pr-4 sm:table-cell">
        <IntervalBar
          value={score.value}
          low={score.low}
          high={score.high}
          range={range}
          words={formatInterval(score.low, score.high, "score")}
          reference={company}
          faint={grey !== null}
          className="w-full"
        />
      </td>
      <td className={`${CELL} text-13`}>
        {grey ??
          (change === null ? (
            <span className="text-muted">Nothing to compare</span>
          ) : (
            <VerdictMark verdict={change.verdict} difference={change.difference} unit="score" />
          ))}
      </td>
      {columns.map(({ key, from, left = false }) => (
        <td key={key} className={`whitespace-nowrap ${left ? CELL : CELL_NUMBER} ${from ? FROM[from] : ""}`}>
          {row.cells[key]}
        </td>
      ))}
    </tr>
  );
}
