import type { QuestionType } from "@touchline/domain/question";
import { nameOfSlug, OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { columnsOf, placeOf, templateParts } from "./columns.ts";
import type { Mapping, RecordDefinition } from "./mapping.ts";

export type Path = readonly (string | number)[];

/** One value that a mapping reads for each row: where it stands in the mapping, what it becomes, where it comes from. */
export interface MappedField {
  readonly path: Path;
  readonly record: RecordDefinition["kind"];
  /** In plain words: "Date", "Score of Wi-Fi on board". */
  readonly target: string;
  /** fixed: a slug that is the same for every row. */
  readonly reads: {
    readonly kind: "column" | "constant" | "template" | "value" | "fixed";
    readonly text: string;
  };
  /** Of a score: its question and touchpoint; null where each row names its own. */
  readonly score: { readonly question: QuestionType | null; readonly touchpoint: string | null } | null;
}

/** What the fields of canonical records are called. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  externalId: "Record id",
  customer: "Customer",
  at: "Date",
  segment: "Segment",
  channel: "Channel",
  comment: "Comment",
  weight: "Survey weight",
  interaction: "Contact it is about",
  touchpoint: "Touchpoint",
  question: "Question type",
  cause: "Touchpoint that caused it",
  reason: "Reason",
  continues: "Contact it continues",
  openedAt: "Opened",
  firstReplyAt: "First reply",
  resolvedAt: "Resolved",
  resolvedAtFirstContact: "Solved at first contact",
  reopened: "Reopened",
  promiseKept: "Promise kept",
  department: "Department",
  departmentSince: "In the department since",
  hired: "Hired",
  left: "Left",
  employee: "Employee",
  course: "Course",
  assigned: "Assigned",
  due: "Due",
  completed: "Completed",
  expires: "Expires",
  outcome: "Outcome",
  day: "Day",
};
const RECORD_IDS: Readonly<Partial<Record<RecordDefinition["kind"], string>>> = {
  customer: "Customer",
  employee: "Employee",
};
/** Fields that a plain string fixes to one slug for the whole file. */
const NAMES = new Set(["touchpoint", "channel", "segment", "department", "cause", "course"]);
const SOURCES = ["column", "constant", "template", "value"] as const;

/** Every value that the mapping's records read, in their order. */
export function fieldsOf(mapping: Mapping): MappedField[] {
  return mapping.records.flatMap((record, at) => recordFields(mapping, record, ["records", at]));
}

function recordFields(mapping: Mapping, record: RecordDefinition, path: Path): MappedField[] {
  const fields: MappedField[] = [];
  const add = (node: unknown, target: string, at: Path, score: MappedField["score"] = null) => {
    const reads = readsOf(node, at);
    if (reads === null) return;
    fields.push({ path: at, record: record.kind, target, reads, score });
    const { when, year, month } = node as { when?: { column: string }; year?: unknown; month?: unknown };
    if (when)
      fields.push({
        path: [...at, "when"],
        record: record.kind,
        target: `Condition of: ${target}`,
        reads: { kind: "column", text: when.column },
        score: null,
      });
    if (year) add(year, `Year of: ${target}`, [...at, "year"]);
    if (month) add(month, `Month of: ${target}`, [...at, "month"]);
  };
  for (const [key, node] of Object.entries(record)) {
    if (key === "answers") continue;
    const own = key === "externalId" ? RECORD_IDS[record.kind] : undefined;
    add(node, own ?? FIELD_WORDS[key] ?? key, [...path, key]);
  }
  if (record.when)
    fields.push({
      path: [...path, "when"],
      record: record.kind,
      target: "Whether the row counts",
      reads: { kind: "column", text: record.when.column },
      score: null,
    });
  if (record.kind === "submission")
    for (const [at, answer] of record.answers.entries()) {
      const touchpoint = typeof answer.touchpoint === "string" ? answer.touchpoint : null;
      const question = typeof answer.question === "string" ? answer.question : null;
      const about = touchpoint === null ? "the row's touchpoint" : touchpointName(mapping, touchpoint);
      const here = [...path, "answers", at];
      add(answer.score, `Score of ${about}`, [...here, "score"], { question, touchpoint });
      add(answer.usage, `Used or not: ${about}`, [...here, "usage"]);
      if (touchpoint === null) add(answer.touchpoint, "Touchpoint", [...here, "touchpoint"]);
      if (question === null) add(answer.question, "Question type", [...here, "question"]);
      add(answer.channel, `Channel of the score of ${about}`, [...here, "channel"]);
    }
  if (record.kind === "engagement")
    for (const [at, answer] of record.answers.entries())
      add(answer.score, `Score of ${nameOfSlug(answer.item)}`, [...path, "answers", at, "score"], {
        question: answer.question,
        touchpoint: answer.item,
      });
  return fields;
}

function readsOf(node: unknown, path: Path): MappedField["reads"] | null {
  if (typeof node === "string") return NAMES.has(String(path.at(-1))) ? { kind: "fixed", text: node } : null;
  if (typeof node !== "object" || node === null) return null;
  for (const kind of SOURCES) {
    const text = (node as Partial<Record<typeof kind, unknown>>)[kind];
    if (typeof text === "string" && !("in" in node || "notIn" in node)) return { kind, text };
  }
  return null;
}

/** The display name of a touchpoint that the mapping declares, else made from its slug. */
function touchpointName(mapping: Mapping, slug: string): string {
  if (slug === OVERALL_TOUCHPOINT.slug) return OVERALL_TOUCHPOINT.name;
  return mapping.structure.touchpoints.find((one) => one.slug === slug)?.name ?? nameOfSlug(slug);
}

/** The mapping's own names of the columns that a field reads. */
export function columnsRead(mapping: Mapping, { reads }: MappedField): string[] {
  if (reads.kind === "column") return [reads.text];
  if (reads.kind !== "template") return [];
  return templateParts(reads.text).flatMap(({ name }) =>
    name === null || Object.hasOwn(mapping.constants, name) ? [] : [name],
  );
}

/** What is read from each column of a header, by the column's place. */
export function usesOf(mapping: Mapping, header: readonly string[]): MappedField[][] {
  const uses = header.map((): MappedField[] => []);
  const places = new Map(columnsOf(mapping).map((key) => [key, placeOf(mapping, header, key)]));
  for (const field of fieldsOf(mapping))
    for (const key of columnsRead(mapping, field))
      uses[places.get(key) ?? placeOf(mapping, header, key)]?.push(field);
  return uses;
}
