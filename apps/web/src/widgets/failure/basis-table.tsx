import type { RouterOutputs } from "@touchline/api/root";
import { CAUSE_BASES } from "@touchline/domain/causes";
import { share } from "@touchline/domain/statistic";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { TextLink } from "../page/link.tsx";
import { BASIS_WORDS } from "./words.ts";

type Summary = RouterOutputs["failure"]["summary"];
type Basis = (typeof CAUSE_BASES)[number];

/** Where the causes of the period's contacts come from, the strongest first, and how many have none. */
export function basisRows({ contacts, bases }: Pick<Summary, "contacts" | "bases">) {
  const of = (basis: Basis) => bases.find((row) => row.basis === basis)?.contacts ?? 0;
  const known = CAUSE_BASES.toReversed().map((basis) => ({ choice: basis, contacts: of(basis) }));
  const rest = contacts - known.reduce((sum, row) => sum + row.contacts, 0);
  return [...known, { choice: "unknown" as const, contacts: rest }].map((row) => ({
    ...row,
    name: row.choice === "unknown" ? "Cause not known" : BASIS_WORDS[row.choice],
    share: share(row.contacts, contacts),
  }));
}

/** The same as a table; each row leads to its contacts. */
export function BasisTable({
  summary,
  href,
}: {
  summary: Summary;
  href: (choice: Basis | "unknown") => string;
}) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Where the causes come from</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>Known</th>
            <th className={HEAD_NUMBER}>Contacts</th>
            <th className={HEAD_NUMBER}>Share of all</th>
            <th className={`${HEAD_NUMBER} hidden sm:table-cell`}>95 % interval</th>
          </tr>
        </thead>
        <tbody>
          {basisRows(summary).map((row) => (
            <tr key={row.choice} className={ROW}>
              <th scope="row" className={CELL}>
                {row.contacts > 0 ? <TextLink href={href(row.choice)}>{row.name}</TextLink> : row.name}
              </th>
              <td className={CELL_NUMBER}>{formatCount(row.contacts)}</td>
              <td className={CELL_NUMBER}>{formatValue(row.share.value, "share")}</td>
              <td className={`${CELL_NUMBER} hidden text-muted sm:table-cell`}>
                {formatInterval(row.share.low, row.share.high, "share")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
