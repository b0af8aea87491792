import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { formatDifference } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { addressOf, loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { recordsAddress } from "../../../subject.ts";
import { ChangeLists } from "../../../widgets/changes/change-lists.tsx";
import { changesAddress, loadChangeQuestion, PART_NAMES } from "../../../widgets/changes/question.ts";
import { type Changes, changesSentence, notCompared } from "../../../widgets/changes/words.ts";
import { TextLink } from "../../../widgets/page/link.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { lastRefresh, readQuestion } from "../../../widgets/page/question.ts";

export const metadata: Metadata = { title: "What changed" };

const PATH = "/changes";

export default async function ChangesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, { by }, call] = await Promise.all([
    loadFilters(searchParams),
    loadChangeQuestion(searchParams),
    api(),
  ]);
  const [question, summary, found] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.changes.list({ ...filters, by })),
  ]);
  const asked = { ...filters, by };
  const here = { path: PATH, again: changesAddress(PATH, asked) };
  const changes = found.ok ? found.value : null;
  const whole = summary.ok ? summary.value.figures.experience_score : null;
  return (
    <MetricPage
      title="What changed"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      further={[
        {
          name: "by",
          label: "Split by",
          value: by,
          options: [
            { value: "channel", label: "Channel" },
            { value: "segment", label: "Segment" },
          ],
        },
      ]}
      sentence={changes && changesSentence(changes, filters.compare)}
    >
      {found.ok && changes === null ? (
        <Panel
          id="changes"
          title="Nothing to compare with"
          state={{
            kind: "empty",
            message: "All time has nothing before it. A change needs a period and what it is compared with.",
            next: (
              <Link
                href={addressOf(PATH, { ...filters, period: "last_12_full_months" })}
                className="font-medium text-accent underline underline-offset-2"
              >
                Show the last 12 full months
              </Link>
            ),
          }}
        />
      ) : (
        <>
          {changes && whole && (
            <section aria-label="The change of the whole">
              <dl className="grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
                <Figure
                  big
                  className="col-span-2 lg:col-span-1"
                  metric={METRICS.experience_score}
                  statistic={whole.statistic}
                  change={changes.whole.change}
                  refreshed={lastRefresh(question)}
                  behind={<TextLink href={recordsAddress(filters)}>The answers behind it</TextLink>}
                />
                <WholeParts whole={changes.whole} />
              </dl>
              {notCompared(changes.whole).map((line) => (
                <p key={line} className="mt-2 max-w-prose text-13 text-muted">
                  {line}
                </p>
              ))}
            </section>
          )}
          <Panel
            id="changes"
            title="What really changed, and where it comes from"
            note={
              <PanelNote csv={changesAddress("/api/export/changes", asked)} of="what changed">
                The largest effect on the whole first
              </PanelNote>
            }
            state={panelState(
              found,
              here,
              (value) => value && <ChangeLists found={value} part={PART_NAMES[by]} filters={filters} />,
            )}
          />
        </>
      )}
    </MetricPage>
  );
}

/** What scores and what weights made of the whole's change, in points. */
function WholeParts({ whole: { rate, mix } }: { whole: Changes["whole"] }) {
  const parts = [
    { label: "Of it, scores made", value: rate, words: "what touchpoints' own scores made of the change" },
    {
      label: "Of it, weights made",
      value: mix,
      words:
        mix === 0
          ? "every touchpoint weighs what it weighed"
          : "what new weights of touchpoints made of the change",
    },
  ];
  return parts.map(({ label, value, words }) => (
    <div key={label} className="flex min-w-0 flex-col border-hairline border-t pt-3">
      <dt className="text-13 text-muted">{label}</dt>
      <dd className="mt-0.5 font-semibold text-28 tracking-tight">
        {formatDifference(value, "score")}
        <span className="font-normal text-12 text-muted tracking-normal"> points</span>
      </dd>
      <dd className="text-12 text-muted">{words}</dd>
    </div>
  ));
}
