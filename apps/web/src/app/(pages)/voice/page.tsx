import { ROLE_PERMISSIONS } from "@touchline/domain/access";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters, loadSort } from "../../../filters.ts";
import { loadSearch, searchAddress } from "../../../search.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { readPlace } from "../../../subject.ts";
import { ProcedureProvider } from "../../../trpc-client.tsx";
import { TextLink } from "../../../widgets/page/link.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";
import { readSort, sortRows } from "../../../widgets/table/sort.ts";
import { FoundComments } from "../../../widgets/voice/found-comments.tsx";
import { Languages, Sentiment } from "../../../widgets/voice/reading.tsx";
import { SearchForm } from "../../../widgets/voice/search-form.tsx";
import { COSTS_MOST, TOPIC_ORDERS } from "../../../widgets/voice/topic-orders.ts";
import { TopicsTable } from "../../../widgets/voice/topics-table.tsx";
import { voiceSentence } from "../../../widgets/voice/words.ts";

export const metadata: Metadata = { title: "Voice" };

const PATH = "/voice";
/** Topics that are shown until all are asked for. */
const FIRST_TOPICS = 10;

export default async function VoicePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, { sort }, { after, topics: shown, ...looked }, call] = await Promise.all([
    loadFilters(searchParams),
    loadSort(searchParams),
    loadSearch(searchParams),
    api(),
  ]);
  const [question, topics, voice, comments, found] = await Promise.all([
    readQuestion(call, filters),
    settle(call.voice.topics(filters)),
    settle(call.voice.summary(filters)),
    settle(call.voice.list({ ...filters, ...looked, cursor: readPlace(after) })),
    settle(call.voice.count({ ...filters, ...looked })),
  ]);
  const asked = { ...filters, ...looked, topics: shown, sort };
  const here = { path: PATH, again: searchAddress({ ...asked, after }) };
  const order = readSort(sort, Object.keys(TOPIC_ORDERS), COSTS_MOST);
  const narrowed = looked.search !== null || looked.topic !== null;
  const names = topics.ok ? topics.value.topics.toSorted((a, b) => a.name.localeCompare(b.name, "en")) : [];
  const list = question.view.ok && (
    <FoundComments
      comments={comments}
      found={found}
      asked={asked}
      after={after}
      topic={names.find(({ slug }) => slug === looked.topic)?.name ?? null}
      timeZone={question.view.value.organisation.timeZone}
    />
  );
  return (
    <MetricPage
      title="Voice"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={topics.ok ? topics.value.comments : null}
      counted="comments"
      empty={question.view.ok && question.view.value.answered === null}
      sentence={topics.ok && voiceSentence(topics.value)}
    >
      <SearchForm asked={asked} topics={names} />
      {narrowed && list}
      <Panel
        id="topics"
        title="What customers speak of, and what it does to the NPS"
        note={
          <PanelNote csv={addressOf("/api/export/topics", { ...filters, sort })} of="the topics">
            Comments of the whole company
          </PanelNote>
        }
        state={
          topics.ok && topics.value.topics.length === 0
            ? {
                kind: "empty",
                message: "A topic is a touchpoint with its words. There is no touchpoint yet.",
                next: null,
              }
            : panelState(topics, here, (value) => {
                const rows = sortRows(value.topics, order, TOPIC_ORDERS);
                const all = shown === "all" || rows.length <= FIRST_TOPICS;
                return (
                  <ProcedureProvider>
                    <TopicsTable
                      topics={all ? rows : rows.slice(0, FIRST_TOPICS)}
                      whole={value.nps.value}
                      chosen={looked.topic}
                      mayEdit={ROLE_PERMISSIONS[viewer.role].includes("structure:write")}
                      sort={order}
                      sorted={(next) => searchAddress({ ...asked, sort: next })}
                      comments={(slug) => searchAddress({ ...asked, topic: slug })}
                    />
                    {!all && (
                      <p className="mt-2 text-13">
                        <TextLink href={searchAddress({ ...asked, topics: "all" })}>
                          All {rows.length} topics
                        </TextLink>
                      </p>
                    )}
                  </ProcedureProvider>
                );
              })
        }
      />
      <div className="grid grid-cols-1 gap-10 xl:grid-cols-[1.7fr_1fr]">
        <Panel
          id="sentiment"
          title="How the words sound to a machine"
          note={<PanelNote csv={addressOf("/api/export/sentiment", filters)} of="how the words sound" />}
          state={
            voice.ok && voice.value.looked === 0
              ? { kind: "empty", message: "Too few comments in these days to read.", next: null }
              : panelState(voice, here, (value) => <Sentiment voice={value} />)
          }
        />
        <Panel
          id="languages"
          title="Languages"
          note={<PanelNote csv={addressOf("/api/export/languages", filters)} of="the languages" />}
          state={
            voice.ok && voice.value.looked === 0
              ? { kind: "empty", message: "Too few comments in these days to read.", next: null }
              : panelState(voice, here, (value) => <Languages languages={value.languages} />)
          }
        />
      </div>
      {!narrowed && list}
    </MetricPage>
  );
}
