import type { RouterOutputs } from "@touchline/api/root";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { HeatTable } from "../table/heat-table.tsx";
import { type Path, pathTable } from "./paths.ts";

/** How many of all issues go on, where they were and elsewhere. */
export function IssueFigures({ paths }: { paths: RouterOutputs["channels"]["paths"] }) {
  return (
    <dl className="mb-8 grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
      <Figure
        metric={METRICS.escalation}
        statistic={paths.escalated.statistic}
        change={paths.escalated.change}
      />
      <Figure
        metric={METRICS.repeat_contacts}
        statistic={paths.repeated.statistic}
        change={paths.repeated.change}
      />
    </dl>
  );
}

/** From where to where issues go on, in contacts. */
export function PathTable({
  caption,
  paths,
  href,
}: {
  caption: string;
  paths: readonly Path[];
  href: (slug: string) => string;
}) {
  const { rows, columns, cells } = pathTable(paths, href);
  return (
    <HeatTable caption={caption} corner="From, and on to" rows={rows} columns={columns} cells={cells}>
      Contacts that continue an issue: the row is where it was, the column where it went on. The stronger the
      tint, the more contacts; an empty cell: none.
    </HeatTable>
  );
}
