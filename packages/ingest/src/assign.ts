import { QUESTION_TYPES } from "@touchline/domain/question";
import { OVERALL_TOUCHPOINT, slugify } from "@touchline/domain/structure";
import { z } from "zod";
import { columnsOf, placeOf } from "./columns.ts";
import { columnsRead, fieldsOf } from "./describe.ts";
import { fieldSchema, timeSchema } from "./field.ts";
import type { Inspection } from "./inspect.ts";
import type { Mapping, RecordDefinition } from "./mapping.ts";
import { recognise } from "./presets/recognise.ts";

const PLAIN_ROLES = [
  "left",
  "id",
  "customer",
  "channel",
  "segment",
  "touchpoint",
  "comment",
  "reason",
] as const;

/** What a column can be made by hand. touchpoint: a slug or a name; a new one is declared. */
export const columnRoleSchema = z.discriminatedUnion("as", [
  z.strictObject({ as: z.enum(PLAIN_ROLES) }),
  z.strictObject({
    as: z.literal("date"),
    formats: z.array(z.string().min(1).max(60)).min(1).max(5).optional(),
  }),
  z.strictObject({
    as: z.literal("score"),
    question: z.enum(QUESTION_TYPES),
    touchpoint: z.string().trim().min(1).max(120),
  }),
]);
export type ColumnRole = z.output<typeof columnRoleSchema>;

/** A mapping that may read nothing yet: parseMapping() says whether it can be used. */
export type Draft = Mapping;
type Submission = Extract<RecordDefinition, { kind: "submission" }>;
type Interaction = Extract<RecordDefinition, { kind: "interaction" }>;
type Field = z.output<typeof fieldSchema>;

/** Scores first: what is said of a whole record needs one to stand on. */
const ORDER: readonly ColumnRole["as"][] = ["left", "score", "reason", "comment"];
const turn = (role: ColumnRole) => (ORDER.includes(role.as) ? ORDER.indexOf(role.as) : ORDER.length);

/** The mapping with these columns, by their place in the header, made what is said of them; others stay as they are. */
export function assignColumns(
  mapping: Draft,
  inspection: Inspection,
  roles: ReadonlyMap<number, ColumnRole>,
): Draft {
  const header = inspection.columns;
  const read = new Set(columnsOf(mapping));
  const keys = new Map<number, string[]>();
  for (const key of [...new Set([...read, ...Object.keys(mapping.columns)])]) {
    const place = placeOf(mapping, header, key);
    keys.set(place, [...(keys.get(place) ?? []), key]);
  }
  const sorted = [...roles].sort(([at, a], [place, b]) => turn(a) - turn(b) || at - place);
  let draft = structuredClone(mapping);
  for (const [place, role] of sorted) {
    const name = header[place];
    if (name === undefined || name === "") continue;
    const own = keys.get(place) ?? [];
    const before = own.map((key) => scoreFieldOf(mapping, key)).find((field) => field !== null) ?? null;
    const alias = own.find((key) => Object.hasOwn(draft.columns, key));
    const definition = alias === undefined ? undefined : draft.columns[alias];
    for (const key of own) if (read.has(key)) draft = withoutColumn(draft, key);
    if (role.as === "left") continue;
    if (alias !== undefined && definition) draft.columns[alias] = definition;
    const key = alias ?? keyFor(draft, header, place, name);
    addRole(draft, key, role, before ?? scoreField(inspection, place, key, role));
  }
  return draft;
}

/** Makes the column what is said of it, in place. */
function addRole(draft: Draft, key: string, role: ColumnRole, score: Field): void {
  const column: Field = fieldSchema.parse({ column: key });
  switch (role.as) {
    case "left":
      return;
    case "score":
      addScore(draft, key, role, score);
      return;
    case "comment": {
      const target =
        draft.records.find(isSubmission) ?? draft.records.find(isInteraction) ?? submissionIn(draft);
      target.comment = column;
      return;
    }
    case "reason":
      interactionIn(draft).reason = column;
      return;
    case "touchpoint":
      for (const record of draft.records) {
        if (isInteraction(record)) record.touchpoint = column;
        if (isSubmission(record)) for (const answer of record.answers) answer.touchpoint = column;
      }
      return;
    case "date":
      for (const record of mainRecords(draft))
        record.at = timeSchema.parse({ column: key, ...(role.formats && { formats: role.formats }) });
      return;
    case "id":
      setId(draft, key);
      return;
    case "customer":
    case "channel":
    case "segment":
      for (const record of mainRecords(draft)) record[role.as] = column;
  }
}

const isSubmission = (record: RecordDefinition): record is Submission => record.kind === "submission";
const isInteraction = (record: RecordDefinition): record is Interaction => record.kind === "interaction";
const mainRecords = (draft: Draft) =>
  draft.records.filter(
    (record): record is Submission | Interaction => isSubmission(record) || isInteraction(record),
  );

/** A name for the column that finds it and nothing else. Declares it where its own name would not do. */
function keyFor(draft: Draft, header: readonly string[], place: number, name: string): string {
  const nth = header.slice(0, place + 1).filter((other) => other === name).length;
  const twins = header.filter((other) => other === name).length;
  if (twins === 1 && placeOf(draft, header, name) === place) return name;
  const key = `${name} (${nth})`;
  draft.columns[key] = { names: [name], nth, optional: false };
  return key;
}

function scoreFieldOf(mapping: Draft, key: string): Field | null {
  for (const record of mapping.records)
    if (isSubmission(record))
      for (const answer of record.answers) if (answer.score.column === key) return answer.score;
  return null;
}

