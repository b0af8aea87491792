import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { DASH } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { Trend } from "@touchline/ui/trend";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters } from "../../../../filters.ts";
import { followMerged, placeOf } from "../../../../place-of.ts";
import { api, requireViewer } from "../../../../server.ts";
import { settle } from "../../../../settle.ts";
import { recordsAddress } from "../../../../subject.ts";
import { durationInWords } from "../../../../widgets/channel/channel-rows.tsx";
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
import { Guesses } from "../../../../widgets/touchpoint/guesses.tsx";
import { PartsTable } from "../../../../widgets/touchpoint/parts-table.tsx";
import { whyGrey } from "../../../../widgets/touchpoint/touchpoint-rows.tsx";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

const SHOWN_COMMENTS = 6;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await placeOf("touchpoint", (await params).slug))?.name ?? "Touchpoint" };
}

export default async function TouchpointPage({ params, searchParams }: Props) {
  const viewer = await requireViewer("metrics:read");
  const [{ slug }, filters, call] = await Promise.all([params, loadFilters(searchParams), api()]);
  const [question, found, trend, comments, expectation] = await Promise.all([
    readQuestion(call, filters, { touchpoint: slug }),
    settle(call.touchpoints.get({ ...filters, slug })),
    settle(call.touchpoints.trend({ ...filters, slug })),
    settle(call.comments.list({ ...filters, touchpoint: slug, limit: SHOWN_COMMENTS })),
    settle(call.expectation.get({ ...filters, touchpoint: slug })),
  ]);
  if (!found.ok && found.missing && question.view.ok) return followMerged("touchpoint", slug, filters);
  const place = await placeOf("touchpoint", slug);
  const path = `/touchpoints/${slug}`;
  const file = (part: string) => addressOf(`/api/export${path}/${part}`, filters);
  const here = { path, again: addressOf(path, filters) };
  const touchpoint = found.ok ? found.value : null;
  const figures = touchpoint?.figures ?? null;
  const name = place?.name ?? "Touchpoint";
  const records = recordsAddress({ ...filters, touchpoint: slug });
  const refreshed = lastRefresh(question);
  const [asked] = touchpoint?.questions ?? [];
  const grey = figures && whyGrey(figures);
  return (
    <MetricPage
      title={name}
      path={path}
      crumbs={[
        { path: "/", label: "Overview" },
        ...(figures?.departmentSlug
          ? [{ path: `/departments/${figures.departmentSlug}`, label: figures.department ?? "Department" }]
          : [{ path: "/touchpoints", label: "Touchpoints" }]),
      ]}
      question={question}
      role={viewer.role}
      place={place}
      answers={figures?.score.n ?? (touchpoint ? 0 : null)}
      empty={touchpoint !== null && touchpoint.questions.length === 0}
      sentence={
        figures &&
        (grey === null
          ? scoreSentence(name, figures.score, figures.change, filters.compare)
          : `${name} does not count in the experience score: ${grey.toLowerCase()}.`)
      }
    >
      {!found.ok && <Panel id="figures" title="Touchpoint" state={panelState(found, here, () => null)} />}
      {figures && (
        <section aria-label="The touchpoint in figures">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
            <Figure
              big
              className="col-span-2 lg:col-span-1"
              metric={METRICS.touchpoint_score}
              statistic={figures.score}
              change={figures.change}
              refreshed={refreshed}
              behind={<TextLink href={records}>The answers behind it</TextLink>}
            >
              <p className="text-12 text-muted">
                {[figures.question, figures.stage, `weight ${figures.weight}`].filter(Boolean).join(", ")}
              </p>
            </Figure>
            {asked && (
              <Figure
                metric={METRICS.csat}
                label="Top answers"
                statistic={asked.topBox}
                change={null}
                refreshed={refreshed}
              />
            )}
            <Figure
              metric={METRICS.verified_share}
              statistic={figures.coverage}
              change={touchpoint?.coverageChange ?? null}
              refreshed={refreshed}
            />
            {touchpoint?.response && (
              <Figure
                metric={METRICS.response_time}
                statistic={touchpoint.response.median}
                change={touchpoint.response.change}
                refreshed={refreshed}
              >
                <p className="text-12 text-muted">
                  Nine in ten within {durationInWords(touchpoint.response.p90.value) || DASH}
                </p>
              </Figure>
            )}
          </dl>
        </section>
      )}
      <Panel
        id="trend"
        title="Score over time"
        note={<PanelNote csv={file("trend")} of="the score over time" />}
        state={panelState(trend, here, (value) => (
          <Trend
            words={trendWords(`${name}: score over time`, "Score", question)}
            points={trendPoints(value)}
            usual={usualOf(value)}
          />
        ))}
      />
      {touchpoint && (
        <>
          <div className="grid grid-cols-1 gap-10 xl:grid-cols-2">
            <Panel
              id="distributions"
              title="How the answers lie"
              note={<PanelNote csv={file("distributions")} of="how the answers lie" />}
              state={{
                kind: "ready",
                children: (
                  <div className="space-y-6">
                    {touchpoint.questions.map((each) => (
                      <QuestionDistribution
                        key={each.question}
                        asked={each}
                        barHref={(score) =>
                          recordsAddress({
                            ...filters,
                            touchpoint: slug,
                            question: each.question,
                            scoreFrom: score,
                            scoreThrough: score,
                          })
                        }
                      />
                    ))}
                  </div>
                ),
              }}
            />
            <Panel
              id="guesses"
              title="People who used it, and people who did not"
              note={<PanelNote csv={file("questions")} of="its questions" />}
              state={{
                kind: "ready",
                children: (
                  <Guesses
                    asked={asked ?? null}
                    address={(use) => recordsAddress({ ...filters, touchpoint: slug, use })}
                  />
                ),
              }}
            />
          </div>
          <div className="grid grid-cols-1 gap-10 xl:grid-cols-2">
            <Panel
              id="channels"
              title="By channel"
              note={<PanelNote csv={file("channels")} of="its channels" />}
              state={{
                kind: "ready",
                children: (
                  <PartsTable
                    caption={`${name} by channel`}
                    what="Channel"
                    rows={touchpoint.channels}
                    whole={figures?.score.value ?? null}
                    href={(channel) => addressOf(path, { ...filters, channel })}
                  />
                ),
              }}
            />
            <Panel
              id="segments"
              title="By segment"
              note={<PanelNote csv={file("segments")} of="its segments" />}
              state={{
                kind: "ready",
                children: (
                  <PartsTable
                    caption={`${name} by segment`}
                    what="Segment"
                    rows={touchpoint.segments}
                    whole={figures?.score.value ?? null}
                    href={(segment) => addressOf(path, { ...filters, segment })}
                  />
                ),
              }}
            />
          </div>
        </>
      )}
      {found.ok && (
        <ExpectationPanel
          found={expectation}
          here={here}
          filters={filters}
          about={{ touchpoint: slug }}
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
