import { permissionsOf } from "@touchline/domain/access";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { buttonClass } from "@touchline/ui/button";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { Trend } from "@touchline/ui/trend";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { contactsAddress } from "../../../cause-address.ts";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { BasisTable } from "../../../widgets/failure/basis-table.tsx";
import { CauseTable } from "../../../widgets/failure/cause-table.tsx";
import { FailureFigures } from "../../../widgets/failure/failure-figures.tsx";
import { causedCourse } from "../../../widgets/failure/figures.ts";
import { SenderMatrix } from "../../../widgets/failure/sender-matrix.tsx";
import {
  agreementSentence,
  basesSentence,
  failureSentence,
  matrixSentence,
} from "../../../widgets/failure/words.ts";
import { TextLink } from "../../../widgets/page/link.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../../widgets/page/question.ts";
import { trendPoints, trendWords, usualOf } from "../../../widgets/page/trend-points.ts";
import { FailureSplit } from "../../../widgets/segments/failure-split.tsx";

export const metadata: Metadata = { title: "Failure demand" };

const PATH = "/failure-demand";
const TRENDS = [
  {
    key: "caused",
    title: "Contacts caused elsewhere, over time",
    own: "Contacts caused elsewhere",
    unit: "answers",
  },
  {
    key: "failure",
    title: "Failure demand over time",
    own: METRICS.failure_share.label,
    unit: "share",
  },
  { key: "unknown", title: "Causes not known, over time", own: METRICS.unknown_cause.label, unit: "share" },
] as const;