/** Words of a known scale are read as its steps; a cell that is no score is left out, not its row. */
function scoreField(inspection: Inspection, place: number, key: string, role: ColumnRole): Field {
  const name = inspection.columns[place] ?? "";
  const found = recognise(inspection.labels[place] || name, inspection.distinct[place] ?? []);
  const rating =
    typeof found === "string" || role.as !== "score" || found.question !== role.question ? null : found;
  return fieldSchema.parse({
    column: key,
    ...(rating?.values && { values: { ...rating.values } }),
    blank: rating?.blank ?? [],
    onInvalid: "drop-cell",
  });
}

function addScore(draft: Draft, key: string, role: Extract<ColumnRole, { as: "score" }>, score: Field): void {
  const touchpoint = touchpointIn(draft, role);
  submissionIn(draft).answers.push({
    touchpoint,
    question: role.question,
    score: { ...score, column: key },
  });
}

function touchpointIn(
  draft: Draft,
  { touchpoint: name, question }: Extract<ColumnRole, { as: "score" }>,
): string {
  if (name === OVERALL_TOUCHPOINT.slug || name === OVERALL_TOUCHPOINT.name) return OVERALL_TOUCHPOINT.slug;
  const declared = draft.structure.touchpoints;
  const known = declared.find((one) => one.slug === name || one.name === name);
  if (known) return known.slug;
  const slug = slugify(name) || "touchpoint";
  if (!declared.some((one) => one.slug === slug))
    declared.push({
      slug,
      name,
      stage: null,
      department: null,
      directness: "direct",
      role: "service",
      primaryQuestion: question,
    });
  return slug;
}

/** The submission of each row; where there are only contacts, the answers about them. */
function submissionIn(draft: Draft): Submission {
  const found = draft.records.find(isSubmission);
  if (found) return found;
  const contact = draft.records.find(isInteraction);
  const made: Submission = { kind: "submission", externalId: null, answers: [], ...shared(contact) };
  draft.records.push(made);
  const id = contact?.externalId?.column;
  if (id !== undefined) setId(draft, id);
  return made;
}

function interactionIn(draft: Draft): Interaction {
  const found = draft.records.find(isInteraction);
  if (found) return found;
  const survey = draft.records.find(isSubmission);
  const made: Interaction = {
    kind: "interaction",
    externalId: null,
    touchpoint: OVERALL_TOUCHPOINT.slug,
    ...shared(survey),
  };
  draft.records.unshift(made);
  const id = survey?.externalId?.column;
  if (id !== undefined) setId(draft, id);
  return made;
}

function shared(other: Submission | Interaction | undefined) {
  return {
    ...(other?.customer && { customer: other.customer }),
    ...(other?.at && { at: other.at }),
    ...(other?.channel && { channel: other.channel }),
    ...(other?.segment && { segment: other.segment }),
  };
}

/** Of a row that is both, the contact has the id, and the answers one made from it and a link to the contact. */
function setId(draft: Draft, key: string): void {
  const id = fieldSchema.parse({ column: key });
  const both = draft.records.some(isInteraction);
  for (const record of draft.records) {
    if (record.kind === "customer" || record.kind === "employee") continue;
    if (!isSubmission(record)) record.externalId = id;
    else if (both) {
      record.externalId = fieldSchema.parse({ template: `{${key}}-answers` });
      record.interaction = id;
    } else record.externalId = id;
  }
}

/** The mapping without anything that reads the column, by the mapping's own name of it. */
function withoutColumn(mapping: Draft, key: string): Draft {
  const draft = structuredClone(mapping);
  const gone = new Set(
    fieldsOf(mapping).flatMap((field) =>
      columnsRead(mapping, field).includes(key) ? [field.path.join("\n")] : [],
    ),
  );
  const records: RecordDefinition[] = [];
  for (const [at, record] of draft.records.entries()) {
    const kept = cleared(record, ["records", at], gone);
    if (kept !== null) records.push(kept);
  }
  delete draft.columns[key];
  return { ...draft, records };
}

type Node = Record<string, unknown>;

function cleared(record: RecordDefinition, path: (string | number)[], gone: ReadonlySet<string>) {
  const isGone = (...more: (string | number)[]) => gone.has([...path, ...more].join("\n"));
  const node = record as unknown as Node;
  for (const name of ["employee", "course"] as const) if (name in node && isGone(name)) return null;
  if ((record.kind === "customer" || record.kind === "employee") && isGone("externalId")) return null;
  for (const name of Object.keys(node)) {
    if (name === "answers") continue;
    if (isGone(name)) {
      delete node[name];
      continue;
    }
    for (const part of ["when", "year", "month"]) if (isGone(name, part)) delete (node[name] as Node)[part];
  }
  if ("externalId" in record) record.externalId ??= null;
  else Object.assign(record, { externalId: null });
  if (record.kind === "interaction") record.touchpoint ??= OVERALL_TOUCHPOINT.slug;
  if (record.kind !== "submission" && record.kind !== "engagement") return record;
  const left = record.answers.flatMap((answer, at) => {
    if (["score", "touchpoint", "question"].some((part) => isGone("answers", at, part))) return [];
    const kept = answer as unknown as Node;
    for (const part of ["usage", "channel"]) if (isGone("answers", at, part)) delete kept[part];
    return [answer];
  });
  Object.assign(record, { answers: left });
  return left.length === 0 && !("comment" in record && record.comment) ? null : record;
}
