import { permissionsOf } from "@touchline/domain/access";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters } from "../../../../filters.ts";
import { api, requireViewer } from "../../../../server.ts";
import { settle } from "../../../../settle.ts";
import { ProcedureProvider } from "../../../../trpc-client.tsx";
import { Coding } from "../../../../widgets/causes/coding.tsx";
import { ReasonRules } from "../../../../widgets/causes/reason-rules.tsx";
import { ReviewerTable } from "../../../../widgets/causes/reviewer-table.tsx";
import { causesSentence, progressInWords } from "../../../../widgets/causes/words.ts";
import { agreementSentence } from "../../../../widgets/failure/words.ts";
import { TextLink } from "../../../../widgets/page/link.tsx";
import { MetricPage } from "../../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../../widgets/page/question.ts";

export const metadata: Metadata = { title: "Causes of contacts" };

const PATH = "/failure-demand/causes";
const AT_ONCE = 50;

export default async function CausesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("causes:write");
  const [filters, call] = await Promise.all([loadFilters(searchParams), api()]);
  const maySetRules = permissionsOf(viewer.role, viewer.seenBy !== null).includes("structure:write");
  const [question, summary, sample, reviewers, agreement, reasons] = await Promise.all([
    readQuestion(call, filters),
    settle(call.failure.summary(filters)),
    settle(call.causes.sample({ ...filters, limit: AT_ONCE })),
    settle(call.causes.reviewers()),
    settle(call.causes.agreement()),
    maySetRules ? settle(call.causes.reasons(filters)) : null,
  ]);
  const { touchpoints } = question.places;
  const again = addressOf(PATH, filters);
  const here = { path: PATH, again };
  const known = reasons?.ok ? reasons.value : null;
  return (
    <MetricPage
      title="Causes of contacts"
      path={PATH}
      crumbs={[
        { path: "/", label: "Overview" },
        { path: "/failure-demand", label: "Failure demand" },
      ]}
      question={question}
      role={viewer.role}
      answers={null}
      sentence={summary.ok && causesSentence(summary.value, known)}
    >
      <Panel
        id="coding"
        title="Read a sample by hand"
        note="Drawn by lot, in one order for all reviewers; what the data or a rule says of it is not shown"
        state={
          sample.ok && sample.value.rows.length === 0
            ? {
                kind: "empty",
                message: `${progressInWords(sample.value)} ${
                  sample.value.withWords === 0
                    ? "Words come with a comment column of contacts, or with surveys that name the contact."
                    : "Choose other days to read more."
                }`,
                next: <TextLink href={addressOf(PATH, { period: "all" })}>Show all time</TextLink>,
              }
            : panelState(sample, here, (value) => (
                <ProcedureProvider>
                  <Coding key={again} initial={value} touchpoints={touchpoints} filters={filters} />
                </ProcedureProvider>
              ))
        }
      />
      <Panel
        id="agreement"
        title="Do reviewers agree?"
        note="All that was read by hand, of whatever days"
        state={panelState(reviewers, here, (pairs) => (
          <>
            <p className="mb-3 max-w-prose">{agreement.ok && agreementSentence(agreement.value.kappa)}</p>
            {pairs.length > 0 && <ReviewerTable pairs={pairs} />}
          </>
        ))}
      />
      {reasons && (
        <Panel
          id="rules"
          title="Rules: what contact reasons mean"
          note={
            <PanelNote csv={addressOf("/api/export/reasons", filters)} of="contact reasons">
              A rule gives a cause to contacts that have none by import or by hand
            </PanelNote>
          }
          state={
            reasons.ok && reasons.value.length === 0
              ? {
                  kind: "empty",
                  message:
                    "No contact of these days has a reason. Reasons come with a column of imported contacts.",
                  next: <TextLink href="/imports">Sources and imports</TextLink>,
                }
              : panelState(reasons, here, (rows) => (
                  <ProcedureProvider>
                    <ReasonRules reasons={rows} touchpoints={touchpoints} />
                  </ProcedureProvider>
                ))
          }
        />
      )}
    </MetricPage>
  );
}
