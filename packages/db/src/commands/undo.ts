import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { eq, sql } from "drizzle-orm";
import type { Db, Tx } from "../client.ts";
import { importRun } from "../schema/import.ts";
import { writeAudit } from "./audit.ts";
import { holdEvidence } from "./evidence.ts";
import { applyPeople, createPeopleWork, ensurePeople, removePeople } from "./import-people.ts";
import { holdLedger } from "./import-run.ts";
import {
  applyInteractions,
  applySubmissions,
  createWork,
  customerOf,
  ensureCustomers,
  judgePairs,
  payloadOfInteraction,
  payloadOfSubmission,
  removeEmptyCustomers,
  removeGone,
} from "./import-versions.ts";
import { drain } from "./rollups.ts";

export interface UndoResult {
  readonly runId: number;
  /** Records that nobody else had brought: gone. */
  readonly removed: number;
  /** Records that the run had corrected: what an earlier run said is back. */
  readonly restored: number;
  /** Records that another run brought just so, or corrected since: they stay as they are. */
  readonly kept: number;
}

const DRAIN_BATCH = 250_000;

/**
 * Takes a published run back, in one transaction: every statistic is then as if the run had never been imported, in
 * whatever order runs are undone. Structure that it created (departments, touchpoints, channels, segments, courses)
 * and what it declared as logged stay. The file can be imported again. Throws AppError not_found or conflict.
 */
export function undoRun(db: Db, scope: Scope, runId: number, now: Date): Promise<UndoResult> {
  return db.transaction(async (tx) => {
    await holdLedger(tx);
    const [run] = await tx
      .select({ status: importRun.status, fileName: importRun.fileName })
      .from(importRun)
      .where(eq(importRun.id, runId));
    if (!run) throw new AppError("not_found", `There is no import run ${runId}.`);
    if (run.status !== "published") {
      throw new AppError("conflict", `Run ${runId} is ${run.status}: only a published run can be undone.`);
    }
    await holdEvidence(tx);
    await createWork(tx);
    await createPeopleWork(tx);
    await tx.execute(sql`
      create temporary table work_back (kind record_kind, key uuid, record_id bigint, was_customer_id bigint,
        was_hash uuid, was_body jsonb, run_id int, hash uuid, payload jsonb) on commit drop`);
    const kept = await handOver(tx, runId);
    const counts = await takeBack(tx, runId);
    const result = { runId, ...counts, kept: kept + counts.kept };
    await tx.update(importRun).set({ status: "undone", finishedAt: now }).where(eq(importRun.id, runId));
    const { runId: _, ...after } = result;
    await writeAudit(tx, scope, { action: "import.undo", subject: `run ${runId}: ${run.fileName}`, after });
    return result;
  });
}

/** Versions of the run that other runs brought too become theirs; the run's own claims go. Returns how many. */
async function handOver(tx: Tx, runId: number): Promise<number> {
  const own = await tx.execute(sql`delete from ledger_claim where run_id = ${runId}`);
  await tx.execute(sql`
    create temporary table work_heir on commit drop as
    select distinct on (c.key) c.key, c.run_id from ledger_claim c join import_run r on r.id = c.run_id
    where c.of_run = ${runId} order by c.key, r.finished_at, c.run_id`);
  await tx.execute(
    sql`delete from ledger_claim c using work_heir h where c.key = h.key and c.run_id = h.run_id`,
  );
  await tx.execute(sql`
    update ledger_claim c set of_run = h.run_id from work_heir h where c.key = h.key and c.of_run = ${runId}`);
  await tx.execute(sql`
    update ledger_history v set replaced_by = h.run_id from work_heir h
    where v.key = h.key and v.replaced_by = ${runId}`);
  // What the source did not date counts on the day of the import that it is of now.
  const older = await tx.execute(sql`
    update ledger_history v set run_id = h.run_id,
      payload = case when v.payload -> 'dated' = 'false' then v.payload || jsonb_build_object('at', r.started_at)
                     else v.payload end
    from work_heir h join import_run r on r.id = h.run_id
    where v.key = h.key and v.run_id = ${runId}`);
  const inForce = await tx.execute(sql`
    update ledger l set run_id = h.run_id from work_heir h where l.key = h.key and l.run_id = ${runId}`);
  for (const [kind, payload] of [
    ["interaction", payloadOfInteraction],
    ["submission", payloadOfSubmission],
  ] as const) {
    await tx.execute(sql`
      insert into work_back
      select l.kind, l.key, l.record_id, l.customer_id, l.hash, null, l.run_id, l.hash,
        ${payload} || jsonb_build_object('at', r.started_at)
      from work_heir h join ledger l on l.key = h.key and l.kind = ${kind}::record_kind and l.run_id = h.run_id
      join ${sql.raw(kind)} f on f.id = l.record_id and f.customer_id = l.customer_id and not f.dated
      join import_run r on r.id = h.run_id`);
  }
  return (own.rowCount ?? 0) + (older.rowCount ?? 0) + (inForce.rowCount ?? 0);
}

