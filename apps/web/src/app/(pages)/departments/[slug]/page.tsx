import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { Panel } from "@touchline/ui/panel";
import { Trend } from "@touchline/ui/trend";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters, loadSort } from "../../../../filters.ts";
import { followMerged, placeOf } from "../../../../place-of.ts";
import { api, requireViewer } from "../../../../server.ts";
import { settle } from "../../../../settle.ts";
import { recordsAddress } from "../../../../subject.ts";
import { CHANNEL_COLUMNS, channelRow } from "../../../../widgets/channel/channel-rows.tsx";
import { Peers } from "../../../../widgets/department/peers.tsx";
import { rankSentence } from "../../../../widgets/department/words.ts";
import { ExpectationPanel } from "../../../../widgets/expectation/expectation-panel.tsx";
import { CommentsPanel } from "../../../../widgets/page/comments-panel.tsx";
import { TextLink } from "../../../../widgets/page/link.tsx";
import { MetricPage } from "../../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../../../widgets/page/question.ts";
import { QuestionDistribution } from "../../../../widgets/page/question-distribution.tsx";
import { scoreSentence } from "../../../../widgets/page/score-sentence.ts";
import { trendPoints, trendWords, usualOf } from "../../../../widgets/page/trend-points.ts";
import { SplitPanel } from "../../../../widgets/segments/split-panel.tsx";
import { ScoreTable } from "../../../../widgets/table/score-table.tsx";
import { readSort, sortRows } from "../../../../widgets/table/sort.ts";
import {
  TOUCHPOINT_COLUMNS,
  TOUCHPOINT_ORDERS,
  touchpointRow,
} from "../../../../widgets/touchpoint/touchpoint-rows.tsx";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

/** What the touchpoints are ranked by where the address says nothing: as the server ranks them. */
const MOST_TO_WIN = { key: "win", down: true };
const SHOWN_COMMENTS = 6;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await placeOf("department", (await params).slug))?.name ?? "Department" };
}

