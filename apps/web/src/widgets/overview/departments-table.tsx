import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatValue } from "@touchline/ui/formats";
import { Sparkline } from "@touchline/ui/sparkline";
import { addressOf, type Filters } from "../../filters.ts";
import { type ScoreColumn, ScoreTable } from "../table/score-table.tsx";
import { readSort, sortRows } from "../table/sort.ts";
import { DEPARTMENT_ORDERS } from "./department-orders.ts";

type Department = RouterOutputs["departments"]["list"][number];

const COLUMNS: readonly ScoreColumn[] = [
  { key: "course", label: "Trend", from: "sm", left: true },
  { key: "training", label: "Training", from: "sm", sorts: true },
  { key: "answers", label: "Answers", sorts: true },
];

function noteOf({ archived, measured, touchpoints }: Department): string | null {
  const part = measured === touchpoints ? [] : [`${measured} of ${touchpoints} touchpoints`];
  return [...(archived ? ["archived"] : []), ...part].join(", ") || null;
}

/** Why a department has no score, in words; null: it has one. */
function whyGrey({ score, touchpoints, answers }: Department): string | null {
  if (score.value !== null) return null;
  if (touchpoints === 0) return "Owns no touchpoint";
  return answers.value === 0 ? "No answers" : `Too few answers${answers.band ? ` (${answers.band})` : ""}`;
}

/** Departments with score, real change, course, training completion and answers, sorted as the address says. */
export function DepartmentsTable({
  rows,
  company,
  path,
  filters,
  sort: asked,
}: {
  rows: readonly Department[];
  company: number | null;
  path: string;
  filters: Filters;
  sort: string | null;
}) {
  const sort = readSort(asked, Object.keys(DEPARTMENT_ORDERS), { key: "score", down: true });
  const lines = sortRows(rows, sort, DEPARTMENT_ORDERS).map((row) => ({
    key: row.slug ?? "",
    name: row.name,
    href: row.slug === null ? null : addressOf(`/departments/${row.slug}`, filters),
    note: noteOf(row),
    score: row.score,
    change: row.change,
    grey: whyGrey(row),
    cells: {
      course: (
        <Sparkline
          label={`Score of ${row.name}`}
          values={row.series.map((point) => point.statistic.value)}
          unit="score"
        />
      ),
      training: row.training.band ?? formatValue(row.training.value, "share"),
      answers: row.answers.band ?? formatCount(row.answers.n),
    },
  }));
  return (
    <ScoreTable
      caption="Departments"
      what="Department"
      groups={[{ title: null, rows: lines }]}
      company={company}
      columns={COLUMNS}
      sorting={{ sort, href: (next) => addressOf(path, { ...filters, sort: next }) }}
    />
  );
}