/** Removes or restores what is left of the run. */
async function takeBack(tx: Tx, runId: number): Promise<Omit<UndoResult, "runId">> {
  // Replaced versions of the run just go; what came before them was then replaced by what came after.
  const replaced = await tx.execute(sql`
    with mine as (delete from ledger_history where run_id = ${runId} returning key, replaced_by),
    relinked as (
      update ledger_history v set replaced_by = mine.replaced_by from mine
      where v.key = mine.key and v.replaced_by = ${runId} and v.run_id <> ${runId})
    select 1 from mine`);
  await tx.execute(sql`
    insert into work_gone
    select l.key, l.kind, l.record_id, l.customer_id from ledger l
    where l.run_id = ${runId}
      and not exists (select 1 from ledger_history v where v.key = l.key and v.replaced_by = ${runId})`);
  const back = await tx.execute(sql`
    with back as (delete from ledger_history where replaced_by = ${runId} returning *)
    insert into work_back
    select l.kind, l.key, l.record_id, l.customer_id was_customer_id, l.hash was_hash, l.payload was_body, b.run_id,
      b.hash, b.payload
    from back b join ledger l on l.key = b.key`);
  await tx.execute(sql`analyze work_gone, work_back`);
  const { rows } = await tx.execute<{ removed: number; judge: boolean }>(sql`
    select (select count(*)::int from work_gone) removed, exists (select 1 from answer) judge`);
  const { removed = 0, judge = false } = rows[0] ?? {};
  await takeBackPeople(tx, runId);
  await ensureCustomers(
    tx,
    sql`select (payload ->> 'customer_key')::uuid customer_key, payload ->> 'customer' customer from work_back
        where kind in ('interaction', 'submission')`,
  );
  await removeGone(tx, "interaction", judge);
  await restore(tx, runId, "interaction");
  await applyInteractions(tx, judge);
  if (judge) await judgePairs(tx);
  await removeGone(tx, "submission", judge);
  await restore(tx, runId, "submission");
  await applySubmissions(tx);
  await removeEmptyCustomers(tx);
  while ((await drain(tx, DRAIN_BATCH)) === DRAIN_BATCH);
  return { removed, restored: back.rowCount ?? 0, kept: replaced.rowCount ?? 0 };
}

async function takeBackPeople(tx: Tx, runId: number): Promise<void> {
  const people = sql`select * from work_back where kind not in ('interaction', 'submission')`;
  await ensurePeople(tx, sql`select kind, payload body from (${people}) p`);
  await tx.execute(sql`
    insert into work_record
    select key, kind, hash, run_id, record_id, payload, ${runId}::int, was_hash, was_body from (${people}) p`);
  await applyPeople(tx);
  await removePeople(tx);
}

/** Columns of the work tables that a kept payload holds, in their order. */
const PAYLOAD = {
  interaction: `p.at, p.dated, p.segment_id, p.touchpoint_id, p.channel_id, p.cause_touchpoint_id, p.reason,
    p.continues_key, p.opened_at, p.first_reply_at, p.resolved_at, p.resolved_at_first_contact, p.reopened,
    p.promise_kept, p.comment`,
  submission: `p.at, p.dated, p.segment_id, p.comment, p.weight, p.careless, p.interaction_key, p.touchpoint_ids,
    p.channel_ids, p.questions, p.scores, p.usages`,
} as const;

/** Fills the kind's work table with the versions that come back. */
async function restore(tx: Tx, runId: number, kind: "interaction" | "submission"): Promise<void> {
  const work = sql.raw(`work_${kind}`);
  await tx.execute(sql`
    insert into ${work}
    select s.key, s.hash, s.run_id, s.record_id, ${customerOf(sql`s.was_customer_id`)}, s.was_customer_id, ${runId}::int,
      s.was_hash, s.customer_key, s.customer, ${sql.raw(PAYLOAD[kind])}
    from (select b.*, (b.payload ->> 'customer_key')::uuid customer_key, b.payload ->> 'customer' customer
          from work_back b where b.kind = ${kind}::record_kind) s
    left join customer_key k on k.key = s.customer_key
    cross join lateral jsonb_populate_record(null::${work}, s.payload) p`);
}
