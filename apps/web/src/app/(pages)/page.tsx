import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Panel } from "@touchline/ui/panel";
import { Trend } from "@touchline/ui/trend";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters, loadSort, loadWeekly } from "../../filters.ts";
import { api, requireViewer } from "../../server.ts";
import { settle } from "../../settle.ts";
import { ExpectationPanel } from "../../widgets/expectation/expectation-panel.tsx";
import { DepartmentsTable } from "../../widgets/overview/departments-table.tsx";
import { Figures } from "../../widgets/overview/figures.tsx";
import { FreshnessTable } from "../../widgets/overview/freshness.tsx";
import { JourneyStrip } from "../../widgets/overview/journey-strip.tsx";
import { Movers } from "../../widgets/overview/movers.tsx";
import { sentence } from "../../widgets/overview/sentence.ts";
import { Finer } from "../../widgets/page/finer.tsx";
import { TextLink } from "../../widgets/page/link.tsx";
import { MetricPage } from "../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../widgets/page/panel-note.tsx";
import { panelState } from "../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../widgets/page/question.ts";
import { trendPoints, trendWords, usualOf } from "../../widgets/page/trend-points.ts";
import { SplitPanel } from "../../widgets/segments/split-panel.tsx";

export const metadata: Metadata = { title: "Overview" };

const PATH = "/";

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, { sort }, { weekly }, call] = await Promise.all([
    loadFilters(searchParams),
    loadSort(searchParams),
    loadWeekly(searchParams),
    api(),
  ]);
  const [question, summary, trend, departments, journey, movers, expectation, split] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.experience.trend({ ...filters, weekly })),
    settle(call.departments.list(filters)),
    settle(call.journey.list(filters)),
    settle(call.movers.list(filters)),
    settle(call.expectation.get(filters)),
    settle(call.segments.split(filters)),
  ]);
  const { view, sources } = question;
  const file = (of: string) => addressOf(`/api/export/${of}`, filters);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  const company = summary.ok ? summary.value.figures.experience_score.statistic.value : null;
  return (
    <MetricPage
      title="Overview"
      path={PATH}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      aside={<PanelNote csv={file("figures")} of="the figures" />}
      sentence={
        summary.ok && sentence(filters.compare, summary.value, departments.ok ? departments.value : [])
      }
    >
      <section aria-label="The whole experience">
        {summary.ok ? (
          <Figures summary={summary.value} refreshed={lastRefresh(question)} filters={filters} />
        ) : (
          <Panel id="figures" title="The whole experience" state={panelState(summary, here, () => null)} />
        )}
      </section>
      <div className="grid grid-cols-1 gap-10 xl:grid-cols-[1.7fr_1fr]">
        <Panel
          id="trend"
          title="Experience score over time"
          note={
            <PanelNote csv={addressOf("/api/export/trend", { ...filters, weekly })} of="the score over time">
              <Finer
                path={PATH}
                filters={filters}
                question={question}
                grain={trend.ok ? trend.value.grain : null}
                weekly={weekly}
              />
            </PanelNote>
          }
          state={panelState(trend, here, (value) => (
            <Trend
              words={trendWords("Experience score over time", METRICS.experience_score.label, question)}
              points={trendPoints(value)}
              usual={usualOf(value)}
            />
          ))}
        />
        <Panel
          id="movers"
          title="What needs you"
          note={
            <PanelNote csv={file("movers")} of="what needs you">
              <TextLink href={addressOf("/changes", filters)}>All that changed</TextLink>
            </PanelNote>
          }
          state={panelState(movers, here, (value) => <Movers movers={value} filters={filters} />)}
        />
      </div>
      <Panel
        id="departments"
        title="Departments"
        note={
          <PanelNote csv={addressOf("/api/export/departments", { ...filters, sort })} of="the departments">
            The hairline is the company's score
          </PanelNote>
        }
        state={panelState(departments, here, (rows) => (
          <DepartmentsTable rows={rows} company={company} path={PATH} filters={filters} sort={sort} />
        ))}
      />
      <Panel
        id="journey"
        title="The journey, from first hearing to leaving"
        note={
          <PanelNote csv={file("journey")} of="the journey">
            <TextLink href={addressOf("/journey", filters)}>The whole journey</TextLink>
            The dotted line is the company's score
          </PanelNote>
        }
        state={panelState(journey, here, (stages) => (
          <JourneyStrip stages={stages} company={company} filters={filters} />
        ))}
      />
      <ExpectationPanel
        unasked
        found={expectation}
        here={here}
        filters={filters}
        csv={file("expectation")}
        refreshed={lastRefresh(question)}
      />
      <SplitPanel found={split} here={here} filters={filters} csv={file("segment-split")} whole={company} />
      {view.ok && sources.length > 0 && (
        <Panel
          id="freshness"
          title="How fresh the data are"
          note={<PanelNote csv={file("sources")} of="the sources" />}
          state={{
            kind: "ready",
            children: <FreshnessTable sources={sources} timeZone={view.value.organisation.timeZone} />,
          }}
        />
      )}
    </MetricPage>
  );
}
