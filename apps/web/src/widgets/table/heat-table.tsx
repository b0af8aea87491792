import { Scrolling } from "@touchline/ui/scrolling";
import { CELL, HEAD_ROW, ROW, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import type { ReactNode } from "react";
import { LinkPending } from "../page/link-pending.tsx";
import { tintOf } from "./heat.ts";

/** A row or column of the table. */
export interface HeatName {
  readonly key: string;
  readonly name: string;
  /** Where the name leads; null: nowhere. */
  readonly href: string | null;
}

export interface HeatCell {
  readonly row: string;
  readonly column: string;
  /** What the tint says; null: the cell has none, for too little is behind it. */
  readonly heat: number | null;
  readonly figure: string;
  /** Small below it: how many stand behind it. */
  readonly n: string | null;
  /** In its place as soon as one looks closer: the 95 % interval. */
  readonly interval?: string;
  /** The records behind it. */
  readonly href?: string;
}

const LINK =
  "after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2";

/** Names stay in sight while the rest scrolls sideways. */
const STAYS = "sticky left-0 z-1 bg-paper";

/**
 * Figures where rows and columns cross: every cell says its figure and how many stand behind it, and the tint of one hue
 * says the same again. It scrolls inside its own box, where the arrow keys reach it too.
 */
export function HeatTable({
  caption,
  corner,
  rows,
  columns,
  cells,
  children,
}: {
  caption: string;
  /** What the rows are: "Touchpoint". */
  corner: string;
  rows: readonly HeatName[];
  columns: readonly HeatName[];
  cells: readonly HeatCell[];
  /** What the tint and an empty cell mean. */
  children: ReactNode;
}) {
  const placed = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const heats = cells.flatMap(({ heat }) => (heat === null ? [] : [heat]));
  return (
    <>
      <Scrolling label={`${caption}: table`} className="">
        <table className={TABLE}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className={HEAD_ROW}>
              <th scope="col" className={`min-w-32 pr-3 text-left align-bottom font-normal ${STAYS}`}>
                {corner}
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className="min-w-15 max-w-28 px-1 py-1 text-right align-bottom font-normal"
                >
                  <Name {...column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className={ROW}>
                <th scope="row" className={`${CELL} ${STAYS}`}>
                  <Name {...row} />
                </th>
                {columns.map((column) => (
                  <Cell key={column.key} cell={placed.get(`${row.key} ${column.key}`)} heats={heats} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <p className="mt-2 text-12 text-muted">{children}</p>
    </>
  );
}

function Name({ name, href }: HeatName) {
  if (href === null) return name;
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex min-h-6 items-center underline-offset-2 hover:text-ink hover:underline"
    >
      {name}
      <LinkPending />
    </Link>
  );
}

function Cell({ cell, heats }: { cell: HeatCell | undefined; heats: readonly number[] }) {
  if (!cell)
    return (
      <td className="px-1 py-1 text-right">
        <span className="sr-only">none</span>
      </td>
    );
  const { heat, figure, n, interval, href } = cell;
  const tinted = heat === null ? 0 : tintOf(heat, heats);
  return (
    <td
      className={`reveals relative min-w-15 border-paper border-l-2 px-1 py-1 text-right tabular-nums ${heat === null ? "text-muted" : ""}`}
      style={{ backgroundColor: `color-mix(in srgb, var(--accent) ${tinted}%, transparent)` }}
    >
      {href === undefined ? (
        figure
      ) : (
        <Link href={href} prefetch={false} className={LINK}>
          {figure}
          <LinkPending />
        </Link>
      )}
      {n !== null && (
        <span className="swap justify-end justify-items-end text-12">
          <span className="whitespace-nowrap">{n}</span>
          {interval !== undefined && (
            <span className="reveal whitespace-nowrap">
              <span className="sr-only">95 % interval </span>
              {interval}
            </span>
          )}
        </span>
      )}
    </td>
  );
}
