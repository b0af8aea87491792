import type { EvidenceBasis } from "@touchline/domain/evidence";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters, loadSort } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";
import { TouchpointsTable } from "../../../widgets/touchpoint/touchpoints-table.tsx";
import { touchpointsSentence } from "../../../widgets/touchpoint/words.ts";

export const metadata: Metadata = { title: "Touchpoints" };

const PATH = "/touchpoints";

const EVIDENCE_NOTES: Readonly<Record<EvidenceBasis, string>> = {
  headline: "Verified answers alone where these are at least half, else also those of unknown use",
  used: "Verified answers alone",
  all: "All answers, also by customers known not to have used it",
};

export default async function TouchpointsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, { sort }, call] = await Promise.all([
    loadFilters(searchParams),
    loadSort(searchParams),
    api(),
  ]);
  const [question, summary, touchpoints] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.touchpoints.list({ ...filters, department: null })),
  ]);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  return (
    <MetricPage
      title="Touchpoints"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      sentence={touchpoints.ok && touchpointsSentence(touchpoints.value)}
    >
      <Panel
        id="touchpoints"
        title="Along the journey"
        note={
          <PanelNote csv={addressOf("/api/export/touchpoints", { ...filters, sort })} of="the touchpoints">
            {EVIDENCE_NOTES[filters.evidence]}
          </PanelNote>
        }
        state={panelState(touchpoints, here, (rows) => (
          <TouchpointsTable
            rows={rows}
            stages={question.places.stages}
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
