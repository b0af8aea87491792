import { AppError } from "@touchline/domain/errors";
import { QUESTION_TYPES } from "@touchline/domain/question";
import { RECORD_KINDS, TRAINING_OUTCOMES } from "@touchline/domain/records";
import { DIRECTNESS, TOUCHPOINT_ROLES } from "@touchline/domain/structure";
import { z } from "zod";
import { fieldSchema, timeSchema, whenSchema, yesNoSchema } from "./field.ts";
import { formatSchema } from "./format.ts";

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a slug: lower-case words joined by hyphens");
const pattern = z.string().refine(isPattern, "is not a valid regular expression");
/** A bare string is one fixed slug for the whole file; an object reads a name from each row. */
const nameSchema = z.union([slug, fieldSchema], {
  error: "must be a slug, or an object that names a column",
});

/**
 * How a column is found: by one of `names` (exactly, else without regard to case and separators), else by `pattern`.
 * nth picks one of several equally named columns. In a JSON file names are dotted paths; `answer` finds one element of a
 * list by its key, as survey tools write it.
 */
const columnSchema = z.strictObject({
  names: z.array(z.string().min(1)).min(1).optional(),
  pattern: pattern.optional(),
  nth: z.int().min(1).optional(),
  optional: z.boolean().default(false),
  answer: z
    .strictObject({
      list: z.string().min(1),
      key: z.array(z.string().min(1)).min(1),
      equals: z.string().min(1),
      value: z.array(z.string().min(1)).min(1),
    })
    .optional(),
});

/** value = fixed; fileName = regular expression over the file's name (first group, else the whole match); ask = only the caller can say. */
const constantSchema = z
  .strictObject({
    value: z.string().optional(),
    fileName: pattern.optional(),
    ask: z.string().optional(),
  })
  .refine(
    (c) => c.value !== undefined || c.fileName !== undefined || c.ask !== undefined,
    "needs one of value, fileName, ask",
  );

const answerSchema = z.strictObject({
  touchpoint: nameSchema,
  channel: nameSchema.optional(),
  question: z.union([z.enum(QUESTION_TYPES), fieldSchema], {
    error: `must be a question type (${QUESTION_TYPES.join(", ")}) or an object that names a column`,
  }),
  score: fieldSchema,
  usage: yesNoSchema.optional(),
});

const submissionSchema = z.strictObject({
  kind: z.literal("submission"),
  when: whenSchema.optional(),
  externalId: fieldSchema.nullable().default(null),
  customer: fieldSchema.optional(),
  at: timeSchema.optional(),
  segment: nameSchema.optional(),
  channel: nameSchema.optional(),
  comment: fieldSchema.optional(),
  weight: fieldSchema.optional(),
  interaction: fieldSchema.optional(),
  answers: z.array(answerSchema),
});

const interactionSchema = z.strictObject({
  kind: z.literal("interaction"),
  when: whenSchema.optional(),
  externalId: fieldSchema.nullable().default(null),
  customer: fieldSchema.optional(),
  at: timeSchema.optional(),
  touchpoint: nameSchema,
  channel: nameSchema.optional(),
  segment: nameSchema.optional(),
  cause: nameSchema.optional(),
  reason: fieldSchema.optional(),
  continues: fieldSchema.optional(),
  openedAt: timeSchema.optional(),
  firstReplyAt: timeSchema.optional(),
  resolvedAt: timeSchema.optional(),
  resolvedAtFirstContact: yesNoSchema.optional(),
  reopened: yesNoSchema.optional(),
  promiseKept: yesNoSchema.optional(),
  comment: fieldSchema.optional(),
});

const customerSchema = z.strictObject({
  kind: z.literal("customer"),
  when: whenSchema.optional(),
  externalId: fieldSchema,
  segment: nameSchema.optional(),
});

const employeeSchema = z.strictObject({
  kind: z.literal("employee"),
  when: whenSchema.optional(),
  externalId: fieldSchema,
  department: nameSchema.optional(),
  departmentSince: timeSchema.optional(),
  hired: timeSchema.optional(),
  left: timeSchema.optional(),
});

const trainingSchema = z.strictObject({
  kind: z.literal("training"),
  when: whenSchema.optional(),
  externalId: fieldSchema.nullable().default(null),
  employee: fieldSchema,
  course: nameSchema,
  assigned: timeSchema.optional(),
  due: timeSchema.optional(),
  completed: timeSchema.optional(),
  expires: timeSchema.optional(),
  /** Values, after the value table, must be one of the outcomes. */
  outcome: fieldSchema.optional(),
});

const engagementSchema = z.strictObject({
  kind: z.literal("engagement"),
  when: whenSchema.optional(),
  externalId: fieldSchema.nullable().default(null),
  employee: fieldSchema,
  day: timeSchema.optional(),
  answers: z
    .array(z.strictObject({ item: slug, question: z.enum(QUESTION_TYPES), score: fieldSchema }))
    .min(1),
});

const recordSchema = z.discriminatedUnion(
  "kind",
  [submissionSchema, interactionSchema, customerSchema, employeeSchema, trainingSchema, engagementSchema],
  { error: `needs "kind": one of ${RECORD_KINDS.join(", ")}` },
);

