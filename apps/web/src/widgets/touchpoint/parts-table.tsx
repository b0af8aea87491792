import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatValue } from "@touchline/ui/formats";
import { type ScoreColumn, ScoreTable } from "../table/score-table.tsx";

type Part = RouterOutputs["touchpoints"]["get"]["channels"][number];

const COLUMNS: readonly ScoreColumn[] = [{ key: "answers", label: "Answers" }];

/** A touchpoint's answers by channel or segment, each row narrowing the page to it. whole: its score over all of them. */
export function PartsTable({
  caption,
  what,
  rows,
  whole,
  href,
}: {
  caption: string;
  what: string;
  rows: readonly Part[];
  whole: number | null;
  href: (slug: string) => string;
}) {
  if (rows.length === 0) return <p className="py-2 text-muted">No answers that tell.</p>;
  return (
    <ScoreTable
      caption={caption}
      what={what}
      company={whole}
      columns={COLUMNS}
      compact
      groups={[
        {
          title: null,
          rows: rows.map((row) => ({
            key: row.slug,
            name: row.name,
            href: href(row.slug),
            note: null,
            score: row.score,
            change: row.change,
            grey:
              row.score.value === null
                ? `Too few answers${row.score.band ? ` (${row.score.band})` : ""}`
                : null,
            cells: {
              answers: (
                <span className="whitespace-nowrap">
                  {row.score.band ?? formatCount(row.score.n)}
                  <span className="ml-1.5 inline-block w-12 text-12 text-muted">
                    {formatValue(row.share.value, "share")}
                  </span>
                </span>
              ),
            },
          })),
        },
      ]}
    />
  );
}
