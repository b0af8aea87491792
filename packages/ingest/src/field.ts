import { z } from "zod";
import { formatProblem } from "./date-format.ts";

/** A condition on a column's text, without regard to case. */
export const whenSchema = z
  .strictObject({
    column: z.string().min(1),
    in: z.array(z.string()).optional(),
    notIn: z.array(z.string()).optional(),
  })
  .refine((when) => (when.in === undefined) !== (when.notIn === undefined), "needs exactly one of in, notIn");

const fieldShape = {
  column: z.string().min(1).optional(),
  constant: z.string().min(1).optional(),
  /** Column and constant names in braces: "{Class} · {Type of Travel}". Empty as soon as one of them is empty. */
  template: z.string().min(1).optional(),
  value: z.string().min(1).optional(),
  /** A value table, by name or written out: what the file says -> what is meant. */
  values: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  otherwise: z.enum(["keep", "blank", "reject"]).default("keep"),
  /** Codes that mean "no answer" or "not applicable". */
  blank: z.array(z.string()).default([]),
  onInvalid: z.enum(["reject-row", "drop-cell"]).default("reject-row"),
  when: whenSchema.optional(),
};

interface Sources {
  column?: string | undefined;
  constant?: string | undefined;
  template?: string | undefined;
  value?: string | undefined;
}
const oneSource = (field: Sources) =>
  [field.column, field.constant, field.template, field.value].filter((source) => source !== undefined)
    .length === 1;
const ONE_SOURCE = "needs exactly one of column, constant, template, value";

/** Where a value comes from and how it is read. */
export const fieldSchema = z.strictObject(fieldShape).refine(oneSource, ONE_SOURCE);

export const yesNoSchema = z
  .strictObject({
    ...fieldShape,
    yes: z.array(z.string()).default(["yes", "y", "true", "1"]),
    no: z.array(z.string()).default(["no", "n", "false", "0"]),
  })
  .refine(oneSource, ONE_SOURCE);

/**
 * formats: read docs/mappings.md for the letters; absent = ISO 8601 only. A format without year or month takes them
 * from `year` and `month`.
 */
export const timeSchema = z
  .strictObject({
    ...fieldShape,
    formats: z.array(z.string().min(1)).min(1).optional(),
    year: fieldSchema.optional(),
    month: fieldSchema.optional(),
  })
  .refine(oneSource, ONE_SOURCE)
  .superRefine((time, context) => {
    const problem =
      time.formats && formatProblem(time.formats, time.year !== undefined, time.month !== undefined);
    if (problem) context.addIssue({ code: "custom", path: ["formats"], message: problem });
  });

export type FieldDefinition = z.output<typeof fieldSchema>;
export type YesNoDefinition = z.output<typeof yesNoSchema>;
export type TimeDefinition = z.output<typeof timeSchema>;
export type WhenDefinition = z.output<typeof whenSchema>;
