import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { JourneyFigures } from "../../../widgets/journey/journey-figures.tsx";
import { JourneyMap } from "../../../widgets/journey/journey-map.tsx";
import { StagesTable } from "../../../widgets/journey/stages-table.tsx";
import { journeySentence, mapInWords, marksOf } from "../../../widgets/journey/words.ts";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../../widgets/page/question.ts";
import { mayOpenAnswers } from "../../../widgets/records/may-open.ts";

export const metadata: Metadata = { title: "Journey" };

const PATH = "/journey";

export default async function JourneyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, call] = await Promise.all([loadFilters(searchParams), api()]);
  const [question, summary, journey, session] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.journey.map(filters)),
    call.session.get(),
  ]);
  const file = (of: string) => addressOf(`/api/export/${of}`, filters);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  const company = summary.ok ? summary.value.figures.experience_score.statistic.value : null;
  return (
    <MetricPage
      title="Journey"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      aside={<PanelNote csv={file("journey-figures")} of="the figures" />}
      sentence={journey.ok && journeySentence(journey.value, filters.compare)}
    >
      {journey.ok && (
        <section aria-label="The journey in figures">
          <JourneyFigures journey={journey.value} refreshed={lastRefresh(question)} filters={filters} />
        </section>
      )}
      <Panel
        id="map"
        title="From first hearing to leaving"
        note={
          <PanelNote csv={file("journey-touchpoints")} of="the touchpoints of the journey">
            The dotted line is the company's score
          </PanelNote>
        }
        state={panelState(journey, here, (value) => (
          <>
            <p className="mb-4 max-w-prose text-13 text-muted">{mapInWords(value.stages)}</p>
            <JourneyMap
              stages={value.stages}
              company={company}
              filters={filters}
              marks={marksOf(value)}
              mayOpen={mayOpenAnswers(session)}
            />
          </>
        ))}
      />
      <Panel
        id="stages"
        title="The stages in figures"
        note={
          <PanelNote csv={file("journey")} of="the stages">
            The hairline is the company's score
          </PanelNote>
        }
        state={panelState(journey, here, ({ stages }) => (
          <StagesTable stages={stages} company={company} filters={filters} />
        ))}
      />
    </MetricPage>
  );
}
