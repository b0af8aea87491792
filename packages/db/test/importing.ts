import { createHash } from "node:crypto";
import { systemScope } from "@touchline/domain/access";
import type {
  AnswerRecord,
  CanonicalRecord,
  DeclaredStructure,
  InteractionRecord,
  RowOutcome,
  SubmissionRecord,
} from "@touchline/domain/records";
import { sql } from "drizzle-orm";
import type { Db } from "../src/client.ts";
import { type ImportInput, type ImportResult, runImport } from "../src/commands/import.ts";

export const scope = systemScope("test");
export const NOW = new Date("2026-03-01T12:00:00Z");
export const DAY = 86_400_000;
/** An instant in February 2026. */
export const february = (day: number): number => Date.UTC(2026, 1, day, 10);

export const NO_STRUCTURE: DeclaredStructure = {
  departments: [],
  touchpoints: [],
  channels: [],
  segments: [],
  logs: [],
};

export function answer(touchpoint: string, score: number, more: Partial<AnswerRecord> = {}): AnswerRecord {
  return { touchpoint, channel: null, question: "csat_1_5", score, usage: null, ...more };
}

export function submission(
  externalId: string | null,
  answers: AnswerRecord[],
  more: Partial<SubmissionRecord> = {},
): SubmissionRecord {
  return {
    kind: "submission",
    externalId,
    customer: null,
    at: february(10),
    segment: null,
    comment: null,
    weight: null,
    interaction: null,
    answers,
    ...more,
  };
}

export function interaction(
  externalId: string | null,
  touchpoint: string,
  more: Partial<InteractionRecord> = {},
): InteractionRecord {
  return {
    kind: "interaction",
    externalId,
    customer: null,
    at: february(9),
    touchpoint,
    channel: null,
    segment: null,
    cause: null,
    reason: null,
    continues: null,
    openedAt: null,
    firstReplyAt: null,
    resolvedAt: null,
    resolvedAtFirstContact: null,
    reopened: null,
    promiseKept: null,
    comment: null,
    ...more,
  };
}

/** One accepted row per entry: a record, or a list of them. */
export function rows(records: (CanonicalRecord | CanonicalRecord[])[]): RowOutcome[] {
  return records.map((one, at) => ({
    row: at + 1,
    status: "accepted",
    records: Array.isArray(one) ? one : [one],
    dropped: [],
  }));
}

export async function* inBatches(outcomes: readonly RowOutcome[], size = 1000): AsyncGenerator<RowOutcome[]> {
  for (let at = 0; at < outcomes.length; at += size) yield outcomes.slice(at, at + size);
}

/** An import of rows as a file of that name; equal rows are an equal file. */
export function importOf(outcomes: readonly RowOutcome[], more: Partial<ImportInput> = {}): ImportInput {
  const text = JSON.stringify(outcomes);
  return {
    source: { slug: "survey", name: "Survey" },
    mapping: { name: "test", body: { test: true } },
    structure: NO_STRUCTURE,
    unknownNames: "create",
    fileName: "rows.csv",
    fileSha256: createHash("sha256").update(text).digest("hex"),
    fileBytes: text.length,
    constants: {},
    batches: inBatches(outcomes),
    now: NOW,
    ...more,
  };
}

export function importRows(
  db: Db,
  records: (CanonicalRecord | CanonicalRecord[])[],
  more: Partial<ImportInput> = {},
): Promise<ImportResult> {
  return runImport(db, scope, importOf(rows(records), more));
}

/** Contents of the tables that an import may change, without the runs and claims, as sorted lines. */
export async function contents(db: Db): Promise<Record<string, string[]>> {
  const tables = [
    "customer",
    "customer_key",
    "interaction",
    "submission",
    "answer",
    "ledger",
    "ledger_history",
    "rollup_month",
    "rollup_day",
    "rollup_day_channel",
    "rollup_month_channel",
    "rollup_month_segment",
    "rollup_month_channel_segment",
    "rollup_delta",
    "touchpoint",
    "channel",
    "segment",
    "department",
    "touchpoint_owner",
    "source_logs",
    "employee",
    "employee_department",
    "course",
    "training_record",
    "engagement_answer",
  ];
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows: found } = await db.execute<{ line: string }>(
      sql`select t::text as line from ${sql.raw(table)} t order by 1`,
    );
    all[table] = found.map(({ line }) => line);
  }
  return all;
}

/** What people see, without ids: facts by their content. Equal for equal statistics. */
export async function facts(db: Db): Promise<Record<string, unknown[]>> {
  const read = async (statement: ReturnType<typeof sql>) => (await db.execute(statement)).rows;
  return {
    interactions: await read(sql`
      select c.external_id customer, t.slug touchpoint, ch.slug channel, s.slug segment, i.at, i.dated, i.comment
      from interaction i join customer c on c.id = i.customer_id join touchpoint t on t.id = i.touchpoint_id
      join channel ch on ch.id = i.channel_id join segment s on s.id = i.segment_id
      order by 1, 2, 3, 4, 5, 6, 7`),
    answers: await read(sql`
      select c.external_id customer, t.slug touchpoint, ch.slug channel, s.slug segment, a.at, b.dated, a.question,
        a.score, a.usage, a.evidence, a.excluded, b.comment
      from answer a join submission b on b.id = a.submission_id and b.customer_id = a.customer_id
      join customer c on c.id = a.customer_id join touchpoint t on t.id = a.touchpoint_id
      join channel ch on ch.id = a.channel_id join segment s on s.id = a.segment_id
      order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`),
    customers: await read(sql`
      select c.external_id, s.slug from customer c join segment s on s.id = c.segment_id
      where c.external_id is not null order by 1`),
    nameless: await read(sql`select count(*)::int from customer where external_id is null`),
    employees: await read(sql`
      select e.external_id, e.hired, e.left_on, d.valid_from, p.slug from employee e
      left join employee_department d on d.employee_id = e.id left join department p on p.id = d.department_id
      order by 1, 4`),
    training: await read(sql`
      select e.external_id, c.slug, r.assigned, r.due, r.completed, r.outcome from training_record r
      join employee e on e.id = r.employee_id join course c on c.id = r.course_id order by 1, 2, 3, 4, 5, 6`),
    engagement: await read(sql`
      select e.external_id, a.item, a.day, a.score from engagement_answer a join employee e on e.id = a.employee_id
      order by 1, 2, 3, 4`),
  };
}
