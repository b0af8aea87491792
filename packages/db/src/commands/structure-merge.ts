import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { sql } from "drizzle-orm";
import type { Db, Tx } from "../client.ts";
import { type Merge, type MergeEffect, readMergeEffect } from "../queries/structure-effects.ts";
import { moveAnswers } from "./answers.ts";
import { writeAudit } from "./audit.ts";
import { holdEvidence } from "./evidence.ts";
import { holdLedger } from "./import-run.ts";
import { drain } from "./rollups.ts";
import { putLast } from "./structure-places.ts";
import { holdStructure, STRUCTURE_TABLES, subjectOf } from "./structure-rows.ts";

const DRAIN_BATCH = 250_000;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Makes one row a part of another of its kind, in one transaction: all facts move, evidence of use is judged and
 * counted anew, and its slug stands for the other one from now on, in files as well. The other one keeps its name,
 * place, owner, weight and question; a touchpoint that nobody ever owned takes the first one's owners, and one without
 * a question its question. Returns what was moved. Throws as readMergeEffect, and "conflict" while an import publishes.
 */
export function mergeStructure(
  db: Db,
  scope: Scope,
  { now, ...input }: Merge & { on: string; now: Date },
): Promise<MergeEffect> {
  const merged = db.transaction(async (tx) => {
    // An import may publish for minutes: better to say so than to keep an admin waiting.
    await tx.execute(sql`set local lock_timeout = '5s'`);
    await holdLedger(tx);
    await holdEvidence(tx);
    await holdStructure(tx);
    const { from, to, ...effect } = await readMergeEffect(tx, scope, input);
    const before = await keptRow(tx, input);
    await MOVES[input.kind](tx, input);
    const table = STRUCTURE_TABLES[input.kind];
    await tx.execute(sql`
      update ${table} set merged_into_id = ${to.id}, archived_at = coalesce(archived_at, ${now})
      where ${table.id} = ${from.id} or ${table.mergedIntoId} = ${from.id}`);
    await writeAudit(tx, scope, {
      action: "structure.merge",
      subject: subjectOf(input.kind, from),
      before,
      after: { into: to.slug, ...effect },
    });
    return effect;
  });
  return merged.catch((error: unknown) => {
    if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
    throw new AppError(
      "conflict",
      "Answers are being put in place right now, by an import or by new settings. Nothing was merged: try again in a minute.",
      { cause: error },
    );
  });
}

function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return null;
  return "code" in error ? error.code : codeOf(error.cause);
}

/** The row that goes as it is, with its owners and weights, for the audit log. */
async function keptRow(tx: Tx, { kind, id }: Merge): Promise<unknown> {
  const dated =
    kind === "touchpoint"
      ? sql`|| jsonb_build_object(
          'owners', (select jsonb_agg(to_jsonb(o) - 'touchpoint_id') from touchpoint_owner o where o.touchpoint_id = r.id),
          'weights', (select jsonb_agg(to_jsonb(w) - 'touchpoint_id') from touchpoint_weight w where w.touchpoint_id = r.id))`
      : sql``;
  const { rows } = await tx.execute<{ kept: unknown }>(sql`
    select to_jsonb(r) - 'created_at' ${dated} kept from ${STRUCTURE_TABLES[kind]} r where r.id = ${id}`);
  return rows[0]?.kept ?? null;
}

async function drainDry(tx: Tx): Promise<void> {
  while ((await drain(tx, DRAIN_BATCH)) === DRAIN_BATCH);
}

/** What moves, by kind, in the order that evidence of use needs: interactions and logs before answers. */
const MOVES: Readonly<Record<Merge["kind"], (tx: Tx, merge: Merge) => Promise<void>>> = {
  touchpoint: async (tx, { id, into }) => {
    await tx.execute(sql`update interaction set touchpoint_id = ${into} where touchpoint_id = ${id}`);
    await tx.execute(
      sql`update interaction set cause_touchpoint_id = ${into} where cause_touchpoint_id = ${id}`,
    );
    for (const table of ["cause_rule", "cause_coding"])
      await tx.execute(
        sql`update ${sql.identifier(table)} set touchpoint_id = ${into} where touchpoint_id = ${id}`,
      );
    await tx.execute(sql`
      with gone as (delete from topic_word where touchpoint_id = ${id} returning word)
      insert into topic_word (touchpoint_id, word) select ${into}, word from gone on conflict do nothing`);
    await tx.execute(sql`
      with gone as (delete from source_logs where touchpoint_id = ${id} returning *)
      insert into source_logs (source_id, touchpoint_id, channel_id)
      select source_id, ${into}, channel_id from gone on conflict do nothing`);
    await moveAnswers(tx, { place: "touchpoint_id", from: id, into });
    await drainDry(tx);
    await tx.execute(sql`
      update touchpoint t set primary_question = f.primary_question from touchpoint f
      where t.id = ${into} and f.id = ${id} and t.primary_question is null`);
    await takeOwners(tx, id, into);
  },
  channel: async (tx, { id, into }) => {
    await tx.execute(sql`update interaction set channel_id = ${into} where channel_id = ${id}`);
    await tx.execute(sql`update channel_audit set channel_id = ${into} where channel_id = ${id}`);
    await tx.execute(sql`
      with gone as (delete from source_logs where channel_id = ${id} returning *)
      insert into source_logs (source_id, touchpoint_id, channel_id)
      select source_id, touchpoint_id, ${into} from gone on conflict do nothing`);
    await moveAnswers(tx, { place: "channel_id", from: id, into });
    await drainDry(tx);
    const { rows } = await tx.execute<{ id: number }>(
      sql`update channel set parent_id = ${into} where parent_id = ${id} and id <> ${into} returning id`,
    );
    for (const child of rows) await putLast(tx, "channel", into, child.id);
    await tx.execute(sql`update channel set parent_id = null where id = ${id}`);
  },
  segment: async (tx, { id, into }) => {
    for (const table of ["customer", "interaction", "submission"])
      await tx.execute(
        sql`update ${sql.identifier(table)} set segment_id = ${into} where segment_id = ${id}`,
      );
    await moveAnswers(tx, { place: "segment_id", from: id, into });
    await drainDry(tx);
  },
  department: async (tx, { id, into }) => {
    for (const table of ["touchpoint_owner", "employee_department"])
      await tx.execute(
        sql`update ${sql.identifier(table)} set department_id = ${into} where department_id = ${id}`,
      );
    await tx.execute(sql`
      with gone as (delete from user_department where department_id = ${id} returning user_id)
      insert into user_department (user_id, department_id) select user_id, ${into} from gone on conflict do nothing`);
  },
  stage: async (tx, { id, into }) => {
    const { rows } = await tx.execute<{ id: number }>(sql`
      with moved as (update touchpoint set stage_id = ${into} where stage_id = ${id} returning id, position, name)
      select id from moved order by position, name`);
    for (const moved of rows) await putLast(tx, "touchpoint", into, moved.id);
  },
};

/** Its answers of the past would be nobody's otherwise. */
async function takeOwners(tx: Tx, id: number, into: number): Promise<void> {
  const { rows } = await tx.execute(sql`
    select 1 from touchpoint_owner where touchpoint_id = ${into} and department_id is not null limit 1`);
  if (rows.length > 0) return;
  await tx.execute(sql`delete from touchpoint_owner where touchpoint_id = ${into}`);
  await tx.execute(sql`
    insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select ${into}, valid_from, department_id from touchpoint_owner where touchpoint_id = ${id}`);
}
