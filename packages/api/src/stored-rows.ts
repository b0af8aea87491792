import { QUESTIONS } from "@touchline/domain/question";
import type { CanonicalRecord, RowOutcome } from "@touchline/domain/records";
import { FIELD_WORDS } from "@touchline/ingest/describe";

type Kind = CanonicalRecord["kind"];
type Value = string | number | null;

/** A column of the table of rows as they will be stored. instant: epoch milliseconds. */
export interface StoredColumn {
  readonly record: Kind;
  readonly label: string;
  readonly kind: "text" | "number" | "instant";
}
export interface StoredRow {
  readonly row: number;
  readonly cells: readonly Value[];
}

export type NameOf = (
  kind: "touchpoint" | "channel" | "segment" | "department" | "course",
  slug: string,
) => string;

const INSTANTS = new Set(["at", "openedAt", "firstReplyAt", "resolvedAt"]);
const NAMED = {
  touchpoint: "touchpoint",
  cause: "touchpoint",
  channel: "channel",
  segment: "segment",
  department: "department",
  course: "course",
} as const;

interface Cell {
  readonly key: string;
  readonly column: StoredColumn;
  readonly value: Value;
}

/** The records of accepted rows as one table, without the columns that no row fills. */
export function storedRows(
  outcomes: readonly Extract<RowOutcome, { status: "accepted" }>[],
  nameOf: NameOf,
): { readonly columns: readonly StoredColumn[]; readonly rows: readonly StoredRow[] } {
  const tables = outcomes.map(({ row, records }) => ({
    row,
    cells: new Map(records.flatMap((record) => cellsOf(record, nameOf)).map((cell) => [cell.key, cell])),
  }));
  const filled = new Map<string, StoredColumn>();
  const orders = new Map<string, StoredColumn>();
  for (const { cells } of tables)
    for (const { key, column, value } of cells.values()) {
      orders.set(key, column);
      if (value !== null) filled.set(key, column);
    }
  const keys = [...orders.keys()].filter((key) => filled.has(key));
  const columns = keys.flatMap((key) => filled.get(key) ?? []);
  return {
    columns,
    rows: tables.map(({ row, cells }) => ({ row, cells: keys.map((key) => cells.get(key)?.value ?? null) })),
  };
}

function cellsOf(record: CanonicalRecord, nameOf: NameOf): Cell[] {
  const { kind } = record;
  const cell = (key: string, label: string, value: unknown): Cell => ({
    key: `${kind} ${key}`,
    column: {
      record: kind,
      label,
      kind: INSTANTS.has(key) ? "instant" : typeof value === "number" ? "number" : "text",
    },
    value:
      typeof value === "boolean"
        ? value
          ? "Yes"
          : "No"
        : typeof value === "number" || typeof value === "string"
          ? value
          : null,
  });
  const own = Object.entries(record).flatMap(([key, value]) => {
    if (key === "kind" || key === "answers") return [];
    const named = key in NAMED ? NAMED[key as keyof typeof NAMED] : null;
    const shown = named !== null && typeof value === "string" ? nameOf(named, value) : value;
    const label =
      key === "externalId" && (kind === "customer" || kind === "employee")
        ? "Person"
        : (FIELD_WORDS[key] ?? key);
    return [cell(key, label, shown)];
  });
  return [...own, ...answersOf(record, nameOf).map(([key, label, value]) => cell(key, label, value))];
}

function answersOf(record: CanonicalRecord, nameOf: NameOf): [string, string, Value][] {
  if (record.kind === "engagement")
    return record.answers.map(({ item, score }) => [`answer ${item}`, nameOf("course", item), score]);
  if (record.kind !== "submission") return [];
  const channels = new Set(record.answers.map(({ channel }) => channel));
  const [only] = channels;
  const cells: [string, string, Value][] =
    channels.size === 1 && only ? [["channel", "Channel", nameOf("channel", only)]] : [];
  for (const { touchpoint, question, channel, score, usage } of record.answers) {
    const place = channels.size > 1 && channel ? `, ${nameOf("channel", channel)}` : "";
    const about = `${nameOf("touchpoint", touchpoint)}${place}`;
    const key = `${touchpoint} ${channels.size > 1 ? channel : ""} ${question}`;
    cells.push([`answer ${key}`, `${about} (${QUESTIONS[question].label})`, score]);
    if (usage) cells.push([`usage ${key}`, `${about}: used`, usage === "yes" ? "Yes" : "No"]);
  }
  return cells;
}
