import { permissionsOf } from "@touchline/domain/access";
import { dayAt } from "@touchline/domain/day";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { STANDARD_NAMES } from "@touchline/domain/standards";
import { Figure } from "@touchline/ui/figure";
import { formatDay } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { AuditHistory } from "../../../widgets/consistency/audit-history.tsx";
import { AuditMatrix } from "../../../widgets/consistency/audit-matrix.tsx";
import { auditedAddress, historyOf, loadAudited } from "../../../widgets/consistency/audited.ts";
import { CONSISTENCY_COLUMNS, consistencyRow } from "../../../widgets/consistency/consistency-rows.tsx";
import { DepartingChannels } from "../../../widgets/consistency/departing.tsx";
import { RecordAudit } from "../../../widgets/consistency/record-audit.tsx";
import { auditsSentence, consistencySentence, singleSentence } from "../../../widgets/consistency/words.ts";
import { TextLink } from "../../../widgets/page/link.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../../widgets/page/question.ts";
import { ScoreTable } from "../../../widgets/table/score-table.tsx";

export const metadata: Metadata = { title: "Consistency" };

const PATH = "/consistency";

export default async function ConsistencyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, audited, call] = await Promise.all([
    loadFilters(searchParams),
    loadAudited(searchParams),
    api(),
  ]);
  const [question, summary, consistency, audits, history] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.consistency.list(filters)),
    settle(call.consistency.audits(filters)),
    settle(call.consistency.history(historyOf(audited))),
  ]);
  const here = { path: PATH, again: addressOf(PATH, filters) };
  const refreshed = lastRefresh(question);
  const mayRecord = permissionsOf(viewer.role, viewer.seenBy !== null).includes("channel_audits:write");
  const channels = audits.ok ? audits.value.rows : [];
  const listed = [
    channels.find(({ slug }) => slug === audited.audited)?.name ?? audited.audited,
    audited.standard && STANDARD_NAMES[audited.standard],
  ].filter(Boolean);
  const single = consistency.ok ? singleSentence(consistency.value.single) : null;
  return (
    <MetricPage
      title="Consistency"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      sentence={consistency.ok && consistencySentence(consistency.value)}
    >
      {consistency.ok && audits.ok && (
        <section aria-label="Consistency in figures">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
            <Figure
              big
              metric={METRICS.channel_consistency}
              statistic={consistency.value.overall}
              change={consistency.value.change}
              refreshed={refreshed}
            />
            <Figure metric={METRICS.standards_met} statistic={audits.value.met} change={null}>
              {audits.value.met.value !== null && (
                <p className="text-12 text-muted">Audited, up to {formatDay(audits.value.asOf)}</p>
              )}
            </Figure>
          </dl>
        </section>
      )}
      <Panel
        id="touchpoints"
        title="Does each touchpoint serve alike on every channel?"
        note={
          <PanelNote csv={addressOf("/api/export/consistency", filters)} of="consistency">
            100: channels differ by no more than chance
          </PanelNote>
        }
        state={panelState(consistency, here, ({ rows, overall }) => (
          <>
            {rows.length > 0 && (
              <ScoreTable
                caption="Channel consistency by touchpoint, the least consistent first"
                what="Touchpoint"
                score="Alike"
                company={overall.value}
                columns={CONSISTENCY_COLUMNS}
                groups={[{ title: null, rows: rows.map((row) => consistencyRow(row, filters)) }]}
                together
              />
            )}
            {rows.some(({ channels: compared }) => compared.length === 2) && (
              <p className="mt-2 text-12 text-muted">
                Between two channels alone little can be told of how far channels lie apart, so the interval
                is wide there.
              </p>
            )}
            {single !== null && <p className="mt-3 max-w-240 text-13 text-muted">{single}</p>}
          </>
        ))}
      />
      {consistency.ok && consistency.value.rows.length > 0 && (
        <Panel
          id="departing"
          title="Where a channel departs"
          note={
            <PanelNote csv={addressOf("/api/export/channel-shares", filters)} of="satisfaction by channel">
              How many are satisfied, channel by channel
            </PanelNote>
          }
          state={{
            kind: "ready",
            children: <DepartingChannels rows={consistency.value.rows} filters={filters} />,
          }}
        />
      )}
      <Panel
        id="audits"
        title="What audits found"
        note={
          <PanelNote csv={addressOf("/api/export/audits", filters)} of="the latest audits">
            {audits.ok && `The latest audits up to ${formatDay(audits.value.asOf)}`}
          </PanelNote>
        }
        state={panelState(audits, here, (value) => (
          <>
            <p className="mb-3 max-w-240">{auditsSentence(value)}</p>
            {mayRecord && question.view.ok && (
              <RecordAudit
                key={`${audited.audited} ${audited.standard}`}
                channels={value.rows}
                channel={audited.audited}
                standard={audited.standard}
                auditor={viewer.name}
                today={dayAt(Date.now(), question.view.value.organisation.timeZone)}
              />
            )}
            <AuditMatrix
              audits={value}
              href={(channel, standard) =>
                `${auditedAddress(PATH, { ...filters, audited: channel, standard })}#history`
              }
            />
          </>
        ))}
      />
      <Panel
        id="history"
        title={listed.length > 0 ? `Audits so far: ${listed.join(", ")}` : "Audits so far"}
        note={
          <PanelNote csv={auditedAddress("/api/export/audit-history", audited)} of="the audits so far">
            {listed.length > 0 && <TextLink href={`${here.again}#history`}>Show all</TextLink>}
          </PanelNote>
        }
        state={
          history.ok && history.value.length === 0
            ? {
                kind: "empty",
                message:
                  listed.length > 0
                    ? `Nobody has audited this yet.${mayRecord ? " Record an audit above: the form begins with it." : ""}`
                    : `Nobody has audited anything yet. ${mayRecord ? "Record the first audit above: it takes a minute." : "Executives and administrators record audits; you will see them here."}`,
                next: null,
              }
            : panelState(history, here, (rows) => <AuditHistory audits={rows} />)
        }
      />
    </MetricPage>
  );
}
