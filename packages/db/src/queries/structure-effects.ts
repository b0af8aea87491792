import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { QUESTIONS, type QuestionType } from "@touchline/domain/question";
import { STRUCTURE_WORDS, type StructureKind } from "@touchline/domain/structure";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { requireActive, requireRow, type StructureRow } from "../commands/structure-rows.ts";

/** What hangs on a row; what its kind can't have is 0. */
export interface StructureEffect {
  readonly answers: number;
  readonly interactions: number;
  /** Contacts that the touchpoint is the known cause of. */
  readonly causes: number;
  readonly customers: number;
  readonly employees: number;
  /** Department heads who have the department. */
  readonly heads: number;
  /** Touchpoints of the stage, or ever owned by the department. */
  readonly touchpoints: number;
  /** Touchpoints that the department owns on the day asked for. */
  readonly owned: number;
  /** Channels below it. */
  readonly channels: number;
  /** Declarations that a source logs it. */
  readonly logs: number;
}

const NONE: StructureEffect = {
  answers: 0,
  interactions: 0,
  causes: 0,
  customers: 0,
  employees: 0,
  heads: 0,
  touchpoints: 0,
  owned: 0,
  channels: 0,
  logs: 0,
};

const COUNTED: Readonly<
  Record<StructureKind, (id: number, on: string) => Partial<Record<keyof StructureEffect, SQL>>>
> = {
  touchpoint: (id) => ({
    answers: sql`from answer where touchpoint_id = ${id}`,
    interactions: sql`from interaction where touchpoint_id = ${id}`,
    causes: sql`from interaction where cause_touchpoint_id = ${id}`,
    logs: sql`from source_logs where touchpoint_id = ${id}`,
  }),
  channel: (id) => ({
    answers: sql`from answer where channel_id = ${id}`,
    interactions: sql`from interaction where channel_id = ${id}`,
    channels: sql`from channel where parent_id = ${id}`,
    logs: sql`from source_logs where channel_id = ${id}`,
  }),
  segment: (id) => ({
    answers: sql`from answer where segment_id = ${id}`,
    interactions: sql`from interaction where segment_id = ${id}`,
    customers: sql`from customer where segment_id = ${id}`,
  }),
  department: (id, on) => ({
    touchpoints: sql`from touchpoint t where t.merged_into_id is null and exists (
      select 1 from touchpoint_owner o where o.touchpoint_id = t.id and o.department_id = ${id})`,
    owned: sql`from touchpoint t where t.archived_at is null and t.id <> 0 and ${id} = (
      select o.department_id from touchpoint_owner o where o.touchpoint_id = t.id and o.valid_from <= ${on}::date
      order by o.valid_from desc limit 1)`,
    employees: sql`from (select distinct employee_id from employee_department where department_id = ${id}) e`,
    heads: sql`from user_department where department_id = ${id}`,
  }),
  stage: (id) => ({
    touchpoints: sql`from touchpoint where stage_id = ${id} and merged_into_id is null`,
  }),
};

/** Counts what hangs on a row on a day; built-in ones and ones that are not there count nothing. */
export async function countEffect(
  db: Queryable,
  { kind, id, on }: { kind: StructureKind; id: number; on: string },
): Promise<StructureEffect> {
  const counted = Object.entries(COUNTED[kind](id, on));
  const columns = counted.map(
    ([name, from]) => sql`(select count(*)::int ${from}) as ${sql.identifier(name)}`,
  );
  const { rows } = await db.execute<Partial<Record<keyof StructureEffect, number>>>(
    sql`select ${sql.join(columns, sql`, `)}`,
  );
  return { ...NONE, ...rows[0] };
}

export interface Merge {
  readonly kind: StructureKind;
  readonly id: number;
  readonly into: number;
}

export interface MergeEffect extends StructureEffect {
  /** Answers that go, because the same submission answers the same question in the other place. */
  readonly answeredTwice: number;
}

/**
 * What a merge would move, and whether it can be done: throws "not_found", or "invalid" or "conflict" in words where
 * two rows can't become one.
 */
export async function readMergeEffect(
  db: Queryable,
  _scope: Scope,
  { on, ...merge }: Merge & { on: string },
): Promise<MergeEffect & { readonly from: StructureRow; readonly to: StructureRow }> {
  const { kind, id, into } = merge;
  const word = STRUCTURE_WORDS[kind];
  if (id === into) throw new AppError("invalid", `A ${word} can't be merged into itself.`);
  const from = await requireRow(db, kind, id);
  if (from.mergedIntoId !== null) throw new AppError("conflict", `"${from.name}" was merged before.`);
  const to = await requireActive(db, kind, into);
  if (kind === "touchpoint") await requireOneQuestion(db, from, to);
  if (kind === "channel") await requireTwoLevels(db, from, to);
  const effect = await countEffect(db, { kind, id, on });
  return { ...effect, answeredTwice: await countTwice(db, merge), from, to };
}

/** A score is made of the answers to one question: those to two can't make one. */
async function requireOneQuestion(db: Queryable, from: StructureRow, to: StructureRow): Promise<void> {
  const { rows } = await db.execute<{ id: number; question: QuestionType | null }>(
    sql`select id, primary_question question from touchpoint where id in (${from.id}, ${to.id})`,
  );
  const [one, other] = [from, to].map((row) => rows.find(({ id }) => id === row.id)?.question ?? null);
  if (!one || !other || one === other) return;
  throw new AppError(
    "conflict",
    `"${from.name}" is scored by "${QUESTIONS[one].label}" and "${to.name}" by "${QUESTIONS[other].label}": their answers make no common score. Have both scored by one question first, if that is right.`,
  );
}

async function requireTwoLevels(db: Queryable, from: StructureRow, to: StructureRow): Promise<void> {
  const { rows } = await db.execute<{ parent: number | null; children: number }>(sql`
    select (select parent_id from channel where id = ${to.id}) parent,
      (select count(*)::int from channel where parent_id = ${from.id}) children`);
  const { parent = null, children = 0 } = rows[0] ?? {};
  if (parent === from.id)
    throw new AppError(
      "conflict",
      `"${to.name}" is below "${from.name}": a channel can't become a part of one below it. Merge it the other way round.`,
    );
  if (parent !== null && children > 0)
    throw new AppError(
      "conflict",
      `"${from.name}" holds channels and "${to.name}" is below another one: there are two levels. Move its channels first.`,
    );
}

async function countTwice(db: Queryable, { kind, id, into }: Merge): Promise<number> {
  if (kind !== "touchpoint" && kind !== "channel") return 0;
  const [own, other] =
    kind === "touchpoint" ? ["touchpoint_id", "channel_id"] : ["channel_id", "touchpoint_id"];
  const { rows } = await db.execute<{ twice: number }>(sql`
    select count(*)::int twice from answer a join answer b on b.submission_id = a.submission_id
      and b.customer_id = a.customer_id and b.question = a.question
      and b.${sql.raw(other ?? "")} = a.${sql.raw(other ?? "")}
    where a.${sql.raw(own ?? "")} = ${id} and b.${sql.raw(own ?? "")} = ${into}`);
  return rows[0]?.twice ?? 0;
}
