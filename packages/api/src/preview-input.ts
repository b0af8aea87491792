import { QUESTION_TYPES } from "@touchline/domain/question";
import { TOUCHPOINT_ROLES } from "@touchline/domain/structure";
import { columnRoleSchema } from "@touchline/ingest/assign";
import { ENCODINGS } from "@touchline/ingest/format";
import type { ProposalOptions } from "@touchline/ingest/presets/preset";
import { z } from "zod";

const slug = z.string().min(1).max(120);
const name = z.string().trim().min(1).max(120);
/** Keys are column places, slugs or constants: more than this is no file that a person maps by hand. */
const MOST = 5_000;
const few = (value: object) => Object.keys(value).length <= MOST;

export const constantsSchema = z.record(z.string().max(100), z.string().max(1_000)).refine(few, "too many");

export const mappingChoiceSchema = z.union([
  z.object({ named: z.string().max(200) }),
  z.object({ json: z.unknown() }).required(),
  z.object({ fitting: z.literal(true) }),
]);

/** What a survey's file does not say itself: which column is which question, or the survey as its tool defines it. */
export const surveySchema = z.object({
  questions: z.record(z.string().max(1_000), z.enum(QUESTION_TYPES)).refine(few, "too many").optional(),
  definition: z.unknown().optional(),
});

/** The same as a preset takes it. */
export function surveyOf({ questions, definition }: z.output<typeof surveySchema>): ProposalOptions {
  return { ...(questions && { questions }), ...(definition !== undefined && { definition }) };
}

/** A file as somebody wants it read: what was guessed, and what they changed of it. */
export const previewSchema = z.object({
  fileName: z.string().min(1).max(255),
  /** The bytes that follow are the whole file, not only its beginning. */
  whole: z.boolean(),
  mapping: mappingChoiceSchema,
  survey: surveySchema.optional(),
  constants: constantsSchema,
  format: z.object({
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.enum(["auto", ",", ";", "\t", "|"]).optional(),
    skipRows: z.int().min(0).max(1_000).optional(),
    headerCount: z.int().min(0).max(5).optional(),
  }),
  /** By the place of the column, from 0. */
  columns: z.record(z.string().regex(/^\d{1,5}$/), columnRoleSchema).refine(few, "too many"),
  /** What the mapping and its source are to be called. */
  name: name.optional(),
  source: name.optional(),
  /** What new touchpoints and channels are to be, by slug. */
  touchpoints: z
    .record(
      slug,
      z.object({
        name,
        stage: slug.nullable(),
        department: slug.nullable(),
        role: z.enum(TOUCHPOINT_ROLES),
      }),
    )
    .refine(few, "too many"),
  channels: z.record(slug, z.object({ name, parent: slug.nullable() })).refine(few, "too many"),
});
export type PreviewInput = z.output<typeof previewSchema>;
