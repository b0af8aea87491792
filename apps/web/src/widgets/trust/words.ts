import type { RouterOutputs } from "@touchline/api/root";
import type { Evidence } from "@touchline/domain/evidence";
import { formatCount, formatDay, formatValue } from "@touchline/ui/formats";

export type Trust = RouterOutputs["trust"]["get"];
type Excluded = Trust["excluded"][number];

/** What each kind of evidence is called where it says how far answers can be trusted. */
export const COVERAGE_WORDS: Readonly<Record<Evidence, string>> = {
  used: "Verified: known to have used it",
  unknown: "Not known whether they used it",
  not_used: "Contradicted: did not use it",
};

const counted = (count: number, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** How many sources are in each state; a failed one is not told twice. */
function sourceCounts({ sources }: Trust) {
  const well = sources.filter(({ failed }) => !failed);
  const of = (verdict: "on-time" | "late") => well.filter(({ timing }) => timing?.verdict === verdict).length;
  return { fresh: of("on-time"), late: of("late"), failed: sources.length - well.length };
}

/** The badge's parts: "82.0 % verified", "3 sources fresh", "1 late"; bad: it calls for a look. */
export function trustParts(trust: Trust): { words: string; bad: boolean }[] {
  const verified = trust.coverage.find(({ evidence }) => evidence === "used")?.share;
  const coverage =
    verified?.band !== undefined
      ? "Too few answers"
      : (verified?.value ?? null) === null
        ? "No answers"
        : `${formatValue(verified?.value ?? null, "share")} verified`;
  const { fresh, late, failed } = sourceCounts(trust);
  const states = [
    { count: fresh, state: "fresh", bad: false },
    { count: late, state: "late", bad: true },
    { count: failed, state: "failed", bad: true },
  ].filter(({ count }) => count > 0);
  const sources = states.map(({ count, state, bad }, at) => ({
    words: `${at === 0 ? counted(count, "source") : formatCount(count)} ${state}`,
    bad,
  }));
  return [
    { words: coverage, bad: false },
    ...(sources.length > 0 ? sources : [{ words: unrated(trust), bad: false }]),
  ];
}

/** How far the data go where no source has a rhythm yet: as far as the one that ends first. */
function unrated({ sources }: Trust): string {
  if (sources.length === 0) return "no source yet";
  const [first] = sources.flatMap(({ lastFactDay }) => lastFactDay ?? []).sort();
  return first === undefined ? "freshness not known yet" : `data up to ${formatDay(first)}`;
}

export const trustInWords = (trust: Trust): string =>
  trustParts(trust)
    .map(({ words }) => words)
    .join(" · ");

/** What the coverage means for who reads the figures. */
export function coverageSentence(trust: Trust): string {
  const verified = trust.coverage.find(({ evidence }) => evidence === "used")?.share.value ?? null;
  const { counted: count, all } = trust.touchpoints;
  if (trust.answers === null) return "There are too few answers to say what they rest on.";
  if (verified === null) return "Nobody answered about a touchpoint in these days.";
  const touchpoints =
    all === 1
      ? count === 1
        ? ""
        : " The touchpoint has too little to count in the score."
      : ` ${count === all ? `All ${all}` : `${count} of ${all}`} touchpoints count in the score.`;
  return `${formatValue(verified, "share")} of ${counted(trust.answers, "answer")} are by customers who are known to have used what they rate.${touchpoints}`;
}

const WHY: Readonly<Record<Excluded["reason"], string>> = {
  contradicted: "by customers who did not use what they rate",
  "not-verified": "of unknown use, where verified answers speak instead",
  careless: "given without care, left out by your organisation's rule",
  "too-few-answers": "with too few answers to count",
  "no-answers": "about which nobody answered",
  "no-question": "without a question that makes a score",
  "rejected-rows": "of imported files, ever, that could not be read",
};

const ONE: Readonly<Record<Excluded["of"], string>> = {
  answers: "answer",
  touchpoints: "touchpoint",
  rows: "row",
};

/** What is left out of the figures and why: "312 answers by customers who did not use what they rate". */
export const excludedInWords = ({ count, of, reason }: Excluded): string =>
  `${count === null ? `A few ${of}` : counted(count, ONE[of])} ${WHY[reason]}`;

/** Answers that stand on the day on which their file came in. */
export const undatedInWords = ({ undated }: Trust): string | null =>
  undated === 0
    ? null
    : `${undated === null ? "A few answers" : counted(undated, "answer")} without a day of their own count on the day of their import.`;
