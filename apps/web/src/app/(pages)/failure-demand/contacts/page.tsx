import { formatCount } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import {
  CONTACTS_PATH,
  contactsAddress,
  contactsFile,
  loadContactChoice,
} from "../../../../cause-address.ts";
import { MOST_LINES } from "../../../../every-page.ts";
import { addressOf, loadFilters } from "../../../../filters.ts";
import { api, requireViewer } from "../../../../server.ts";
import { settle } from "../../../../settle.ts";
import { readPlace, writePlace } from "../../../../subject.ts";
import { ContactTable } from "../../../../widgets/failure/contact-table.tsx";
import { contactsInWords } from "../../../../widgets/failure/words.ts";
import { TextLink } from "../../../../widgets/page/link.tsx";
import { MetricPage } from "../../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../../widgets/page/question.ts";

export const metadata: Metadata = { title: "Contacts" };

export default async function ContactsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("records:read");
  const [filters, { after, ...choice }, call] = await Promise.all([
    loadFilters(searchParams),
    loadContactChoice(searchParams),
    api(),
  ]);
  const cursor = readPlace(after);
  const [question, contacts] = await Promise.all([
    readQuestion(call, filters),
    settle(call.failure.contacts({ ...filters, ...choice, cursor })),
  ]);
  const asked = { ...filters, ...choice };
  const total = contacts.ok ? contacts.value.total : null;
  return (
    <MetricPage
      title={`Contacts: ${contactsInWords(choice, question.places)}`}
      path={CONTACTS_PATH}
      crumbs={[
        { path: "/", label: "Overview" },
        { path: "/failure-demand", label: "Failure demand" },
      ]}
      question={question}
      role={viewer.role}
      answers={null}
      aside={total !== null && <span>{total.band ?? formatCount(total.value ?? 0)} contacts</span>}
    >
      <Panel
        id="contacts"
        title={cursor === null ? "The newest first" : "Further contacts"}
        note={
          <PanelNote
            csv={contactsFile(asked)}
            of="these contacts"
            {...((total?.value ?? 0) > MOST_LINES && { most: MOST_LINES })}
          >
            {contacts.ok && contacts.value.ownOnly
              ? "You see contacts that your departments caused or were asked"
              : "Who asked is not shown"}
          </PanelNote>
        }
        state={
          contacts.ok && contacts.value.rows.length === 0
            ? {
                kind: "no-match",
                message:
                  contacts.value.total.band === undefined
                    ? contacts.value.ownOnly
                      ? "No such contact was caused by your departments, or asked of them, in these days."
                      : "No contact fits this question in these days."
                    : `Too few contacts to show them one by one (${contacts.value.total.band}).`,
                clear: (
                  <TextLink href={addressOf("/failure-demand", filters)}>Back to failure demand</TextLink>
                ),
              }
            : panelState(
                contacts,
                { path: CONTACTS_PATH, again: contactsAddress(asked) },
                ({ rows, next }) => (
                  <>
                    <ContactTable
                      rows={rows}
                      timeZone={question.view.ok ? question.view.value.organisation.timeZone : "UTC"}
                    />
                    <p className="mt-4 flex gap-6 text-13">
                      {cursor !== null && (
                        <TextLink href={contactsAddress(asked)}>Back to the newest</TextLink>
                      )}
                      {next && (
                        <TextLink href={contactsAddress({ ...asked, after: writePlace(next) })}>
                          Older contacts
                        </TextLink>
                      )}
                    </p>
                  </>
                ),
              )
        }
      />
    </MetricPage>
  );
}
