import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { Panel } from "@touchline/ui/panel";
import { Trend } from "@touchline/ui/trend";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { contactsAddress } from "../../../../cause-address.ts";
import { addressOf, loadFilters, loadSort } from "../../../../filters.ts";
import { followMerged, placeOf } from "../../../../place-of.ts";
import { api, requireViewer } from "../../../../server.ts";
import { settle } from "../../../../settle.ts";
import { recordsAddress } from "../../../../subject.ts";
import { CHANNEL_COLUMNS, channelRow, durationInWords } from "../../../../widgets/channel/channel-rows.tsx";
import { ownPathsSentence } from "../../../../widgets/channel/contact-words.ts";
import { ContactsTable } from "../../../../widgets/channel/contacts-table.tsx";
import { PathTable } from "../../../../widgets/channel/issue-paths.tsx";
import { pathsOf } from "../../../../widgets/channel/paths.ts";
import { CommentsPanel } from "../../../../widgets/page/comments-panel.tsx";
import { TextLink } from "../../../../widgets/page/link.tsx";
import { MetricPage } from "../../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../../../widgets/page/question.ts";
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

const BY_SCORE = { key: "score", down: true };
const SHOWN_COMMENTS = 6;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await placeOf("channel", (await params).slug))?.name ?? "Channel" };
}

