import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters, loadSort } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { departmentsSentence } from "../../../widgets/department/words.ts";
import { DepartmentsTable } from "../../../widgets/overview/departments-table.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";

export const metadata: Metadata = { title: "Departments" };

const PATH = "/departments";

export default async function DepartmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, { sort }, call] = await Promise.all([
    loadFilters(searchParams),
    loadSort(searchParams),
    api(),
  ]);
  const [question, summary, departments] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.departments.list(filters)),
  ]);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  return (
    <MetricPage
      title="Departments"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      sentence={departments.ok && departmentsSentence(departments.value)}
    >
      <Panel
        id="departments"
        title="Every department"
        note={
          <PanelNote csv={addressOf("/api/export/departments", { ...filters, sort })} of="the departments">
            The hairline is the company's score
          </PanelNote>
        }
        state={panelState(departments, here, (rows) => (
          <DepartmentsTable
            rows={rows}
            company={summary.ok ? summary.value.figures.experience_score.statistic.value : null}
            path={PATH}
            filters={filters}
            sort={sort}
          />
        ))}
      />
    </MetricPage>
  );
}