const named = z.strictObject({ slug, name: z.string().min(1) });
const structureSchema = z.strictObject({
  departments: z.array(named).default([]),
  touchpoints: z
    .array(
      named.extend({
        stage: slug.nullable().default(null),
        department: slug.nullable().default(null),
        directness: z.enum(DIRECTNESS).default("direct"),
        role: z.enum(TOUCHPOINT_ROLES),
        primaryQuestion: z.enum(QUESTION_TYPES).nullable().default(null),
      }),
    )
    .default([]),
  channels: z.array(named.extend({ parent: slug.nullable().default(null) })).default([]),
  segments: z.array(named).default([]),
  logs: z.array(z.strictObject({ touchpoint: slug, channel: slug.nullable() })).default([]),
});

/** A mapping is data: what a file's format is and what each of its columns means. docs/mappings.md explains it by example. */
export const mappingSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    name: z.string().min(1),
    source: slug,
    format: formatSchema,
    /** IANA time zone of times without an offset; absent: the organisation's. */
    zone: z.string().refine(isZone, "is not a known time zone").optional(),
    constants: z.record(z.string(), constantSchema).default({}),
    columns: z.record(z.string(), columnSchema).default({}),
    values: z.record(z.string(), z.record(z.string(), z.string())).default({}),
    records: z.array(recordSchema).min(1, "nothing is read from the file yet"),
    structure: structureSchema.prefault({}),
    unknownNames: z.enum(["create", "reject"]).default("create"),
  })
  .superRefine((mapping, context) => {
    refuseUnstorable(mapping, [], context);
    for (const [at, record] of mapping.records.entries()) {
      checkReferences(record, ["records", at], mapping, context);
      if (record.kind === "submission") checkTwins(record.answers, at, context);
    }
  });

export type Mapping = z.output<typeof mappingSchema>;
export type MappingInput = z.input<typeof mappingSchema>;
export type ColumnDefinition = z.output<typeof columnSchema>;
export type RecordDefinition = z.output<typeof recordSchema>;
export type NameDefinition = z.output<typeof nameSchema>;
export const OUTCOMES: ReadonlySet<string> = new Set(TRAINING_OUTCOMES);

/** What is wrong with a mapping, each with the place that it is about. */
export interface MappingFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Checks a mapping read from JSON and fills in its defaults. */
export function checkMapping(
  json: unknown,
): { readonly mapping: Mapping } | { readonly faults: readonly MappingFault[] } {
  const result = mappingSchema.safeParse(json);
  if (result.success) return { mapping: result.data };
  const faults = result.error.issues.map(({ path, message }) => ({
    path: path.map((part) => (typeof part === "number" ? part : String(part))),
    message,
  }));
  return { faults };
}

/** The same for what has to be sound. Throws AppError "invalid" naming each faulty path. */
export function parseMapping(json: unknown): Mapping {
  const checked = checkMapping(json);
  if ("mapping" in checked) return checked.mapping;
  const lines = checked.faults.slice(0, 10).map((fault) => {
    const path = fault.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
    return `${path.replace(/^\./, "") || "mapping"}: ${fault.message}`;
  });
  throw new AppError("invalid", `The mapping is not usable. ${lines.join("; ")}`);
}

type Context = z.core.$RefinementCtx;

/** No database stores a NUL character or half of a character. */
function refuseUnstorable(node: unknown, path: (string | number)[], context: Context): void {
  if (typeof node === "string" && /\0|\p{Surrogate}/u.test(node))
    context.addIssue({ code: "custom", path, message: "holds a character that is no text" });
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    refuseUnstorable(key, here, context);
    refuseUnstorable(value, here, context);
  }
}

/** Every constant and value table that a field speaks of must exist. */
function checkReferences(
  node: unknown,
  path: (string | number)[],
  mapping: { constants: object; values: object },
  context: Context,
) {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    if (key === "constant" && typeof value === "string" && !Object.hasOwn(mapping.constants, value))
      context.addIssue({ code: "custom", path: here, message: `there is no constant "${value}"` });
    if (key === "values" && typeof value === "string" && !Object.hasOwn(mapping.values, value))
      context.addIssue({ code: "custom", path: here, message: `there is no value table "${value}"` });
    checkReferences(value, here, mapping, context);
  }
}

/** Two answers of one person to the same question about the same touchpoint and channel would overwrite each other. */
function checkTwins(answers: readonly z.output<typeof answerSchema>[], record: number, context: Context) {
  const seen = new Set<string>();
  for (const [at, answer] of answers.entries()) {
    const parts = [answer.touchpoint, answer.channel ?? "", answer.question];
    if (parts.some((part) => typeof part !== "string")) continue;
    const key = parts.join(" ");
    if (seen.has(key))
      context.addIssue({
        code: "custom",
        path: ["records", record, "answers", at],
        message: "the same touchpoint, channel and question is already read from another column",
      });
    seen.add(key);
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "i");
    return true;
  } catch {
    return false;
  }
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
