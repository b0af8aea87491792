import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import type { Verdict } from "@touchline/domain/statistic";
import { differenceUnit, formatDifference } from "./formats.ts";

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  better: "Better",
  worse: "Worse",
  "no-change": "No real change",
  "not-enough-data": "Not enough data",
};

const TONES: Readonly<Record<Verdict, string>> = {
  better: "text-better",
  worse: "text-worse",
  "no-change": "text-muted",
  "not-enough-data": "text-muted",
};

/** The mark says the same as the word: up, down, flat, hollow. It points at the verdict, not at the number's sign. */
function Mark({ verdict }: { verdict: Verdict }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className="h-2.5 w-2.5 shrink-0">
      {verdict === "better" && <path d="M5 1 9.5 9h-9z" fill="currentColor" />}
      {verdict === "worse" && <path d="M5 9 .5 1h9z" fill="currentColor" />}
      {verdict === "no-change" && <path d="M0 4h10v2H0z" fill="currentColor" />}
      {verdict === "not-enough-data" && (
        <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
    </svg>
  );
}

/** How something changed: mark, difference and word, colour last. The difference is left out where it says nothing. */
export function VerdictMark({
  verdict,
  difference,
  unit,
  narrow = false,
  units = false,
  word = VERDICT_WORDS[verdict],
}: {
  verdict: Verdict;
  difference: number | null;
  unit: MetricUnit;
  /** The word may stand below the figure. */
  narrow?: boolean;
  /** Says what the difference is counted in, where no header does. */
  units?: boolean;
  /** In place of the verdict's own, where it is not one in time. */
  word?: string;
}) {
  return (
    <span
      className={`inline-flex flex-wrap items-center gap-x-1.5 ${narrow ? "" : "sm:flex-nowrap"} ${TONES[verdict]}`}
    >
      <Mark verdict={verdict} />
      {verdict !== "not-enough-data" && difference !== null && (
        <span className="whitespace-nowrap font-medium tabular-nums">
          {formatDifference(difference, unit)}
          {units && differenceUnit(unit) !== null && ` ${differenceUnit(unit)}`}
        </span>
      )}
      <span className={`text-12 ${narrow ? "" : "whitespace-nowrap"}`}>{word}</span>
    </span>
  );
}
