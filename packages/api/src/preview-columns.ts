import type { listNames } from "@touchline/db/queries/names";
import type { DeclaredStructure } from "@touchline/domain/records";
import type { ColumnRole, Draft } from "@touchline/ingest/assign";
import { usesOf } from "@touchline/ingest/describe";
import type { Inspection } from "@touchline/ingest/inspect";
import type { NamesFound } from "@touchline/ingest/names";
import { soundsRated } from "@touchline/ingest/presets/recognise";
import { type ColumnGuess, wordsOf } from "@touchline/ingest/propose";
import type { Chosen } from "./choose-mapping.ts";

const SHOWN_VALUES = 4;

/** What a file is read with before anybody changes it. */
export interface Base {
  readonly mapping: Draft;
  readonly left: Chosen["left"];
  readonly by: string;
  readonly reason: string;
  /** null where a preset or a mapping of its own reads the file. */
  readonly guesses: readonly ColumnGuess[] | null;
}
export type Names = Awaited<ReturnType<typeof listNames>>;

/** What the import would create, with what is known of it so far. */
export function freshNames(declared: DeclaredStructure, found: NamesFound, names: Names) {
  const unknown = <One extends { slug: string }>(rows: readonly One[], kind: keyof Names): One[] =>
    rows.filter((row) => !names[kind].some(({ slug }) => slug === row.slug));
  const others = <One extends { slug: string }>(rows: readonly One[], of: readonly { slug: string }[]) =>
    rows.filter((row) => !of.some(({ slug }) => slug === row.slug));
  return {
    touchpoints: [
      ...unknown(declared.touchpoints, "touchpoints"),
      ...unknown(others(found.touchpoints, declared.touchpoints), "touchpoints").map((row) => ({
        ...row,
        stage: null,
        department: null,
        role: "operations" as const,
      })),
    ].map(({ slug, name, stage, department, role }) => ({ slug, name, stage, department, role })),
    channels: [
      ...unknown(declared.channels, "channels"),
      ...unknown(others(found.channels, declared.channels), "channels").map((row) => ({
        ...row,
        parent: null,
      })),
    ],
    segments: [
      ...unknown(declared.segments, "segments"),
      ...unknown(others(found.segments, declared.segments), "segments"),
    ],
    departments: [
      ...unknown(declared.departments, "departments"),
      ...unknown(others(found.departments, declared.departments), "departments"),
    ],
    courses: unknown(found.courses, "courses"),
  };
}

/** Each column of the file: some of its values, what is read from it, and why. */
export function previewColumns(
  draft: Draft,
  inspection: Inspection,
  base: Base,
  chosen: Readonly<Record<string, ColumnRole>>,
) {
  const uses = usesOf(draft, inspection.columns);
  const reasons = new Map(base.left.map(({ column, reason }) => [column, reason]));
  return inspection.columns.map((name, place) => {
    const fields = uses[place] ?? [];
    const label = inspection.labels[place] ?? "";
    const guess = base.guesses?.[place];
    const own = chosen[place];
    const read = fields.length > 0 && !base.guesses ? `${base.by} reads it` : null;
    return {
      place,
      name,
      label,
      values: (inspection.distinct[place] ?? []).slice(0, SHOWN_VALUES),
      targets: fields.map(({ target, score }) => ({ target, question: score?.question ?? null })),
      role: own ?? guess?.role ?? roleOf(fields),
      reason: own
        ? "as you said"
        : (guess?.reason ??
          read ??
          reasons.get(name) ??
          reasons.get(label) ??
          "the mapping reads nothing from it"),
      choices: guess?.choices ?? [],
      /** Left out though it is called like a rating: only the file's owner can tell, who should not have to look for it. */
      doubtful:
        !own &&
        fields.length === 0 &&
        (inspection.distinct[place] ?? []).length > 0 &&
        soundsRated(label || wordsOf(name)),
    };
  });
}

const ROLES: Readonly<Record<string, Exclude<ColumnRole["as"], "left" | "date" | "score">>> = {
  externalId: "id",
  customer: "customer",
  channel: "channel",
  segment: "segment",
  touchpoint: "touchpoint",
  comment: "comment",
  reason: "reason",
};

/** The role that does what the mapping does with a column; null where none does just that. */
function roleOf(fields: ReturnType<typeof usesOf>[number]): ColumnRole | null {
  const [first] = fields;
  if (!first) return { as: "left" };
  const keys = new Set(fields.map(({ path }) => String(path.at(-1))));
  const [key = ""] = keys;
  if (keys.size !== 1 || first.reads.kind !== "column") return null;
  const { score } = first;
  if (score?.question && score.touchpoint && fields.length === 1)
    return { as: "score", question: score.question, touchpoint: score.touchpoint };
  if (key === "at") return { as: "date" };
  const as = ROLES[key];
  return as ? { as } : null;
}
