import { QUESTIONS, type QuestionType } from "@touchline/domain/question";
import { OVERALL_TOUCHPOINT, slugify } from "@touchline/domain/structure";
import { assignColumns, type ColumnRole, type Draft } from "./assign.ts";
import { formatSchema } from "./format.ts";
import { guessDateFormats } from "./guess-dates.ts";
import type { Inspection } from "./inspect.ts";
import type { ProposalOptions } from "./presets/preset.ts";
import { isProse } from "./presets/qualtrics.ts";
import { questionOf, recognise } from "./presets/recognise.ts";
import { told } from "./presets/survey.ts";

/** What one column of a file that no preset knows is taken for, and why. */
export interface ColumnGuess {
  readonly role: ColumnRole;
  readonly reason: string;
  /** What it may be as well: only the file's owner can tell. */
  readonly choices: readonly ColumnRole[];
}

interface Column {
  readonly place: number;
  readonly name: string;
  /** Lower case, words parted by blanks: "orderID" and "order_id" are "order id". */
  readonly words: string;
  readonly label: string;
  readonly values: readonly string[];
  /** Of the first rows, also repeated ones. */
  readonly cells: readonly string[];
}

const CUSTOMER =
  /^(customer|client|guest|member|passenger|user|contact|respondent|account|person|requester)( (id|no|number|key|ref|code|e ?mail))?$|^e ?mail( address)?$/;
const ID = /(^| )(id|uuid|guid)$|^(reference|ref|record|ticket|case|order|response)( (no|number|nr))?$/;
const DATED = /(^| )(date|time|timestamp|day|created|submitted|received|completed|when)( |$)| at$/;
const CHANNEL = /(^| )(channel|medium|via|device)( |$)/;
const SEGMENT = /(^| )(segment|tier|plan|membership|class|loyalty)( |$)|^(type of customer|customer type)$/;
const TOUCHPOINT = /touch ?point|service point/;
const REASON = /(^| )(reason|topic|category|issue|theme)$|^negativereason$/;
const COMMENT =
  /(^| )(comments?|feedback|remarks?|review|verbatim|text|narrative|message|body|content|suggestions?|description)( |$)/;
const RATED =
  /(^| )(ratings?|rated?|scores?|stars|satisfaction|satisfied|csat|grades?|happy|how (good|well|easy|likely|was|were|would))( |$)/;
const MOST_NAMES = 60;

/** A mapping for a file that no preset knows, from the names of its columns and what stands in them. Nothing in doubt is read. */
export function proposeColumns(
  inspection: Inspection,
  fileName: string,
  questions: ProposalOptions["questions"] = {},
): { readonly mapping: Draft; readonly guesses: readonly ColumnGuess[] } {
  const columns = columnsOf(inspection);
  const guesses = columns.map((column): ColumnGuess => {
    const question = told(questions, column.name, column.label)?.question;
    if (!question) return guess(column, inspection.columns);
    const role = { as: "score", question, touchpoint: aboutOf(column.label, question) } as const;
    return { role, reason: "you said which question it is", choices: [] };
  });
  settle(columns, guesses);
  const roles = new Map(guesses.map(({ role }, place) => [place, role]));
  return { mapping: assignColumns(emptyMapping(inspection, fileName), inspection, roles), guesses };
}

function columnsOf(inspection: Inspection): Column[] {
  return inspection.columns.map((name, place) => ({
    place,
    name,
    words: wordsOf(name),
    label: inspection.labels[place] || name,
    values: inspection.distinct[place] ?? [],
    cells: inspection.rows.map((row) => (row[place] ?? "").trim()).filter((cell) => cell !== ""),
  }));
}

