import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { CHANNEL_COLUMNS, channelRow } from "../../../widgets/channel/channel-rows.tsx";
import { channelsSentence } from "../../../widgets/channel/words.ts";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";
import { ScoreTable } from "../../../widgets/table/score-table.tsx";

export const metadata: Metadata = { title: "Channels" };

const PATH = "/channels";

export default async function ChannelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, call] = await Promise.all([loadFilters(searchParams), api()]);
  const [question, summary, channels] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.channels.list(filters)),
  ]);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  return (
    <MetricPage
      title="Channels"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      sentence={channels.ok && channelsSentence(channels.value)}
    >
      <Panel
        id="channels"
        title="Where customers answered about"
        note={
          <PanelNote csv={addressOf("/api/export/channels", filters)} of="the channels">
            A channel's figures hold those of the ones below it
          </PanelNote>
        }
        state={panelState(channels, here, (rows) => (
          <ScoreTable
            caption="Channels"
            what="Channel"
            company={summary.ok ? summary.value.figures.experience_score.statistic.value : null}
            columns={CHANNEL_COLUMNS}
            groups={[{ title: null, rows: rows.map((row) => channelRow(row, filters)) }]}
          />
        ))}
      />
    </MetricPage>
  );
}
