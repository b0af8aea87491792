import type { RouterOutputs } from "@touchline/api/root";
import { DASH, formatCount, formatValue } from "@touchline/ui/formats";
import { addressOf, type Filters } from "../../filters.ts";
import type { ScoreColumn, ScoreRow } from "../table/score-table.tsx";

export type ChannelLine = RouterOutputs["channels"]["list"][number];

export const CHANNEL_COLUMNS: readonly ScoreColumn[] = [
  { key: "response", label: "Median reply", from: "lg" },
  { key: "verified", label: "Verified", from: "sm" },
  { key: "answers", label: "Answers" },
];

/** Minutes as people say them: 45 min, 3.5 h, 2.1 days. */
export function durationInWords(minutes: number | null): string {
  if (minutes === null) return DASH;
  if (minutes < 90) return formatValue(minutes, "minutes");
  const hours = minutes * (1 / 60);
  if (hours < 48) return `${formatValue(hours, "rating")} h`;
  return `${formatValue(hours * (1 / 24), "rating")} days`;
}

/** A channel as a row of a table. */
export function channelRow(row: ChannelLine, filters: Filters): ScoreRow {
  return {
    key: row.slug,
    name: row.name,
    href: addressOf(`/channels/${row.slug}`, filters),
    nested: row.nested,
    note: `${row.archived ? "archived, " : ""}${row.touchpoints} touchpoint${row.touchpoints === 1 ? "" : "s"}`,
    score: row.score,
    change: row.change,
    grey: row.score.value === null ? "Too few answers" : null,
    cells: {
      response: durationInWords(row.response.median.value),
      verified: formatValue(row.verified.value, "share"),
      answers: (
        <span className="whitespace-nowrap">
          {row.answers.band ?? formatCount(row.answers.n)}
          <span className="ml-1.5 inline-block w-12 text-12 text-muted">
            {formatValue(row.share.value, "share")}
          </span>
        </span>
      ),
    },
  };
}
