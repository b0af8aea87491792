import type { RouterOutputs } from "@touchline/api/root";
import type { CustomerSet } from "@touchline/domain/customer-sets";
import type { Evidence } from "@touchline/domain/evidence";
import { LEAST_RATED } from "@touchline/domain/metrics/journey-yield";
import { QUESTIONS, type QuestionType } from "@touchline/domain/question";

interface Subject {
  readonly touchpoint: string | null;
  readonly department: string | null;
  readonly stage: string | null;
  readonly part: "service" | "rest" | null;
  readonly question: "primary" | "any" | QuestionType;
  readonly use: Evidence | null;
  readonly scoreFrom: number;
  readonly scoreThrough: number;
  readonly customers: CustomerSet | null;
}

export const CUSTOMERS_WORDS: Readonly<Record<CustomerSet, string>> = {
  "no-bad-stop": "customers without a bad stop",
  "bad-stop": "customers with a bad stop",
  "rated-both": "customers who rated service and something else",
};

/** Who belongs to each. */
export const CUSTOMERS_MEANT: Readonly<Record<CustomerSet, string>> = {
  "no-bad-stop": `They rated at least ${LEAST_RATED} touchpoints in these days, every one in the top box.`,
  "bad-stop": `They rated at least ${LEAST_RATED} touchpoints in these days, and not every one in the top box.`,
  "rated-both": "In these days, and both on answers that count for the scores.",
};

export const USE_WORDS: Readonly<Record<Evidence, string>> = {
  used: "used it",
  not_used: "did not use it",
  unknown: "use not known",
};

/** Behind which number the answers stand, in words: "Check-in, scores 1 to 2, did not use it". */
export function subjectInWords(
  subject: Subject,
  places: Pick<RouterOutputs["places"]["list"], "touchpoints" | "departments" | "stages">,
): string {
  const named = (rows: readonly { slug: string; name: string }[], slug: string | null) =>
    slug === null ? null : (rows.find((row) => row.slug === slug)?.name ?? slug);
  const { scoreFrom, scoreThrough, question, use, part } = subject;
  const whole = subject.touchpoint === "overall" ? "the company as a whole" : null;
  const scores =
    scoreFrom === 0 && scoreThrough === 10
      ? null
      : scoreFrom === scoreThrough
        ? `score ${scoreFrom}`
        : `scores ${scoreFrom} to ${scoreThrough}`;
  const parts = [
    whole ?? named(places.touchpoints, subject.touchpoint),
    named(places.departments, subject.department),
    named(places.stages, subject.stage),
    part === null ? null : part === "service" ? "service" : "all but service",
    question === "primary" || question === "any" ? null : QUESTIONS[question].label.toLowerCase(),
    scores,
    use && USE_WORDS[use],
    subject.customers && CUSTOMERS_WORDS[subject.customers],
  ].filter((each) => each !== null);
  return parts.length > 0 ? parts.join(", ") : "the whole experience";
}
