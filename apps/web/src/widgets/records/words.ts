import type { RouterOutputs } from "@touchline/api/root";
import type { Evidence } from "@touchline/domain/evidence";
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
}

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
  ].filter((each) => each !== null);
  return parts.length > 0 ? parts.join(", ") : "the whole experience";
}
