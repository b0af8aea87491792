import { formatCount, formatValue } from "@touchline/ui/formats";
import type { Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { type ScoreColumn, ScoreTable } from "../table/score-table.tsx";
import { type Stage, weightOf, whyNoScore } from "./words.ts";

const COLUMNS: readonly ScoreColumn[] = [
  { key: "lost", label: "Points lost", from: "sm" },
  { key: "weight", label: "Weight", from: "lg" },
  { key: "measured", label: "Measured", from: "lg" },
  { key: "answers", label: "Answers" },
];

/** The stages with all that the map shows of them; a row leads to its answers. */
export function StagesTable({
  stages,
  company,
  filters,
}: {
  stages: readonly Stage[];
  company: number | null;
  filters: Filters;
}) {
  return (
    <ScoreTable
      together
      caption="Stages of the journey"
      what="Stage"
      company={company}
      columns={COLUMNS}
      groups={[
        {
          title: null,
          rows: stages.map((stage) => ({
            key: stage.slug ?? "",
            name: stage.name,
            href: stage.slug === null ? null : recordsAddress({ ...filters, stage: stage.slug }),
            note: `${stage.touchpoints.length} touchpoint${stage.touchpoints.length === 1 ? "" : "s"}`,
            score: stage.score,
            change: stage.change,
            grey: stage.score.value === null ? whyNoScore(stage) : null,
            cells: {
              lost: formatValue(stage.lost, "score"),
              weight: formatValue(weightOf(stage), "share"),
              measured: formatValue(stage.measuredWeight, "share"),
              answers: stage.answers.band ?? formatCount(stage.answers.n),
            },
          })),
        },
      ]}
    />
  );
}
