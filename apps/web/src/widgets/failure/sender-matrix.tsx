import type { RouterOutputs } from "@touchline/api/root";
import { ratio } from "@touchline/domain/statistic";
import { DASH, formatCount } from "@touchline/ui/formats";
import { SCROLL } from "@touchline/ui/table";
import Link from "next/link";
import { LinkPending } from "../page/link-pending.tsx";

type Matrix = RouterOutputs["failure"]["matrix"];
type Named = Matrix["cells"][number]["from"];

/** Departments in the order in which they come, each once. */
const once = (all: readonly Named[]): Named[] => [
  ...new Map(all.map((each) => [each.slug ?? "", each])).values(),
];

/**
 * Who sends failure to whom: a row for each department that caused contacts, a column for each that was asked. The
 * shade follows the number in the cell, which leads to the contacts.
 */
export function SenderMatrix({
  cells,
  href,
}: Pick<Matrix, "cells"> & { href: (from: string, to: string) => string }) {
  const rows = once(cells.map(({ from }) => from));
  const columns = once(cells.map(({ to }) => to));
  const most = Math.max(...cells.map(({ contacts }) => contacts ?? 0), 1);
  return (
    <div className={SCROLL}>
      <table className="border-separate border-spacing-0.5">
        <caption className="sr-only">
          Contacts by the department that caused them and the department that was asked
        </caption>
        <thead>
          <tr className="text-12 text-muted">
            <th scope="col" className="pr-4 pb-1 text-left font-normal align-bottom">
              Caused by, asked at
            </th>
            {columns.map((to) => (
              <th
                key={to.slug ?? ""}
                scope="col"
                className="w-28 px-2 pb-1 text-right font-normal align-bottom"
              >
                {to.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from.slug ?? ""} className="h-9">
              <th scope="row" className="pr-4 text-left font-normal">
                {from.name}
              </th>
              {columns.map((to) => {
                const cell = cells.find((each) => each.from.slug === from.slug && each.to.slug === to.slug);
                return <Cell key={to.slug ?? ""} cell={cell} most={most} href={href} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  cell,
  most,
  href,
}: {
  cell: Matrix["cells"][number] | undefined;
  most: number;
  href: (from: string, to: string) => string;
}) {
  if (!cell) return <td className="px-2 text-right text-muted">{DASH}</td>;
  const { from, to, contacts, band } = cell;
  // By the root, so that small numbers can be told from none.
  const shade = Math.round(Math.sqrt(ratio(contacts ?? 0, most) ?? 0) * 100);
  const text = contacts === null ? band : formatCount(contacts);
  return (
    <td
      className="relative rounded-sm px-2 text-right tabular-nums"
      style={{ background: `color-mix(in srgb, var(--band) ${shade}%, transparent)` }}
    >
      {contacts === null || from.slug === null || to.slug === null ? (
        text
      ) : (
        <Link
          href={href(from.slug, to.slug)}
          prefetch={false}
          className="underline-offset-2 after:absolute after:inset-0 hover:underline"
        >
          {text}
          <span className="sr-only">
            {" "}
            contacts that {from.name} caused and {to.name} was asked
          </span>
          <LinkPending />
        </Link>
      )}
    </td>
  );
}