export default async function DepartmentPage({ params, searchParams }: Props) {
  const viewer = await requireViewer("metrics:read");
  const [{ slug }, filters, { sort }, call] = await Promise.all([
    params,
    loadFilters(searchParams),
    loadSort(searchParams),
    api(),
  ]);
  const [question, found, trend, comments, expectation, split] = await Promise.all([
    readQuestion(call, filters, { department: slug }),
    settle(call.departments.get({ ...filters, slug })),
    settle(call.departments.trend({ ...filters, slug })),
    settle(call.comments.list({ ...filters, department: slug, limit: SHOWN_COMMENTS })),
    settle(call.expectation.get({ ...filters, department: slug })),
    settle(call.segments.split({ ...filters, department: slug })),
  ]);
  if (!found.ok && found.missing && question.view.ok) return followMerged("department", slug, filters);
  const place = await placeOf("department", slug);
  const path = `/departments/${slug}`;
  const file = (part: string) => addressOf(`/api/export${path}/${part}`, { ...filters, sort });
  const here = { path, again: addressOf(path, filters) };
  const department = found.ok ? found.value : null;
  const figures = department?.figures ?? null;
  const records = recordsAddress({ ...filters, department: slug });
  const refreshed = lastRefresh(question);
  const order = readSort(sort, Object.keys(TOUCHPOINT_ORDERS), MOST_TO_WIN);
  return (
    <MetricPage
      title={department?.name ?? "Department"}
      path={path}
      crumbs={[
        { path: "/", label: "Overview" },
        { path: "/departments", label: "Departments" },
      ]}
      question={question}
      role={viewer.role}
      place={place}
      answers={figures?.answers.n ?? (department ? 0 : null)}
      empty={department !== null && (figures === null || figures.answers.value === 0)}
      sentence={
        department &&
        figures &&
        [
          scoreSentence(department.name, figures.score, figures.change, filters.compare),
          department.rank && rankSentence(department.rank),
        ]
          .filter(Boolean)
          .join(" ")
      }
    >
      {!found.ok && <Panel id="figures" title="Department" state={panelState(found, here, () => null)} />}
      {department && figures && (
        <section aria-label="The department in figures">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
            <Figure
              big
              className="col-span-2 lg:col-span-1"
              label="Score"
              metric={METRICS.experience_score}
              statistic={figures.score}
              change={figures.change}
              course={figures.series.map((point) => point.statistic.value)}
              refreshed={refreshed}
              behind={<TextLink href={records}>The answers behind it</TextLink>}
            />
            <Figure
              label="The whole company"
              metric={METRICS.experience_score}
              statistic={department.company}
              change={department.companyChange}
              refreshed={refreshed}
            />
            <Figure
              label="Training of its people"
              metric={METRICS.training_completion}
              statistic={department.training.completion}
              change={department.training.change}
              refreshed={refreshed}
            />
            <Figure
              metric={METRICS.verified_share}
              statistic={figures.verified}
              change={department.verifiedChange}
              refreshed={refreshed}
            />
          </dl>
        </section>
      )}
      <div className="grid grid-cols-1 gap-10 xl:grid-cols-[1.5fr_1fr]">
        <Panel
          id="trend"
          title="Score over time"
          note={<PanelNote csv={file("trend")} of="the score over time" />}
          state={panelState(trend, here, (value) => (
            <Trend
              words={trendWords(`${department?.name ?? "Department"}: score over time`, "Score", question)}
              points={trendPoints(value)}
              usual={usualOf(value)}
            />
          ))}
        />
        {department && (
          <Panel
            id="peers"
            title="Among its peers"
            note={<PanelNote csv={file("peers")} of="its peers" />}
            state={{ kind: "ready", children: <Peers department={department} filters={filters} /> }}
          />
        )}
      </div>
      {department && (
        <>
          <Panel
            id="touchpoints"
            title="Its touchpoints"
            note={
              <PanelNote csv={file("touchpoints")} of="its touchpoints">
                {order.key === MOST_TO_WIN.key &&
                  "The most to win first: weight times what is missing to 100"}
              </PanelNote>
            }
            state={
              department.touchpoints.length === 0
                ? {
                    kind: "empty",
                    message:
                      "This department owns no touchpoint yet. An administrator gives it some under Structure.",
                    next: null,
                  }
                : {
                    kind: "ready",
                    children: (
                      <ScoreTable
                        together
                        caption={`Touchpoints of ${department.name}`}
                        what="Touchpoint"
                        company={department.company.value}
                        columns={TOUCHPOINT_COLUMNS}
                        groups={[
                          {
                            title: null,
                            rows: sortRows(department.touchpoints, order, TOUCHPOINT_ORDERS).map((row) =>
                              touchpointRow(row, filters, ({ stage }) => stage),
                            ),
                          },
                        ]}
                        sorting={{ sort: order, href: (next) => addressOf(path, { ...filters, sort: next }) }}
                      />
                    ),
                  }
            }
          />
          <div className="grid grid-cols-1 gap-10 xl:grid-cols-2">
            <Panel
              id="distributions"
              title="How the answers lie"
              note={<PanelNote csv={file("distributions")} of="how the answers lie" />}
              state={{
                kind: "ready",
                children: (
                  <div className="space-y-6">
                    {department.distributions.map((asked) => (
                      <QuestionDistribution key={asked.question} asked={asked} />
                    ))}
                  </div>
                ),
              }}
            />
            <Panel
              id="channels"
              title="By channel"
              note={<PanelNote csv={file("channels")} of="its channels" />}
              state={{
                kind: "ready",
                children: (
                  <ScoreTable
                    caption={`Channels of ${department.name}`}
                    what="Channel"
                    compact
                    company={department.company.value}
                    columns={CHANNEL_COLUMNS.filter(({ key }) => key === "answers")}
                    groups={[
                      {
                        title: null,
                        rows: department.channels.map((row) => ({ ...channelRow(row, filters), note: null })),
                      },
                    ]}
                  />
                ),
              }}
            />
          </div>
        </>
      )}
      {department && (
        <SplitPanel
          found={split}
          here={here}
          filters={filters}
          csv={file("segments")}
          whole={figures?.score.value ?? null}
        />
      )}
      {found.ok && (
        <ExpectationPanel
          found={expectation}
          here={here}
          filters={filters}
          about={{ department: slug }}
          csv={file("expectation")}
          refreshed={refreshed}
        />
      )}
      {question.view.ok && (
        <CommentsPanel
          comments={comments}
          here={here}
          records={records}
          timeZone={question.view.value.organisation.timeZone}
        />
      )}
    </MetricPage>
  );
}
