import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";
import { Disagreements } from "../../../widgets/segments/disagreements.tsx";
import { HeatMap } from "../../../widgets/segments/heat-map.tsx";
import { segmentsSentence } from "../../../widgets/segments/words.ts";

export const metadata: Metadata = { title: "Segments" };

const PATH = "/segments";

export default async function SegmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [asked, call] = await Promise.all([loadFilters(searchParams), api()]);
  // Every segment stands beside the others: one alone can't disagree.
  const filters = { ...asked, segment: null };
  const [question, summary, found] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.segments.matrix(filters)),
  ]);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  return (
    <MetricPage
      title="Segments"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      fixedSegment
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      sentence={found.ok && segmentsSentence(found.value)}
    >
      <Panel
        id="disagree"
        title="Where the segments disagree most"
        note={
          <PanelNote csv={addressOf("/api/export/disagreements", filters)} of="where the segments disagree">
            Real differences alone
          </PanelNote>
        }
        state={panelState(found, here, (value) => <Disagreements found={value} filters={filters} />)}
      />
      {found.ok && found.value.touchpoints.length > 0 && (
        <Panel
          id="map"
          title="Every touchpoint in every segment"
          note={
            <PanelNote
              csv={addressOf("/api/export/segments", filters)}
              of="every touchpoint in every segment"
            >
              A cell opens the touchpoint for that segment
            </PanelNote>
          }
          state={{ kind: "ready", children: <HeatMap found={found.value} filters={filters} /> }}
        />
      )}
    </MetricPage>
  );
}
