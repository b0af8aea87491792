import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { MOST_LINES } from "../../../every-page.ts";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { loadSubject, readPlace, recordsAddress, writePlace } from "../../../subject.ts";
import { TextLink } from "../../../widgets/page/link.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";
import { CustomersChip } from "../../../widgets/records/customers-chip.tsx";
import { RecordsTable } from "../../../widgets/records/records-table.tsx";
import { subjectInWords } from "../../../widgets/records/words.ts";

export const metadata: Metadata = { title: "Answers" };

const PATH = "/records";

export default async function RecordsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("records:read");
  const [filters, { after, ...subject }, call] = await Promise.all([
    loadFilters(searchParams),
    loadSubject(searchParams),
    api(),
  ]);
  const cursor = readPlace(after);
  const [question, records] = await Promise.all([
    readQuestion(call, filters, {
      ...(subject.touchpoint !== null &&
        subject.touchpoint !== "overall" && { touchpoint: subject.touchpoint }),
      ...(subject.department !== null && { department: subject.department }),
    }),
    settle(call.records.list({ ...filters, ...subject, cursor })),
  ]);
  if (!records.ok && records.forbidden) forbidden();
  const asked = { ...filters, ...subject };
  const here = { path: PATH, again: recordsAddress(asked) };
  const above = placeAbove(subject, question.places);
  return (
    <MetricPage
      title={`Answers: ${subjectInWords(subject, question.places)}`}
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }, ...(above ? [above] : [])]}
      question={question}
      role={viewer.role}
      answers={records.ok ? records.value.total.n : null}
      counted={subject.customers === null ? "answers" : "customers"}
      empty={question.view.ok && question.view.value.answered === null}
    >
      {subject.customers !== null && (
        <CustomersChip
          customers={subject.customers}
          everybody={recordsAddress({ ...asked, customers: null })}
        />
      )}
      <Panel
        id="records"
        title={cursor === null ? "The newest first" : "Further answers"}
        note={
          <PanelNote
            csv={recordsAddress(asked).replace("/records", "/api/export/records")}
            of="these answers"
            {...(records.ok && (records.value.next || cursor) && { most: MOST_LINES })}
          >
            {records.ok && records.value.ownOnly
              ? "You see the answers about your own departments"
              : "Who answered is not shown"}
          </PanelNote>
        }
        state={
          records.ok && records.value.rows.length === 0
            ? {
                kind: "no-match",
                message:
                  records.value.total.band === undefined
                    ? "No answer fits this question in these days."
                    : `Too few ${subject.customers === null ? "answers" : "customers"} to show them one by one (${records.value.total.band}).`,
                clear: <TextLink href={addressOf(PATH, {})}>Clear the filters</TextLink>,
              }
            : panelState(records, here, ({ rows, next }) => (
                <>
                  <RecordsTable
                    rows={rows}
                    timeZone={question.view.ok ? question.view.value.organisation.timeZone : "UTC"}
                  />
                  <p className="mt-4 flex gap-6 text-13">
                    {cursor !== null && <TextLink href={recordsAddress(asked)}>Back to the newest</TextLink>}
                    {next && (
                      <TextLink href={recordsAddress({ ...asked, after: writePlace(next) })}>
                        Older answers
                      </TextLink>
                    )}
                  </p>
                </>
              ))
        }
      />
    </MetricPage>
  );
}

/** Where the reader came from, by what is looked at. */
function placeAbove(
  { touchpoint, department }: { touchpoint: string | null; department: string | null },
  places: Awaited<ReturnType<typeof readQuestion>>["places"],
) {
  const named = (rows: readonly { slug: string; name: string }[], slug: string | null) =>
    rows.find((row) => row.slug === slug);
  const point = named(places.touchpoints, touchpoint);
  if (point) return { path: `/touchpoints/${point.slug}`, label: point.name };
  const owner = named(places.departments, department);
  return owner ? { path: `/departments/${owner.slug}`, label: owner.name } : null;
}
