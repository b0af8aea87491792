import type { RouterOutputs } from "@touchline/api/root";
import type { AppliedBasis } from "@touchline/domain/metrics/evidence-basis";
import { formatCount, formatValue } from "@touchline/ui/formats";
import { addressOf, type Filters } from "../../filters.ts";
import type { ScoreColumn, ScoreRow } from "../table/score-table.tsx";

export type TouchpointLine = RouterOutputs["touchpoints"]["list"][number];

/** Said only where a score does not rest on verified answers alone. */
const BASIS_WORDS: Readonly<Record<AppliedBasis, string | null>> = {
  used: null,
  used_and_unknown: "incl. unknown use",
  all: "all answers",
};

/** Why a touchpoint does not count, in words; null: it does. */
export function whyGrey({
  notCounted,
  score,
  missing,
}: Pick<TouchpointLine, "notCounted" | "score" | "missing">): string | null {
  switch (notCounted) {
    case null:
      return null;
    case "no-question":
      return "No satisfaction question asked yet";
    case "no-answers":
      return "No answers";
    case "too-few-answers":
      return `Too few answers (${score.band ?? score.n} of ${score.n + missing})`;
  }
}

export const TOUCHPOINT_COLUMNS: readonly ScoreColumn[] = [
  { key: "weight", label: "Weight", from: "lg", sorts: true },
  { key: "verified", label: "Verified", from: "sm", sorts: true },
  { key: "answers", label: "Answers", sorts: true },
];

export const TOUCHPOINT_ORDERS = {
  name: (row: TouchpointLine) => row.name,
  score: (row: TouchpointLine) => (row.counted ? row.score.value : null),
  change: (row: TouchpointLine) => row.change?.difference ?? null,
  weight: (row: TouchpointLine) => row.weight,
  verified: (row: TouchpointLine) => row.coverage.value,
  answers: (row: TouchpointLine) => row.score.n,
} as const;

/** A touchpoint as a row of a table; `beside`: what stands small beside its name. */
export function touchpointRow(
  row: TouchpointLine,
  filters: Filters,
  beside: (row: TouchpointLine) => string | null,
): ScoreRow {
  const parts = [row.archived ? "archived" : null, beside(row), row.counted ? BASIS_WORDS[row.basis] : null];
  const note = parts.filter((part) => part !== null);
  return {
    key: row.slug,
    name: row.name,
    href: addressOf(`/touchpoints/${row.slug}`, filters),
    note: note.length > 0 ? note.join(", ") : null,
    score: row.score,
    change: row.change,
    grey: whyGrey(row),
    cells: {
      weight: row.weight,
      verified: formatValue(row.coverage.value, "share"),
      answers: row.score.band ?? formatCount(row.score.n),
    },
  };
}
