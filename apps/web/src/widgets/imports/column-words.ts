import type { FilePreview } from "@touchline/api/import-preview";
import { QUESTION_TYPES, QUESTIONS } from "@touchline/domain/question";
import type { ColumnRole } from "./edits.ts";

export type PreviewedColumn = FilePreview["columns"][number];

const WORDS: Readonly<Record<ColumnRole["as"], string>> = {
  left: "Leave out",
  score: "Score",
  id: "Record id",
  customer: "Customer",
  date: "Date",
  channel: "Channel",
  segment: "Segment",
  touchpoint: "Touchpoint's name",
  comment: "Comment",
  reason: "Reason of a contact",
};
export const ROLE_OPTIONS = Object.entries(WORDS).map(([value, label]) => ({ value, label }));
/** No role is called so: the mapping reads the column in a way that no single word says. */
export const AS_IS = "";
export const SCALE_OPTIONS = QUESTION_TYPES.map((value) => ({ value, label: QUESTIONS[value].label }));

/** What the mapping makes of a column, for the list: "Customer, Record id". */
export function targetsOf({ targets }: PreviewedColumn): string {
  const words = [...new Set(targets.map(({ target }) => target))];
  return words.slice(0, 4).join(", ") + (words.length > 4 ? ` and ${words.length - 4} more` : "");
}

/** A name for what a column's scores are about: "room_rating" becomes "Room rating". */
export function touchpointFor({ name, label }: PreviewedColumn): string {
  const words = (label || name).replace(/[_\s]+/g, " ").trim();
  return (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 120);
}

/** The role that a choice from the list stands for; a score and a date begin with what the file itself suggests. */
export function roleFor(as: string, column: PreviewedColumn): ColumnRole | undefined {
  const suggested = column.choices.find((choice) => choice.as === as);
  if (as === "score") return suggested ?? { as, question: "csat_1_5", touchpoint: touchpointFor(column) };
  if (as === "date") return column.choices.length === 1 && suggested ? suggested : { as };
  if (as in WORDS) return { as } as Exclude<ColumnRole, { as: "score" }>;
  return undefined;
}
