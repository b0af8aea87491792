import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import type { Statistic } from "@touchline/domain/statistic";
import { About } from "@touchline/ui/about";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import type { ReactNode } from "react";
import { LinkPending } from "../page/link-pending.tsx";
import { type Sort, writeSort } from "../table/sort.ts";
import { EditTopic } from "./edit-topic.tsx";
import type { Topic } from "./topic-orders.ts";
import { IMPACT_WORDS, spokenChange } from "./words.ts";

/**
 * Topics with their share of the comments, how that changed, and what they do to the NPS of those who wrote. The row
 * leads to the comments.
 */
export function TopicsTable({
  topics,
  whole,
  chosen,
  mayEdit,
  sort,
  sorted,
  comments,
}: {
  topics: readonly Topic[];
  /** The NPS of all who wrote. */
  whole: number | null;
  /** The topic whose comments are shown. */
  chosen: string | null;
  mayEdit: boolean;
  sort: Sort;
  /** Where the table sorted otherwise is. */
  sorted: (sort: string) => string;
  /** Where a topic's comments are. */
  comments: (slug: string) => string;
}) {
  const impacts = topics.map(({ impact }) => impact);
  const { min, max } = roundRange(impacts, "points", [0]);
  const head = (key: string, label: ReactNode, right: boolean, className = "") => {
    const current = sort.key === key;
    const next = { key, down: current ? !sort.down : key === "share" || key === "nps" };
    return (
      <th
        scope="col"
        aria-sort={current ? (sort.down ? "descending" : "ascending") : undefined}
        className={`${right ? HEAD_NUMBER : HEAD} ${className}`}
      >
        <Link
          href={sorted(writeSort(next))}
          scroll={false}
          prefetch={false}
          className={`inline-flex min-h-6 items-center gap-1 hover:text-ink ${current ? "text-ink" : ""}`}
        >
          {label}
          {current && <span aria-hidden="true">{sort.down ? "↓" : "↑"}</span>}
        </Link>
      </th>
    );
  };
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Topics</caption>
        <thead>
          <tr className={HEAD_ROW}>
            {head("name", "Topic", false)}
            {head("share", "Of comments", true)}
            <th scope="col" className={`${HEAD} hidden md:table-cell`}>
              Change, points
            </th>
            {head("impact", "Impact, points", true)}
            <th scope="col" className="hidden w-36 pr-4 font-normal sm:table-cell xl:w-56">
              <span className="flex justify-between px-1">
                <span>{formatValue(min, "points").replace(/\.0$/, "")}</span>
                <span className="sr-only">to</span>
                <span>{formatValue(max, "points").replace(/\.0$/, "")}</span>
              </span>
            </th>
            {head("nps", "Their NPS", true, "hidden sm:table-cell")}
            <th scope="col" className={`${HEAD} hidden lg:table-cell`}>
              Words looked for
            </th>
            {mayEdit && (
              <th scope="col" className={HEAD_NUMBER}>
                <span className="sr-only">Words</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <Row
              key={topic.slug}
              topic={topic}
              own={topic.slug === chosen}
              range={[min, max]}
              mayEdit={mayEdit}
              href={comments(topic.slug)}
            />
          ))}
        </tbody>
      </table>
      <div className="mt-2 flex flex-wrap gap-x-4 text-12 text-muted">
        <About label={METRICS.topic_impact.label}>
          <span className="block">{METRICS.topic_impact.definition}</span>
          <span className="mt-2 block text-muted">{METRICS.topic_impact.formula}</span>
        </About>
        <p className="py-1">
          The hairline is no impact
          {whole !== null && `; all who wrote have an NPS of ${formatValue(whole, "points")}`}. A comment may
          speak of several topics. Impacts and changes are judged together, so that none of so many is called
          real by chance.
        </p>
      </div>
    </div>
  );
}

const TONES: Readonly<Record<Topic["verdict"], string>> = {
  better: "text-better",
  worse: "text-worse",
  "no-change": "text-muted",
  "not-enough-data": "text-muted",
};

const few = ({ band }: Statistic) => (band === undefined ? "–" : `Too few (${band})`);

function Row({
  topic: { slug, name, words, set, share, change, impact, nps, verdict },
  own,
  range,
  mayEdit,
  href,
}: {
  topic: Topic;
  own: boolean;
  range: readonly [number, number];
  mayEdit: boolean;
  href: string;
}) {
  const { mark, words: changed } = spokenChange(change);
  const interval = formatInterval(impact.low, impact.high, "points");
  return (
    <tr className={`reveals relative focus-within:bg-raised ${ROW} ${own ? "bg-raised" : ""}`}>
      <th scope="row" className={`${CELL} ${own ? "font-semibold" : ""}`}>
        <Link
          href={href}
          prefetch={false}
          aria-current={own ? "true" : undefined}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          {name}
          <LinkPending />
        </Link>
        {impact.value !== null && (
          <span className="block whitespace-nowrap font-normal text-12 text-muted tabular-nums sm:hidden">
            {interval}
          </span>
        )}
      </th>
      <td className={`${CELL_NUMBER} whitespace-nowrap`}>
        {share.value === null ? few(share) : formatValue(share.value, "share")}
        <Behind statistic={share} unit="share" />
      </td>
      <td className={`${CELL} hidden whitespace-nowrap text-13 text-muted md:table-cell`}>
        {mark !== "" && <span aria-hidden="true">{mark} </span>}
        {changed}
      </td>
      <td className={`${CELL_NUMBER} font-medium`}>
        {impact.value === null ? few(impact) : formatValue(impact.value, "points")}
        {impact.value !== null && (
          <span className={`block whitespace-nowrap font-normal text-12 ${TONES[verdict]}`}>
            {IMPACT_WORDS[verdict]}
          </span>
        )}
      </td>
      <td className="hidden pr-4 sm:table-cell">
        <IntervalBar
          value={impact.value}
          low={impact.low}
          high={impact.high}
          range={range}
          words={interval}
          reference={0}
          faint={verdict === "no-change" || verdict === "not-enough-data"}
          className="w-full"
        />
      </td>
      <td className={`${CELL_NUMBER} hidden whitespace-nowrap sm:table-cell`}>
        {nps.value === null ? few(nps) : formatValue(nps.value, "points")}
        <Behind statistic={nps} unit="points" />
      </td>
      <td className={`${CELL} hidden text-13 text-muted lg:table-cell`}>
        <span className="line-clamp-1 wrap-anywhere" title={words.join(", ")}>
          {words.length > 0 ? words.join(", ") : "None: nothing is found"}
        </span>
      </td>
      {mayEdit && (
        <td className={CELL_NUMBER}>
          <EditTopic slug={slug} name={name} words={words} set={set} />
        </td>
      )}
    </tr>
  );
}

/** How many stand behind a figure, and its interval as soon as one looks closer. Not on a narrow screen. */
function Behind({ statistic: { value, n, low, high }, unit }: { statistic: Statistic; unit: MetricUnit }) {
  if (value === null) return null;
  return (
    <span className="hidden sm:block">
      <span className="swap justify-end justify-items-end text-12 text-muted">
        <span>n {formatCount(n)}</span>
        <span className="reveal">
          <span className="sr-only">95 % interval </span>
          {formatInterval(low, high, unit)}
        </span>
      </span>
    </span>
  );
}
