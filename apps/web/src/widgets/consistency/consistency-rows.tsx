import type { RouterOutputs } from "@touchline/api/root";
import { formatCount } from "@touchline/ui/formats";
import { VerdictMark } from "@touchline/ui/verdict";
import { addressOf, type Filters } from "../../filters.ts";
import type { ScoreColumn, ScoreRow } from "../table/score-table.tsx";

type Row = RouterOutputs["consistency"]["list"]["rows"][number];
export type Departure = NonNullable<Row["departs"]>;

export const CONSISTENCY_COLUMNS: readonly ScoreColumn[] = [
  { key: "departs", label: "Departs", left: true },
  { key: "channels", label: "Channels", from: "lg" },
  { key: "answers", label: "Answers", from: "sm" },
];

/** Which channel departs, in which direction, by how many percentage points of satisfied customers. */
export function DepartureMark({ direction, difference }: Departure) {
  return (
    <VerdictMark
      narrow
      units
      verdict={direction === "up" ? "better" : "worse"}
      difference={difference.difference}
      unit="share"
      word={direction === "up" ? "above the others" : "below the others"}
    />
  );
}

/** How alike a touchpoint's channels are, as a row of a table. */
export const consistencyRow = (row: Row, filters: Filters): ScoreRow => ({
  key: row.slug,
  name: row.name,
  href: addressOf(`/touchpoints/${row.slug}`, filters),
  note: row.stage,
  score: row.index,
  change: row.change,
  grey: null,
  cells: {
    departs: row.departs ? (
      <span className="flex flex-wrap gap-x-2">
        {row.departs.channel.name} <DepartureMark {...row.departs} />
      </span>
    ) : (
      <span className="text-muted">None really</span>
    ),
    channels: row.channels.length,
    answers: formatCount(row.index.n),
  },
});