/** A column's name in plain words: "orderID" and "order_id" are "order id". */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function guess(column: Column, header: readonly string[]): ColumnGuess {
  const { name, words, label, values, cells } = column;
  if (name === "") return left("it has no name in the header");
  if (values.length === 0) return left("it is empty in the part of the file that was looked at");
  if (header.indexOf(name) !== header.lastIndexOf(name)) return left("several columns have this name");
  const rating = recognise(label, values);
  if (typeof rating !== "string")
    return {
      role: { as: "score", question: rating.question, touchpoint: aboutOf(label, rating.question) },
      reason: rating.values
        ? `its answers are words of the scale “${QUESTIONS[rating.question].label}”`
        : `its numbers fit the scale that its name states: “${QUESTIONS[rating.question].label}”`,
      choices: [],
    };
  if (CUSTOMER.test(words)) return is("customer", `“${name}” is a usual name for who it was`);
  const unique = cells.length > 1 && new Set(cells).size === cells.length;
  if (ID.test(words) && unique && values.every((value) => /^[\w.:/-]{1,64}$/.test(value)))
    return is("id", "each row has one of its own");
  const date = guessDateFormats(values);
  if (date && (DATED.test(words) || !date.bare))
    return {
      role: { as: "date", ...(date.formats && { formats: [...date.formats] }) },
      reason: date.reason,
      choices: date.choices.map((formats) => ({ as: "date", formats: [...formats] })),
    };
  const few = values.length <= MOST_NAMES && values.every((value) => value.length <= 80);
  const repeats = cells.length < 3 || new Set(cells).size < cells.length;
  if (few && repeats && TOUCHPOINT.test(words)) return is("touchpoint", "it names a touchpoint in each row");
  if (few && repeats && CHANNEL.test(words)) return is("channel", "it names a channel in each row");
  if (few && repeats && SEGMENT.test(words))
    return is("segment", "a few groups that repeat, by its name customers");
  if (few && repeats && REASON.test(words)) return is("reason", "a few reasons that repeat");
  const numbers = values.every((value) => /^[+-]?\d+([.,]\d+)?$/.test(value));
  const prose = isProse(values);
  if (
    prose ||
    (COMMENT.test(words) && !numbers && !values.every((value) => /^(true|false|yes|no)$/i.test(value)))
  )
    return is("comment", prose ? "it holds sentences" : `“${name}” is a usual name for what people wrote`);
  const perhaps = numbers ? scaleOf(column) : null;
  if (perhaps) {
    const { min, max } = QUESTIONS[perhaps.question];
    return {
      ...left(
        `numbers within ${min} to ${max}, but only you know whether it is a rating, and on which scale`,
      ),
      choices: [perhaps],
    };
  }
  return left(numbers ? "numbers, but nothing says that they are a rating, nor on which scale" : rating);
}

const left = (reason: string): ColumnGuess => ({ role: { as: "left" }, reason, choices: [] });
const is = (as: Exclude<ColumnRole["as"], "date" | "score">, reason: string): ColumnGuess => ({
  role: { as },
  reason,
  choices: [],
});

function aboutOf(label: string, question: QuestionType): string {
  const { kind } = QUESTIONS[question];
  const whole = kind === "nps" || (kind === "csat" && /\boverall\b|as a whole|in general/i.test(label));
  if (whole) return OVERALL_TOUCHPOINT.slug;
  const name = /\s/.test(label) ? label : wordsOf(label);
  return (name.charAt(0).toUpperCase() + name.slice(1)).slice(0, 120);
}

/** The narrowest usual scale that whole numbers of a column named like a rating fit. */
function scaleOf({ words, label, values }: Column): Extract<ColumnRole, { as: "score" }> | null {
  const scores = values.map(Number);
  if (!scores.every((score) => Number.isInteger(score) && score >= 0 && score <= 10)) return null;
  const recommends = /(^| )nps( |$)|recommend/.test(words);
  if (!recommends && !RATED.test(words)) return null;
  const most = Math.max(...scores);
  const question = recommends ? "nps_0_10" : questionOf("csat", 1, most <= 5 ? 5 : most <= 7 ? 7 : 10);
  return question && { as: "score", question, touchpoint: aboutOf(label, question) };
}

/** One column for each thing that a record has one of; reasons and comments alone make contacts, never answers. */
function settle(columns: readonly Column[], guesses: ColumnGuess[]): void {
  const only = (as: ColumnRole["as"], worth: (column: Column) => number) => {
    const rivals = columns.filter(({ place }) => guesses[place]?.role.as === as);
    const [best] = [...rivals].sort((a, b) => worth(b) - worth(a));
    for (const rival of rivals)
      if (rival !== best) guesses[rival.place] = left(`“${best?.name}” seems to be the better one`);
  };
  const average = ({ values }: Column) =>
    values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length);
  only("id", ({ words }) => (words === "id" ? 2 : /response|ticket|case|record/.test(words) ? 1 : 0));
  only("customer", ({ words }) => (/id|key|number/.test(words) ? 2 : /mail/.test(words) ? 1 : 0));
  only("date", ({ words }) =>
    /submit|receiv|complet|record|creat|tweet/.test(words) ? 2 : /update|sync|sent|due/.test(words) ? 0 : 1,
  );
  for (const as of ["channel", "segment", "touchpoint", "reason"] as const) only(as, () => 0);
  only("comment", average);
  const has = (as: ColumnRole["as"]) => guesses.some(({ role }) => role.as === as);
  if (has("score") || has("comment") || has("reason")) return;
  for (const [place, { role }] of guesses.entries())
    if (role.as !== "left")
      guesses[place] = {
        ...left("nothing in this file looks like a rating, a comment or a reason, so it is not read"),
        choices: [role],
      };
}

function emptyMapping(inspection: Inspection, fileName: string): Draft {
  const name =
    fileName
      .replace(/\.[^.]*$/, "")
      .replace(/[_\s]+/g, " ")
      .trim()
      .slice(0, 80) || "File";
  const { encoding } = inspection;
  return {
    schemaVersion: 1,
    name,
    source: slugify(name) || "file",
    format: formatSchema.parse(inspection.kind === "csv" ? { kind: "csv", encoding } : { kind: "json" }),
    constants: {},
    columns: {},
    values: {},
    records: [],
    structure: { departments: [], touchpoints: [], channels: [], segments: [], logs: [] },
    unknownNames: "create",
  };
}
