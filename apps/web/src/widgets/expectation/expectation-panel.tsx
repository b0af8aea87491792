import type { MetricDescriptor } from "@touchline/domain/metric-descriptor";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import type { Statistic } from "@touchline/domain/statistic";
import { Figure } from "@touchline/ui/figure";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import type { Settled } from "../../settle.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { LinkPending } from "../page/link-pending.tsx";
import { PanelNote } from "../page/panel-note.tsx";
import { panelState } from "../page/panel-state.tsx";
import { type Expectation, expectationEnds, expectationSentence } from "./words.ts";

/** The three answers in the order of their scores 1 to 3. */
const ANSWERS = [
  { key: "worse", label: "Worse than expected", short: "Worse", score: 1, tone: "bg-worse" },
  { key: "as", label: "As expected", short: "As expected", score: 2, tone: "bg-line" },
  { key: "better", label: "Better than expected", short: "Better", score: 3, tone: "bg-better" },
] as const;

const METRIC_OF: Readonly<Record<(typeof ANSWERS)[number]["key"], MetricDescriptor>> = {
  better: METRICS.delight,
  as: {
    ...METRICS.delight,
    better: "higher",
    definition: "The share of customers who got what they expected: satisfied, and not delighted.",
    formula: 'Answers "as expected" / answers; Wilson interval.',
  },
  worse: {
    ...METRICS.delight,
    better: "lower",
    definition: "The share of customers who expected more than they got.",
    formula: 'Answers "worse" / answers; Wilson interval.',
  },
};

/**
 * Satisfied is not delighted: what people got against what they expected, with satisfaction at the same touchpoints
 * beside it. Where nobody was asked, `unasked` decides whether that is said.
 */
export function ExpectationPanel({
  found,
  here,
  filters,
  csv,
  about = {},
  refreshed,
  unasked = false,
}: {
  found: Settled<Expectation>;
  here: { path: string; again: string };
  filters: Filters;
  csv: string;
  about?: { touchpoint?: string; department?: string };
  refreshed: string | null;
  unasked?: boolean;
}) {
  const silent = found.ok && found.value.better.n === 0 && found.value.better.band === undefined;
  if (silent && !unasked) return null;
  const records = (more: Parameters<typeof recordsAddress>[0]) =>
    recordsAddress({ ...filters, ...about, question: "expectation_1_3", ...more });
  return (
    <Panel
      id="expectation"
      title="Satisfied is not delighted"
      note={<PanelNote csv={csv} of="what was expected" />}
      state={
        silent
          ? {
              kind: "empty",
              message:
                "Nobody was asked in these days how it compared with what they expected. A survey that asks it (worse, as expected, better) tells who is merely satisfied from who is delighted.",
              next: null,
            }
          : panelState(found, here, (value) => (
              <>
                <p className="mb-4 max-w-prose">
                  {[expectationSentence(value), expectationEnds(value.touchpoints)].filter(Boolean).join(" ")}
                </p>
                <dl className="grid grid-cols-2 gap-x-6 gap-y-6 lg:grid-cols-4">
                  {ANSWERS.toReversed().map(({ key, label, score }) => (
                    <Figure
                      key={key}
                      label={label}
                      metric={METRIC_OF[key]}
                      statistic={value[key]}
                      change={key === "better" ? value.change : null}
                      course={key === "better" ? value.series.map((point) => point.statistic.value) : []}
                      refreshed={refreshed}
                      behind={
                        <TextLink href={records({ scoreFrom: score, scoreThrough: score })}>
                          The answers behind it
                        </TextLink>
                      }
                    />
                  ))}
                  {value.csat && (
                    <Figure
                      label={about.touchpoint ? "Satisfied" : "Satisfied, at the same touchpoints"}
                      metric={METRICS.csat}
                      statistic={value.csat}
                      change={value.csatChange}
                      refreshed={refreshed}
                    >
                      <p className="text-12 text-muted">{value.csatScale}</p>
                    </Figure>
                  )}
                </dl>
                {value.touchpoints.length > 1 && (
                  <ByTouchpoint touchpoints={value.touchpoints} filters={filters} />
                )}
              </>
            ))
      }
    />
  );
}

function ByTouchpoint({
  touchpoints,
  filters,
}: {
  touchpoints: Expectation["touchpoints"];
  filters: Filters;
}) {
  return (
    <div className={`mt-6 ${SCROLL}`}>
      <table className={TABLE}>
        <caption className="sr-only">What was expected, by touchpoint</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Touchpoint
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Worse
            </th>
            <th scope="col" className="hidden w-80 pr-4 font-normal sm:table-cell">
              <span className="flex gap-x-3">
                {ANSWERS.map(({ key, short, tone }) => (
                  <span key={key} className="whitespace-nowrap">
                    <span aria-hidden="true" className={`mr-1 inline-block size-2 ${tone}`} />
                    {short}
                  </span>
                ))}
              </span>
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Better
            </th>
            <th scope="col" className={`${HEAD} hidden lg:table-cell`}>
              Change of better, points
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Satisfied
            </th>
            <th scope="col" className={`${HEAD_NUMBER} hidden sm:table-cell`}>
              Answers
            </th>
          </tr>
        </thead>
        <tbody>
          {touchpoints.map((row) => (
            <tr key={row.slug} className={`reveals relative focus-within:bg-raised ${ROW}`}>
              <th scope="row" className={CELL}>
                <Link
                  href={addressOf(`/touchpoints/${row.slug}`, filters)}
                  prefetch={false}
                  className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                >
                  {row.name}
                  <LinkPending />
                </Link>
              </th>
              <td className={CELL_NUMBER}>{formatValue(row.worse.value, "share")}</td>
              <td className="hidden pr-4 sm:table-cell">
                <Stacked row={row} />
              </td>
              <td className={`${CELL_NUMBER} font-medium`}>{formatValue(row.better.value, "share")}</td>
              <td className={`${CELL} hidden text-13 lg:table-cell`}>
                {row.change === null ? (
                  <span className="text-muted">Nothing to compare</span>
                ) : (
                  <VerdictMark verdict={row.change.verdict} difference={row.change.difference} unit="share" />
                )}
              </td>
              <td className={CELL_NUMBER}>{formatValue(row.csat?.value ?? null, "share")}</td>
              <td className={`${CELL_NUMBER} hidden sm:table-cell`}>
                {row.better.band ?? formatCount(row.better.n)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const intervalOf = ({ low, high }: Statistic) => formatInterval(low, high, "share");

/** The three shares as one bar; the intervals come up as soon as one looks closer. */
function Stacked({ row }: { row: Expectation["touchpoints"][number] }) {
  return (
    <div className="relative h-5 w-full">
      <div aria-hidden="true" className="absolute inset-x-0 inset-y-1 flex gap-px">
        {ANSWERS.map(({ key, tone }) => (
          <span key={key} className={tone} style={{ width: `${(row[key].value ?? 0) * 100}%` }} />
        ))}
      </div>
      <span className="reveal absolute inset-0 flex items-center justify-between whitespace-nowrap bg-raised text-12 text-muted tabular-nums">
        <span>worse {intervalOf(row.worse)}</span>
        <span>better {intervalOf(row.better)}</span>
      </span>
    </div>
  );
}
