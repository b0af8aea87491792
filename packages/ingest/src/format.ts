import { z } from "zod";

export const ENCODINGS = [
  "auto",
  "utf-8",
  "utf-8-sig",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "latin1",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * headerRows.names says which header row names the columns. continued: a blank cell of that row continues the one to its
 * left, and the second row tells such columns apart ("Question | Option"), as SurveyMonkey writes it. count 0: no row
 * names the columns; they are called "Column 1", "Column 2" and so on.
 */
const csvSchema = z.strictObject({
  kind: z.literal("csv"),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
  encoding: z.enum(ENCODINGS).default("auto"),
  headerRows: z
    .strictObject({
      count: z.int().min(0).max(5).default(1),
      names: z.int().min(1).max(5).default(1),
      continued: z.boolean().default(false),
    })
    .refine((rows) => rows.names <= Math.max(1, rows.count), "names must be one of the header rows")
    .prefault({}),
  skipRows: z.int().min(0).max(1000).default(0),
  /** auto: a comma is a decimal mark unless three digits follow it, which is refused as ambiguous. */
  decimal: z.enum(["auto", ".", ","]).default("auto"),
});

/**
 * records: dotted paths of which the first that exists in a payload holds the records (a list, or one object); "" = the
 * payload itself. A list of payloads, or one payload after the other, is read payload by payload.
 */
const jsonSchema = z.strictObject({
  kind: z.literal("json"),
  encoding: z.enum(ENCODINGS).default("auto"),
  records: z.array(z.string()).min(1).default([""]),
  decimal: z.enum(["auto", ".", ","]).default("."),
});

export const formatSchema = z.discriminatedUnion("kind", [csvSchema, jsonSchema], {
  error: 'needs "kind": "csv" or "json"',
});
export type CsvFormat = z.output<typeof csvSchema>;
export type JsonFormat = z.output<typeof jsonSchema>;
