import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatDifference, formatInterval, formatValue } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { addressOf, type Filters } from "../../filters.ts";
import type { Settled } from "../../settle.ts";
import { PanelNote } from "../page/panel-note.tsx";
import { panelState } from "../page/panel-state.tsx";
import { type ScoreColumn, ScoreTable } from "../table/score-table.tsx";
import { Against } from "./against.tsx";
import { splitSentence } from "./split-words.ts";

type Split = RouterOutputs["segments"]["split"];

const AGAINST: ScoreColumn = { key: "against", label: "Against the others, points", left: true };
const ANSWERS: ScoreColumn = { key: "answers", label: "Answers" };
const OF_SERVICE: readonly ScoreColumn[] = [
  { key: "service", label: "Service" },
  { key: "rest", label: "The rest" },
  { key: "gap", label: "Gap, points", from: "sm" },
];

const NO_SEGMENTS =
  "No answer of these days says which segment its customer belongs to. A segment comes with a file's column for it.";

/** What a page is about, by segment: each one's score against all others; a row narrows the page to it. */
export function SplitPanel({
  found,
  here,
  filters,
  csv,
  whole,
  ofService = false,
}: {
  found: Settled<Split>;
  here: { path: string; again: string };
  filters: Filters;
  csv: string;
  /** The score over all segments. */
  whole: number | null;
  /** With the scores of service and of the rest. */
  ofService?: boolean;
}) {
  const ready = (rows: Split) => (
    <>
      <p className="mb-3 max-w-prose">{splitSentence(rows, "score")}</p>
      <ScoreTable
        together
        compact={ofService}
        caption="By segment"
        what="Segment"
        company={whole}
        columns={[AGAINST, ...(ofService ? OF_SERVICE : []), ANSWERS]}
        groups={[{ title: null, rows: rows.map((row) => rowOf(row, here.path, filters)) }]}
      />
    </>
  );
  return (
    <Panel
      id="by-segment"
      title="By segment"
      note={<PanelNote csv={csv} of="the segments" />}
      state={
        found.ok && found.value.length === 0
          ? { kind: "empty", message: NO_SEGMENTS, next: null }
          : panelState(found, here, ready)
      }
    />
  );
}

function rowOf(
  { slug, name, score, change, difference, service, rest, gap }: Split[number],
  path: string,
  filters: Filters,
) {
  const figure = (
    value: number | null,
    low: number | null,
    high: number | null,
    format: typeof formatValue,
  ) => (
    <>
      <span className="reveal mr-2 hidden text-12 text-muted xl:inline">
        <span className="sr-only">95 % interval </span>
        {formatInterval(low, high, "score")}
      </span>
      {format(value, "score")}
    </>
  );
  return {
    key: slug,
    name,
    href: addressOf(path, { ...filters, segment: slug }),
    note: null,
    score,
    change,
    grey: score.value === null ? "Too few answers" : null,
    own: filters.segment === slug,
    cells: {
      against: <Against difference={difference} unit="score" />,
      service: figure(service.value, service.low, service.high, formatValue),
      rest: figure(rest.value, rest.low, rest.high, formatValue),
      gap: figure(gap.difference, gap.low, gap.high, formatDifference),
      answers: formatCount(score.n),
    },
  };
}