export default async function ChannelPage({ params, searchParams }: Props) {
  const viewer = await requireViewer("metrics:read");
  const [{ slug }, asked, { sort }, call] = await Promise.all([
    params,
    loadFilters(searchParams),
    loadSort(searchParams),
    api(),
  ]);
  // The page is of one channel: it narrows as the filter would.
  const filters = { ...asked, channel: null };
  const onChannel = { ...asked, channel: slug };
  const [question, found, trend, comments, contacts, paths, split] = await Promise.all([
    readQuestion(call, filters, { channel: slug }),
    settle(call.channels.get({ ...filters, slug })),
    settle(call.channels.trend({ ...filters, slug })),
    settle(call.comments.list({ ...onChannel, limit: SHOWN_COMMENTS })),
    settle(call.channels.contacts(filters)),
    settle(call.channels.paths(filters)),
    settle(call.segments.split(onChannel)),
  ]);
  if (!found.ok && found.missing && question.view.ok) return followMerged("channel", slug, asked);
  const place = await placeOf("channel", slug);
  const path = `/channels/${slug}`;
  const file = (part: string) => addressOf(`/api/export${path}/${part}`, { ...filters, sort });
  const here = { path, again: addressOf(path, filters) };
  const channel = found.ok ? found.value : null;
  const figures = channel?.figures ?? null;
  const records = recordsAddress(onChannel);
  const refreshed = lastRefresh(question);
  const own = contacts.ok ? contacts.value.filter((row) => row.slug === slug || row.parent === slug) : [];
  const ownPaths = paths.ok && channel ? pathsOf(paths.value, channel) : [];
  const channelPage = (other: string) => addressOf(`/channels/${other}`, filters);
  const order = readSort(sort, Object.keys(TOUCHPOINT_ORDERS), BY_SCORE);
  return (
    <MetricPage
      title={channel?.name ?? "Channel"}
      path={path}
      crumbs={[
        { path: "/", label: "Overview" },
        { path: "/channels", label: "Channels" },
        ...(channel?.parent
          ? [{ path: `/channels/${channel.parent.slug}`, label: channel.parent.name }]
          : []),
      ]}
      question={question}
      role={viewer.role}
      place={place}
      answers={figures?.answers.n ?? (channel ? 0 : null)}
      empty={channel !== null && figures === null}
      fixedChannel
      sentence={
        channel && figures && scoreSentence(channel.name, figures.score, figures.change, filters.compare)
      }
    >
      {!found.ok && <Panel id="figures" title="Channel" state={panelState(found, here, () => null)} />}
      {figures && (
        <section aria-label="The channel in figures">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
            <Figure
              big
              className="col-span-2 lg:col-span-1"
              label="Score"
              metric={METRICS.experience_score}
              statistic={figures.score}
              change={figures.change}
              refreshed={refreshed}
              behind={<TextLink href={records}>The answers behind it</TextLink>}
            />
            <Figure metric={METRICS.answers} statistic={figures.answers} change={null} refreshed={refreshed}>
              <p className="text-12 text-muted">{shareOfAll(figures.share.value)}</p>
            </Figure>
            <Figure
              metric={METRICS.verified_share}
              statistic={figures.verified}
              change={null}
              refreshed={refreshed}
            />
            {figures.response.median.value !== null && (
              <Figure
                metric={METRICS.response_time}
                statistic={figures.response.median}
                change={null}
                refreshed={refreshed}
              >
                <p className="text-12 text-muted">
                  Nine in ten within {durationInWords(figures.response.p90.value)}
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
            words={trendWords(`${channel?.name ?? "Channel"}: score over time`, "Score", question)}
            points={trendPoints(value)}
            usual={usualOf(value)}
          />
        ))}
      />
      {channel && channel.children.length > 0 && (
        <Panel
          id="children"
          title="What it holds"
          note={<PanelNote csv={file("children")} of="the channels below" />}
          state={{
            kind: "ready",
            children: (
              <ScoreTable
                caption={`Channels below ${channel.name}`}
                what="Channel"
                company={figures?.score.value ?? null}
                columns={CHANNEL_COLUMNS}
                groups={[
                  {
                    title: null,
                    rows: channel.children.map((row) => ({ ...channelRow(row, filters), nested: false })),
                  },
                ]}
              />
            ),
          }}
        />
      )}
      {channel && (
        <Panel
          id="touchpoints"
          title="Touchpoints that it carries"
          note={
            <PanelNote csv={file("touchpoints")} of="its touchpoints">
              Answers on this channel alone
            </PanelNote>
          }
          state={{
            kind: "ready",
            children: (
              <ScoreTable
                caption={`Touchpoints on ${channel.name}`}
                what="Touchpoint"
                company={figures?.score.value ?? null}
                columns={TOUCHPOINT_COLUMNS}
                groups={[
                  {
                    title: null,
                    rows: sortRows(channel.touchpoints, order, TOUCHPOINT_ORDERS).map((row) =>
                      touchpointRow(row, onChannel, ({ department }) => department),
                    ),
                  },
                ]}
                sorting={{ sort: order, href: (next) => addressOf(path, { ...filters, sort: next }) }}
              />
            ),
          }}
        />
      )}
      {channel && (
        <SplitPanel
          found={split}
          here={here}
          filters={filters}
          csv={file("segments")}
          whole={figures?.score.value ?? null}
        />
      )}
      {(!contacts.ok || own.length > 0) && (
        <Panel
          id="contacts"
          title="How contacts for help go here"
          note={
            <PanelNote csv={addressOf("/api/export/channel-contacts", filters)} of="contacts by channel" />
          }
          state={panelState(contacts, here, () => (
            <ContactsTable
              rows={own}
              href={channelPage}
              contactsHref={(one) => contactsAddress({ ...filters, channel: one, choice: "all" })}
              escalatedHref={(begunOn) =>
                contactsAddress({ ...filters, choice: "all", goneOn: "escalated", begunOn })
              }
            />
          ))}
        />
      )}
      {channel && ownPaths.length > 0 && (
        <Panel
          id="paths"
          title="Where issues come from and go on"
          note={<PanelNote csv={file("paths")} of="its paths" />}
          state={{
            kind: "ready",
            children: (
              <>
                <p className="mb-3 max-w-240">{ownPathsSentence(channel, ownPaths)}</p>
                <PathTable
                  caption={`Issues that go on between ${channel.name} and other channels`}
                  paths={ownPaths}
                  href={channelPage}
                  behind={(goneFrom, goneTo) =>
                    contactsAddress({ ...filters, choice: "all", goneFrom, goneTo })
                  }
                />
              </>
            ),
          }}
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

const shareOfAll = (share: number | null): string | null =>
  share === null ? null : `${Math.round(share * 1_000) / 10} % of all answers`;
