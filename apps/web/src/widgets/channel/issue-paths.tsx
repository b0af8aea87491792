import type { RouterOutputs } from "@touchline/api/root";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { TextLink } from "../page/link.tsx";
import { HeatTable } from "../table/heat-table.tsx";
import { type Path, pathTable } from "./paths.ts";

/** How many of all issues go on, where they were and elsewhere. */
export function IssueFigures({
  paths,
  behind,
}: {
  paths: RouterOutputs["channels"]["paths"];
  /** Where the contacts behind a figure are. */
  behind: (way: "asked-again" | "escalated") => string;
}) {
  return (
    <dl className="mb-8 grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
      <Figure
        metric={METRICS.escalation}
        statistic={paths.escalated.statistic}
        change={paths.escalated.change}
        behind={<TextLink href={behind("escalated")}>The contacts that go on</TextLink>}
      />
      <Figure
        metric={METRICS.repeat_contacts}
        statistic={paths.repeated.statistic}
        change={paths.repeated.change}
        behind={<TextLink href={behind("asked-again")}>The contacts that ask again</TextLink>}
      />
    </dl>
  );
}

/** From where to where issues go on, in contacts. */
export function PathTable({
  caption,
  paths,
  href,
  behind,
}: {
  caption: string;
  paths: readonly Path[];
  href: (slug: string) => string;
  /** Where the contacts are that went this way. */
  behind: (from: string, to: string) => string;
}) {
  const { rows, columns, cells } = pathTable(paths, href, behind);
  return (
    <HeatTable caption={caption} corner="From, and on to" rows={rows} columns={columns} cells={cells}>
      Contacts that continue an issue: the row is where it was, the column where it went on. The stronger the
      tint, the more contacts; an empty cell: none.
    </HeatTable>
  );
}
