import type { RouterOutputs } from "@touchline/api/root";
import { formatDay, formatInstant } from "@touchline/ui/formats";
import { PageHead } from "@touchline/ui/page-head";
import { Panel } from "@touchline/ui/panel";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import { api, requireViewer } from "../../../../server.ts";
import { settle } from "../../../../settle.ts";
import { TextLink } from "../../../../widgets/page/link.tsx";
import { whenSaid } from "../../../../widgets/records/comment-list.tsx";
import { USE_WORDS } from "../../../../widgets/records/words.ts";

export const metadata: Metadata = { title: "Answer" };

type Answer = RouterOutputs["records"]["get"]["answers"][number];

/** Why the product takes it that the person used what was rated, or not. */
const BECAUSE: Readonly<Record<Answer["because"], string>> = {
  "said-used": "said so",
  interaction: "an interaction is known",
  invitation: "asked because of it",
  "said-not-used": "said so",
  "not-in-log": "the source logs every use, and has none",
  "nobody-logs": "nobody logs it",
};

export default async function RecordPage({ params }: { params: Promise<{ id: string }> }) {
  await requireViewer("records:read");
  const { id: text } = await params;
  const id = /^\d{1,15}$/.test(text) ? Number(text) : null;
  if (id === null) notFound();
  const call = await api();
  const [record, { timeZone }] = await Promise.all([settle(call.records.get({ id })), call.settings.get()]);
  if (!record.ok && record.missing) notFound();
  if (!record.ok && record.forbidden) forbidden();
  const crumbs = (
    <>
      <Link href="/" className="underline-offset-2 hover:underline">
        Overview
      </Link>
      <span aria-hidden="true">/</span>
      <Link href="/records" className="underline-offset-2 hover:underline">
        Answers
      </Link>
      <span aria-hidden="true">/</span>
    </>
  );
  if (!record.ok)
    return (
      <>
        <PageHead title="Answer" crumbs={crumbs} />
        <Panel
          id="record"
          title="This answer can't be shown"
          state={{
            kind: "error",
            message: record.message,
            retry: <TextLink href="/records">Go to the answers that you may see</TextLink>,
          }}
        />
      </>
    );
  const { segment, comment, careless, customer, answers, hidden, run } = record.value;
  const facts = [
    { name: "Segment", value: segment },
    { name: "Customer", value: customer },
    {
      name: "Came in with",
      value:
        run &&
        `${run.source}, run ${run.id}${run.finishedAt ? `, ${formatInstant(run.finishedAt, timeZone)}` : ""}${run.fileName ? `, ${run.fileName}` : ""}`,
    },
    { name: "Careless", value: careless ? "Yes: excluded by rule, not by its scores" : null },
    { name: "Not shown", value: hidden > 0 ? `${hidden} about other departments' touchpoints` : null },
  ].filter(({ value }) => value !== null && value !== undefined);
  return (
    <>
      <PageHead title={`Answer of ${whenSaid(record.value, timeZone)}`} crumbs={crumbs} />
      <div className="space-y-8">
        {comment !== null && (
          <blockquote className="max-w-prose border-line border-l-2 pl-4 text-20 wrap-anywhere">
            {comment}
          </blockquote>
        )}
        <Panel
          id="answers"
          title="What was rated"
          state={{
            kind: "ready",
            children: (
              <div className={SCROLL}>
                <table className={TABLE}>
                  <caption className="sr-only">What was rated</caption>
                  <thead>
                    <tr className={HEAD_ROW}>
                      <th className={HEAD}>Touchpoint</th>
                      <th className={HEAD_NUMBER}>Score</th>
                      <th className={HEAD}>Question</th>
                      <th className={HEAD}>Channel</th>
                      <th className={HEAD}>Evidence of use</th>
                      <th className={`${HEAD} hidden lg:table-cell`}>Department</th>
                    </tr>
                  </thead>
                  <tbody>
                    {answers.map((answer) => (
                      <tr key={`${answer.touchpointSlug} ${answer.question}`} className={ROW}>
                        <th scope="row" className={CELL}>
                          {answer.touchpointSlug === "overall" ? (
                            answer.touchpoint
                          ) : (
                            <TextLink href={`/touchpoints/${answer.touchpointSlug}`}>
                              {answer.touchpoint}
                            </TextLink>
                          )}
                        </th>
                        <td className={`${CELL_NUMBER} font-medium`}>{answer.score}</td>
                        <td className={`${CELL} text-muted`}>{answer.label}</td>
                        <td className={CELL}>{answer.channel}</td>
                        <td className={`${CELL} text-13 text-muted`}>
                          {USE_WORDS[answer.evidence]}: {BECAUSE[answer.because]}
                          {answer.usedAt && `, ${formatDay(answer.usedAt.toISOString().slice(0, 10))}`}
                        </td>
                        <td className={`${CELL} hidden lg:table-cell`}>{answer.department}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            ),
          }}
        />
        {facts.length > 0 && (
          <dl className="grid max-w-prose grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-13">
            {facts.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="wrap-anywhere">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </>
  );
}