export default async function FailureDemandPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, call] = await Promise.all([loadFilters(searchParams), api()]);
  const [question, summary, byTouchpoint, byDepartment, matrix, trend, bySegment, agreement] =
    await Promise.all([
      readQuestion(call, filters),
      settle(call.failure.summary(filters)),
      settle(call.failure.breakdown({ ...filters, by: "touchpoint" })),
      settle(call.failure.breakdown({ ...filters, by: "department" })),
      settle(call.failure.matrix(filters)),
      settle(call.failure.trend(filters)),
      settle(call.failure.segments(filters)),
      settle(call.causes.agreement()),
    ]);
  const may = permissionsOf(viewer.role, viewer.seenBy !== null);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  const file = (name: string) => addressOf(`/api/export/${name}`, filters);
  const none = summary.ok && summary.value.contacts === 0;
  const breakdowns = [
    {
      id: "touchpoints",
      title: "Which touchpoint caused them",
      what: "Touchpoint",
      csv: file("failure-touchpoints"),
      read: byTouchpoint,
      href: (cause: string) => contactsAddress({ ...filters, cause }),
    },
    {
      id: "departments",
      title: "Which department caused them",
      what: "Department",
      csv: file("failure-departments"),
      read: byDepartment,
      href: (sender: string) => contactsAddress({ ...filters, sender }),
    },
  ];
  return (
    <MetricPage
      title="Failure demand"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={null}
      sentence={summary.ok && failureSentence(summary.value, byTouchpoint.ok ? byTouchpoint.value.rows : [])}
      aside={
        <span className="flex gap-x-4">
          {may.includes("causes:write") && (
            <TextLink href={addressOf(`${PATH}/causes`, filters)}>Say what caused contacts</TextLink>
          )}
          <PanelNote csv={file("failure-figures")} of="the figures" />
        </span>
      }
    >
      {none ? (
        <Panel
          id="contacts"
          title="No service contacts"
          state={{
            kind: "no-match",
            message:
              "Here stands what made customers ask for help. Nobody did in these days with these filters, or no file of calls, tickets or complaints was imported yet.",
            clear: (
              <span className="flex flex-wrap gap-2">
                <Link href={addressOf(PATH, { period: "all" })} className={buttonClass("primary")}>
                  Show all time
                </Link>
                {may.includes("imports:write") && (
                  <Link href="/imports/new" className={buttonClass()}>
                    Import a file
                  </Link>
                )}
              </span>
            ),
          }}
        />
      ) : (
        <>
          {summary.ok ? (
            <FailureFigures
              summary={summary.value}
              refreshed={lastRefresh(question)}
              behind={(choice) => contactsAddress({ ...filters, choice })}
              course={trend.ok ? trend.value.points : []}
              gone={(goneOn) => contactsAddress({ ...filters, choice: "all", goneOn })}
              maySetCost={may.includes("settings:write")}
            />
          ) : (
            <Panel id="figures" title="Failure demand" state={panelState(summary, here, () => null)} />
          )}
          {breakdowns.map(({ id, title, what, csv, read, href }) => (
            <Panel
              key={id}
              id={id}
              title={title}
              note={
                <PanelNote csv={csv} of={`causes by ${what.toLowerCase()}`}>
                  {read.ok &&
                    `Shares of ${formatCount(read.value.known)} contacts with a known cause; not known: ${formatValue(read.value.unknown.value, "share")} of all`}
                </PanelNote>
              }
              state={
                read.ok && read.value.rows.length === 0
                  ? {
                      kind: "empty",
                      message:
                        "No contact is known to have been caused by another touchpoint. Rules for contact reasons, or reading a sample by hand, can tell.",
                      next: may.includes("causes:write") && (
                        <TextLink href={addressOf(`${PATH}/causes`, filters)}>
                          Say what caused contacts
                        </TextLink>
                      ),
                    }
                  : panelState(read, here, ({ rows, currency }) => (
                      <CauseTable caption={title} what={what} rows={rows} currency={currency} href={href} />
                    ))
              }
            />
          ))}
          <Panel
            id="by-segment"
            title="By segment"
            note={
              <PanelNote csv={file("failure-segments")} of="the segments">
                Shares of the contacts with a known cause
              </PanelNote>
            }
            state={
              bySegment.ok && bySegment.value.length === 0
                ? {
                    kind: "empty",
                    message:
                      "No contact of these days says which segment its customer belongs to. A segment comes with a file's column for it.",
                    next: null,
                  }
                : panelState(bySegment, here, (rows) => (
                    <FailureSplit rows={rows} href={(segment) => addressOf(PATH, { ...filters, segment })} />
                  ))
            }
          />
          <div className="grid grid-cols-1 gap-10 xl:grid-cols-2">
            <Panel
              id="matrix"
              title="Who sends failure to whom"
              note={<PanelNote csv={file("failure-matrix")} of="who sends failure to whom" />}
              state={panelState(matrix, here, (value) => (
                <>
                  <p className="mb-3 max-w-prose">{matrixSentence(value)}</p>
                  {value.cells.length > 0 && (
                    <SenderMatrix
                      cells={value.cells}
                      href={(sender, asked) => contactsAddress({ ...filters, sender, asked })}
                    />
                  )}
                </>
              ))}
            />
            <div className="space-y-10">
              <Panel
                id="bases"
                title="Where the causes come from"
                note={
                  <PanelNote csv={file("failure-sources")} of="where the causes come from">
                    By hand beats imported, imported beats a rule
                  </PanelNote>
                }
                state={panelState(summary, here, (value) => (
                  <>
                    <p className="mb-3 max-w-prose">{basesSentence(value, value.bases)}</p>
                    <BasisTable summary={value} href={(choice) => contactsAddress({ ...filters, choice })} />
                  </>
                ))}
              />
              <Panel
                id="agreement"
                title="Do reviewers agree?"
                note="All that was read by hand, of whatever days"
                state={panelState(agreement, here, ({ coded, kappa }) => (
                  <>
                    <p className="max-w-prose">{agreementSentence(kappa)}</p>
                    <p className="reveals mt-2 text-13 text-muted">
                      {kappa.value !== null && (
                        <>
                          Cohen's kappa {formatValue(kappa.value, "coefficient")}, 95 % interval{" "}
                          {formatInterval(kappa.low, kappa.high, "coefficient")}, n {formatCount(kappa.n)}{" "}
                          readings of the same contact.{" "}
                        </>
                      )}
                      {formatCount(coded)} contacts have a cause by hand.
                    </p>
                  </>
                ))}
              />
            </div>
          </div>
          <div className="grid grid-cols-1 gap-10 xl:grid-cols-2 xl:*:first:col-span-2">
            {TRENDS.map(({ key, title, own, unit }) => (
              <Panel
                key={key}
                id={`trend-${key}`}
                title={title}
                note={
                  <PanelNote csv={file("failure-trend")} of={title.toLowerCase()}>
                    {key === "caused" &&
                      trend.ok &&
                      trend.value.grain !== "day" &&
                      `Of whole ${trend.value.grain}s alone`}
                  </PanelNote>
                }
                state={panelState(trend, here, (value) => (
                  <Trend
                    words={{ ...trendWords(title, own, question), base: "Contacts" }}
                    points={trendPoints(causedCourse(value, key))}
                    usual={usualOf(causedCourse(value, key))}
                    unit={unit}
                  />
                ))}
              />
            ))}
          </div>
        </>
      )}
    </MetricPage>
  );
}
