import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { contactsAddress } from "../../../cause-address.ts";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { ChannelMatrix } from "../../../widgets/channel/channel-matrix.tsx";
import { CHANNEL_COLUMNS, channelRow } from "../../../widgets/channel/channel-rows.tsx";
import { contactsSentence, matrixSentence, pathsSentence } from "../../../widgets/channel/contact-words.ts";
import { ContactsTable } from "../../../widgets/channel/contacts-table.tsx";
import { IssueFigures, PathTable } from "../../../widgets/channel/issue-paths.tsx";
import { channelsSentence } from "../../../widgets/channel/words.ts";
import { TextLink } from "../../../widgets/page/link.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";
import { ScoreTable } from "../../../widgets/table/score-table.tsx";

export const metadata: Metadata = { title: "Channels" };

const PATH = "/channels";

const NO_CONTACTS = {
  kind: "empty",
  message:
    "No contacts for help in this period. They come with a file of tickets or calls: who asked, when, on which channel, and when somebody answered.",
  next: null,
} as const;

export default async function ChannelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, call] = await Promise.all([loadFilters(searchParams), api()]);
  const [question, summary, channels, contacts, paths, matrix] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.channels.list(filters)),
    settle(call.channels.contacts(filters)),
    settle(call.channels.paths(filters)),
    settle(call.channels.matrix(filters)),
  ]);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  const file = (of: string) => addressOf(`/api/export/${of}`, filters);
  const channelPage = (slug: string) => addressOf(`/channels/${slug}`, { ...filters, channel: null });
  const gone = paths.ok && paths.value.channels.length > 0;
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
          <PanelNote csv={file("channels")} of="the channels">
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
      <Panel
        id="contacts"
        title="How contacts for help go"
        note={<PanelNote csv={file("channel-contacts")} of="contacts by channel" />}
        state={
          contacts.ok && contacts.value.length === 0
            ? NO_CONTACTS
            : panelState(contacts, here, (rows) => (
                <>
                  <p className="mb-3 max-w-240">{contactsSentence(rows)}</p>
                  <ContactsTable
                    rows={rows}
                    href={channelPage}
                    contactsHref={(channel) => contactsAddress({ ...filters, channel, choice: "all" })}
                    escalatedHref={(begunOn) =>
                      contactsAddress({ ...filters, choice: "all", goneOn: "escalated", begunOn })
                    }
                  />
                </>
              ))
        }
      />
      <Panel
        id="paths"
        title="Where issues go on"
        note={gone && <PanelNote csv={file("channel-paths")} of="paths between channels" />}
        state={
          contacts.ok && contacts.value.length === 0
            ? NO_CONTACTS
            : panelState(paths, here, (value) => (
                <>
                  <p className="mb-4 max-w-240">{pathsSentence(value)}</p>
                  <IssueFigures
                    paths={value}
                    behind={(goneOn) => contactsAddress({ ...filters, choice: "all", goneOn })}
                  />
                  {gone && (
                    <PathTable
                      caption="Issues that go on, from channel to channel"
                      paths={value.channels}
                      href={channelPage}
                      behind={(goneFrom, goneTo) =>
                        contactsAddress({ ...filters, choice: "all", goneFrom, goneTo })
                      }
                    />
                  )}
                </>
              ))
        }
      />
      {paths.ok && gone && (
        <Panel
          id="department-paths"
          title="Who passes issues to whom"
          note={<PanelNote csv={file("department-paths")} of="paths between departments" />}
          state={{
            kind: "ready",
            children: (
              <PathTable
                caption="Issues that go on, from department to department"
                paths={paths.value.departments}
                href={(slug) => addressOf(`/departments/${slug}`, filters)}
                behind={(passedBy, asked) => contactsAddress({ ...filters, choice: "all", passedBy, asked })}
              />
            ),
          }}
        />
      )}
      <Panel
        id="matrix"
        title="Every touchpoint on every channel"
        note={<PanelNote csv={file("channel-matrix")} of="touchpoints by channel" />}
        state={panelState(matrix, here, (value) => (
          <>
            <p className="mb-3 max-w-240">
              {matrixSentence(value)}{" "}
              <TextLink href={addressOf("/consistency", filters)}>Which channel departs</TextLink>
            </p>
            <ChannelMatrix matrix={value} filters={filters} />
          </>
        ))}
      />
    </MetricPage>
  );
}
