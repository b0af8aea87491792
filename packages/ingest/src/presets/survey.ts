import { QUESTIONS, type QuestionType } from "@touchline/domain/question";
import { OVERALL_TOUCHPOINT, slugify } from "@touchline/domain/structure";
import { type MappingInput, parseMapping } from "../mapping.ts";
import type { Proposal } from "./preset.ts";
import type { Rating } from "./recognise.ts";

/** One question of a survey as a tool exports it: the column that holds its answers, and its wording. */
export interface SurveyQuestion {
  readonly column: string;
  readonly label: string;
  /** A rating; "comment" for free text; else why it is neither. */
  readonly is: Rating | "comment" | { readonly left: string };
  readonly definition?: NonNullable<MappingInput["columns"]>[string];
}

type Submission = Extract<MappingInput["records"][number], { kind: "submission" }>;
type Structure = NonNullable<MappingInput["structure"]>;
const ABOUT_ALL = /\boverall\b|as a whole|in general/i;
const ASKS_FOR_WORDS = /comment|feedback|tell us|why|improve|suggest/i;

/**
 * A mapping that takes each recognised rating for a touchpoint of its own, named by its question; NPS and overall
 * satisfaction go to the company as a whole. What is not recognised is left out and listed.
 */
export function proposeSurvey(
  base: Pick<MappingInput, "name" | "source" | "format" | "columns" | "zone">,
  meta: Omit<Submission, "kind" | "answers" | "comment">,
  questions: readonly SurveyQuestion[],
): Proposal {
  const answers: Submission["answers"] = [];
  const touchpoints: NonNullable<Structure["touchpoints"]> = [];
  const taken = new Set<string>();
  const left: { column: string; reason: string }[] = [];
  const columns = { ...base.columns };
  const texts = questions.filter((question) => question.is === "comment");
  const comment = texts.find((question) => ASKS_FOR_WORDS.test(question.label)) ?? texts[0];
  for (const { column, label, is, definition } of questions) {
    // Where the column is only our own name for an answer, its wording says more.
    const shown = definition ? label || column : column;
    if (is === "comment") {
      if (column !== comment?.column)
        left.push({ column, reason: "free text; a submission has one comment" });
      else if (definition) columns[column] = definition;
      continue;
    }
    if ("left" in is) {
      left.push({ column: shown, reason: is.left });
      continue;
    }
    if (definition) columns[column] = definition;
    const kind = QUESTIONS[is.question].kind;
    const whole = `${OVERALL_TOUCHPOINT.slug} ${is.question}`;
    let touchpoint: string = OVERALL_TOUCHPOINT.slug;
    if (!(kind === "nps" || (kind === "csat" && ABOUT_ALL.test(label))) || taken.has(whole)) {
      touchpoint = freeSlug(label || column, taken);
      touchpoints.push({
        slug: touchpoint,
        name: shortened(label || column, 120),
        role: "service",
        primaryQuestion: is.question,
      });
    } else taken.add(whole);
    answers.push({
      touchpoint,
      question: is.question,
      score: {
        column,
        ...(is.values ? { values: { ...is.values } } : {}),
        blank: is.blank,
        onInvalid: "drop-cell",
      },
    });
  }
  const mapping = parseMapping({
    schemaVersion: 1,
    ...base,
    columns,
    records: [
      { kind: "submission", ...meta, ...(comment ? { comment: { column: comment.column } } : {}), answers },
    ],
    structure: { touchpoints },
  } satisfies MappingInput);
  return { mapping, left };
}

/** A caller's word on a column goes before anything that was recognised. */
export function told(
  questions: Readonly<Record<string, QuestionType>> | undefined,
  ...names: readonly string[]
): Rating | null {
  for (const name of names) {
    const question = questions?.[name];
    if (question) return { question, blank: [] };
  }
  return null;
}

function freeSlug(label: string, taken: Set<string>): string {
  const own = slugify(shortened(label, 60)) || "question";
  let slug = own;
  for (let next = 2; taken.has(slug) || slug === OVERALL_TOUCHPOINT.slug; next += 1) slug = `${own}-${next}`;
  taken.add(slug);
  return slug;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
