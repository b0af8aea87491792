import type { RouterOutputs } from "@touchline/api/root";
import { addressOf, type Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { type ScoreGroup, type ScoreRow, ScoreTable } from "../table/score-table.tsx";
import { readSort, sortRows } from "../table/sort.ts";
import {
  TOUCHPOINT_COLUMNS,
  TOUCHPOINT_ORDERS,
  type TouchpointLine,
  touchpointRow,
} from "./touchpoint-rows.tsx";

const BY_JOURNEY = { key: "journey", down: false };

/** Rows of one stage after another, as the journey goes. */
function byStage(
  rows: readonly TouchpointLine[],
  stages: RouterOutputs["places"]["list"]["stages"],
  filters: Filters,
): ScoreGroup[] {
  const groups = new Map<string | null, ScoreRow[]>();
  for (const row of rows) {
    const own = groups.get(row.stage) ?? [];
    own.push(touchpointRow(row, filters, ({ department }) => department ?? "no owner"));
    groups.set(row.stage, own);
  }
  return [...groups].map(([name, own]) => {
    const slug = stages.find((stage) => stage.name === name)?.slug;
    return {
      title: name ?? "No journey stage",
      id: slug ?? "none",
      aside:
        slug === undefined ? null : (
          <TextLink href={recordsAddress({ ...filters, stage: slug })}>
            The answers<span className="sr-only"> of {name}</span>
          </TextLink>
        ),
      rows: own,
    };
  });
}

/** Every touchpoint, along the journey or sorted by a column; those that nobody answered about are folded away. */
export function TouchpointsTable({
  rows,
  stages,
  company,
  path,
  filters,
  sort: asked,
}: {
  rows: readonly TouchpointLine[];
  stages: RouterOutputs["places"]["list"]["stages"];
  company: number | null;
  path: string;
  filters: Filters;
  sort: string | null;
}) {
  const sort = readSort(asked, Object.keys(TOUCHPOINT_ORDERS), BY_JOURNEY);
  const silent = rows.filter(({ notCounted }) => notCounted === "no-answers" || notCounted === "no-question");
  const told = rows.filter((row) => !silent.includes(row));
  const groups =
    sort.key === BY_JOURNEY.key
      ? byStage(told, stages, filters)
      : [
          {
            title: null,
            rows: sortRows(told, sort, TOUCHPOINT_ORDERS).map((row) =>
              touchpointRow(row, filters, ({ department }) => department ?? "no owner"),
            ),
          },
        ];
  return (
    <>
      {sort.key !== BY_JOURNEY.key && (
        <p className="text-13">
          <TextLink href={addressOf(path, filters)}>Back to the order of the journey</TextLink>
        </p>
      )}
      <ScoreTable
        together
        caption="Touchpoints"
        what="Touchpoint"
        company={company}
        columns={TOUCHPOINT_COLUMNS}
        groups={groups}
        sorting={{ sort, href: (next) => addressOf(path, { ...filters, sort: next }) }}
      />
      {silent.length > 0 && (
        <details className="mt-3 text-13 text-muted">
          <summary className="w-fit cursor-pointer hover:text-ink">
            {silent.length} {silent.length === 1 ? "touchpoint" : "touchpoints"} without answers
          </summary>
          <ul className="mt-2 gap-x-8 sm:columns-2 lg:columns-3">
            {silent.map((row) => (
              <li key={row.slug} className="py-0.5">
                {row.name}: {row.notCounted === "no-question" ? "no question asked yet" : "no answers"}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
