import { Panel } from "@touchline/ui/panel";
import { TwoTrends } from "@touchline/ui/two-trends";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, COMPARISON_NAMES, loadFilters, loadWeekly } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { Finer } from "../../../widgets/page/finer.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../../widgets/page/question.ts";
import { type CourseOf, trendPoints, usualOf } from "../../../widgets/page/trend-points.ts";
import { mayOpenAnswers } from "../../../widgets/records/may-open.ts";
import { SplitPanel } from "../../../widgets/segments/split-panel.tsx";
import { BadStopsTable } from "../../../widgets/service/bad-stops-table.tsx";
import { RescueList } from "../../../widgets/service/rescue-list.tsx";
import { ServiceFigures } from "../../../widgets/service/service-figures.tsx";
import {
  badStopsInWords,
  noRescuesInWords,
  rescuesInWords,
  serviceSentence,
} from "../../../widgets/service/words.ts";

export const metadata: Metadata = { title: "Service" };

const PATH = "/service";
const SHOWN_RESCUES = 20;

const drawn = (label: string, course: CourseOf) => ({
  label,
  points: trendPoints(course),
  usual: usualOf(course),
});

export default async function ServicePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, { weekly }, call] = await Promise.all([
    loadFilters(searchParams),
    loadWeekly(searchParams),
    api(),
  ]);
  const [question, whole, summary, trend, rescues, split, session] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.service.summary(filters)),
    settle(call.service.trend({ ...filters, weekly })),
    settle(call.service.rescues({ ...filters, limit: SHOWN_RESCUES })),
    settle(call.segments.split(filters)),
    call.session.get(),
  ]);
  const file = (of: string) => addressOf(`/api/export/${of}`, filters);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  const timeZone = question.view.ok ? question.view.value.organisation.timeZone : "UTC";
  return (
    <MetricPage
      title="Service"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={whole.ok ? whole.value.figures.answers.statistic.n : null}
      empty={whole.ok && whole.value.empty}
      aside={<PanelNote csv={file("service-figures")} of="the figures" />}
      sentence={summary.ok && serviceSentence(summary.value)}
    >
      <section aria-label="Service against the rest">
        {summary.ok ? (
          <ServiceFigures
            summary={summary.value}
            trend={trend.ok ? trend.value : null}
            refreshed={lastRefresh(question)}
            filters={filters}
          />
        ) : (
          <Panel
            id="figures"
            title="Service against the rest"
            state={panelState(summary, here, () => null)}
          />
        )}
      </section>
      <Panel
        id="trend"
        title="Service and the rest over time"
        note={
          <PanelNote
            csv={addressOf("/api/export/service-trend", { ...filters, weekly })}
            of="both scores over time"
          >
            <Finer
              path={PATH}
              filters={filters}
              question={question}
              grain={trend.ok ? trend.value.grain : null}
              weekly={weekly}
            />
          </PanelNote>
        }
        state={panelState(trend, here, ({ grain, service, rest }) => (
          <TwoTrends
            title="Service and the rest over time"
            before={COMPARISON_NAMES[filters.compare]}
            first={drawn("Service", { grain, ...service })}
            second={drawn("The rest", { grain, ...rest })}
          />
        ))}
      />
      <SplitPanel
        ofService
        found={split}
        here={here}
        filters={filters}
        csv={file("segment-split")}
        whole={whole.ok ? whole.value.figures.experience_score.statistic.value : null}
      />
      <Panel
        id="bad-stops"
        title="Where the rescued had their bad stops"
        note={
          <PanelNote csv={file("service-bad-stops")} of="where the rescued had their bad stops">
            A customer can have several
          </PanelNote>
        }
        state={panelState(summary, here, ({ badStops }) => (
          <>
            <p className="max-w-prose">{badStopsInWords(badStops)}</p>
            {badStops.length > 0 && (
              <BadStopsTable rows={badStops} filters={filters} mayOpen={mayOpenAnswers(session)} />
            )}
          </>
        ))}
      />
      <Panel
        id="rescues"
        title="Good rescue, bad journey"
        note={<PanelNote csv={file("service-rescues")} of="the rescues" />}
        state={
          rescues.ok && rescues.value.rows.length === 0
            ? {
                kind: "empty",
                message: noRescuesInWords(viewer.role === "department_head", rescues.value.hidden),
                next: null,
              }
            : panelState(rescues, here, ({ rows }) => (
                <>
                  <p className="max-w-prose text-13 text-muted">
                    {rescuesInWords(viewer.role === "department_head", rows.length)}
                  </p>
                  <RescueList rows={rows} timeZone={timeZone} />
                </>
              ))
        }
      />
    </MetricPage>
  );
}
