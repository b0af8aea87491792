import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { deleteAnswers, insertAnswers, reassessEvidence } from "./answers.ts";
import { followMerges } from "./import-merges.ts";

/**
 * Versions of interactions and submissions on their way into force, in temporary tables that publishing and undoing
 * share. `was` columns are null for a record that is new; real ids, no numbers of a run. segment_id null = the source
 * does not say. key, hash and run_id become the ledger's.
 */
const LEDGER = `key uuid, hash uuid, run_id int, record_id bigint, customer_id bigint, was_customer_id bigint,
  was_run_id int, was_hash uuid`;
const TABLES = {
  work_interaction: `${LEDGER}, customer_key uuid, customer text, at timestamptz, dated boolean, segment_id int,
    touchpoint_id int, channel_id int, cause_touchpoint_id int, reason text, continues_key uuid,
    opened_at timestamptz, first_reply_at timestamptz, resolved_at timestamptz, resolved_at_first_contact boolean,
    reopened boolean, promise_kept boolean, comment text`,
  work_submission: `${LEDGER}, customer_key uuid, customer text, at timestamptz, dated boolean, segment_id int,
    comment text, weight real, careless boolean, interaction_key uuid, touchpoint_ids int[], channel_ids int[],
    questions question_type[], scores smallint[], usages usage_answer[]`,
  /** Records that go for good: nobody else's version is left. */
  work_gone: "key uuid, kind record_kind, record_id bigint, customer_id bigint",
  /** Whose evidence of use is to be judged again. */
  work_pair: "customer_id bigint, touchpoint_id int, channel_id int",
  /** Customers that lost a record, and perhaps their last. */
  work_left: "customer_id bigint",
} as const;

export async function createWork(tx: Tx): Promise<void> {
  for (const [name, columns] of Object.entries(TABLES)) {
    await tx.execute(sql.raw(`create temporary table ${name} (${columns}) on commit drop`));
  }
}

const run = async (tx: Tx, statement: SQL): Promise<number> => (await tx.execute(statement)).rowCount ?? 0;

/** Makes the customers that `rows`, a SELECT of (customer_key, customer), names and nobody knows. */
export async function ensureCustomers(tx: Tx, rows: SQL): Promise<void> {
  await run(
    tx,
    sql`with missing as materialized (
        select customer_key, customer, nextval('customer_id_seq') id
        from (select distinct on (customer_key) customer_key, customer from (${rows}) r
              where customer_key is not null
                and not exists (select 1 from customer_key k where k.key = r.customer_key)
              order by customer_key) m),
      people as (insert into customer (id, external_id) select id, customer from missing)
      insert into customer_key (key, customer_id) select customer_key, id from missing`,
  );
}

/**
 * The customer of a row `s` with customer_key, where `k` is its customer_key row and was is the customer of its version
 * in force: a nameless customer stays the same one when its record is corrected, and is nobody else.
 */
export const customerOf = (was: SQL): SQL => sql`case
    when s.customer_key is not null then k.customer_id
    else coalesce((select c.id from customer c where c.id = ${was} and c.external_id is null),
                  nextval('customer_id_seq')) end`;

/** Stores the nameless customers that customerOf numbered. */
async function storeNameless(tx: Tx, table: "work_interaction" | "work_submission"): Promise<void> {
  await run(
    tx,
    sql`insert into customer (id) select w.customer_id from ${sql.raw(table)} w
        where w.customer_key is null and w.customer_id is distinct from w.was_customer_id
        on conflict (id) do nothing`,
  );
}

/** Brings the ledger to what work says. */
async function writeLedger(
  tx: Tx,
  table: "work_interaction" | "work_submission",
  kind: string,
): Promise<void> {
  await run(
    tx,
    sql`update ledger l set customer_id = w.customer_id, run_id = w.run_id, hash = w.hash
        from ${sql.raw(table)} w where w.was_customer_id is not null and l.key = w.key`,
  );
  await run(
    tx,
    sql`insert into ledger (key, kind, record_id, customer_id, run_id, hash)
        select key, ${kind}::record_kind, record_id, customer_id, run_id, hash from ${sql.raw(table)}
        where was_customer_id is null order by key`,
  );
}

const interactionPairs = (keys: SQL): SQL => sql`
  select i.customer_id, i.touchpoint_id, i.channel_id
  from (${keys}) g join interaction i on i.id = g.record_id and i.customer_id = g.customer_id
  where exists (select 1 from submission s where s.customer_id = i.customer_id)
  union all
  select s.customer_id, i.touchpoint_id, i.channel_id
  from (${keys}) g join interaction i on i.id = g.record_id and i.customer_id = g.customer_id
  join submission s on s.interaction_key = g.key`;

/** Remembers whose answers, already there, the interactions that `keys` (key, record_id, customer_id) yields may bear on. */
const notePairs = (tx: Tx, keys: SQL): Promise<number> =>
  run(tx, sql`insert into work_pair ${interactionPairs(keys)}`);

/** Puts the interactions of work_interaction in force. judge: answers exist whose evidence may change. */
export async function applyInteractions(tx: Tx, judge: boolean): Promise<void> {
  await followMerges(tx, "work_interaction");
  await storeNameless(tx, "work_interaction");
  const changed = sql`select key, record_id, was_customer_id customer_id from work_interaction
    where was_customer_id is not null`;
  if (judge) await notePairs(tx, changed);
  await run(tx, sql`insert into work_left select customer_id from (${changed}) c`);
  await run(
    tx,
    sql`delete from interaction i using work_interaction w
        where w.was_customer_id is not null and i.id = w.record_id and i.customer_id = w.was_customer_id`,
  );
  await run(
    tx,
    sql`insert into interaction (id, customer_id, touchpoint_id, channel_id, segment_id, segment_stated, at, dated,
          cause_touchpoint_id, cause_basis, reason, continues_key, opened_at, first_reply_at, resolved_at,
          resolved_at_first_contact, reopened, promise_kept, comment)
        select w.record_id, w.customer_id, w.touchpoint_id, w.channel_id, coalesce(w.segment_id, c.segment_id),
          w.segment_id is not null, w.at, w.dated, w.cause_touchpoint_id,
          case when w.cause_touchpoint_id is not null then 'import'::cause_basis end, w.reason, w.continues_key,
          w.opened_at, w.first_reply_at, w.resolved_at, w.resolved_at_first_contact, w.reopened, w.promise_kept,
          w.comment
        from work_interaction w join customer c on c.id = w.customer_id
        order by w.record_id`,
  );
  await writeLedger(tx, "work_interaction", "interaction");
  if (judge) await notePairs(tx, sql`select key, record_id, customer_id from work_interaction`);
}

/** Puts the submissions of work_submission in force, with their answers. */
export async function applySubmissions(tx: Tx): Promise<void> {
  await followMerges(tx, "work_submission");
  await storeNameless(tx, "work_submission");
  const changed = sql`select record_id, was_customer_id from work_submission where was_customer_id is not null`;
  if ((await run(tx, sql`insert into work_left select was_customer_id from (${changed}) c`)) > 0) {
    await deleteAnswers(tx, changed);
    await run(
      tx,
      sql`delete from submission s using work_submission w
          where w.was_customer_id is not null and s.id = w.record_id and s.customer_id = w.was_customer_id`,
    );
  }
  await run(
    tx,
    sql`insert into submission (id, customer_id, segment_id, segment_stated, at, dated, comment, weight, careless,
          interaction_key)
        select w.record_id, w.customer_id, coalesce(w.segment_id, c.segment_id), w.segment_id is not null, w.at,
          w.dated, w.comment, w.weight, w.careless, w.interaction_key
        from work_submission w join customer c on c.id = w.customer_id
        order by w.record_id`,
  );
  await insertAnswers(
    tx,
    sql`select w.record_id, w.customer_id, a.touchpoint_id, a.channel_id, coalesce(w.segment_id, c.segment_id), w.at,
          a.question, a.score, a.usage, w.interaction_key, w.careless and o.exclude_careless
        from work_submission w join customer c on c.id = w.customer_id cross join organisation o
        cross join lateral unnest(w.touchpoint_ids, w.channel_ids, w.questions, w.scores, w.usages)
          as a (touchpoint_id, channel_id, question, score, usage)`,
  );
  await writeLedger(tx, "work_submission", "submission");
}

/** Takes the interactions and submissions of work_gone away, with their ledger rows. Answers go with submissions. */
export async function removeGone(tx: Tx, kind: "interaction" | "submission", judge: boolean): Promise<void> {
  const gone = sql`select key, record_id, customer_id from work_gone where kind = ${kind}::record_kind`;
  if (kind === "interaction" && judge) await notePairs(tx, gone);
  if (kind === "submission") {
    await deleteAnswers(tx, sql`select record_id, customer_id from (${gone}) g`);
  }
  await run(
    tx,
    sql`delete from ${sql.raw(kind)} f using (${gone}) g where f.id = g.record_id and f.customer_id = g.customer_id`,
  );
  await run(tx, sql`delete from ledger l using (${gone}) g where l.key = g.key`);
  await run(tx, sql`insert into work_left select customer_id from (${gone}) g`);
}

/** Judges again all answers that the interactions of this transaction bear on. */
export async function judgePairs(tx: Tx): Promise<void> {
  const { rows } = await tx.execute(sql`select 1 from work_pair limit 1`);
  if (rows.length === 0) return;
  await tx.execute(sql`analyze work_pair`);
  await reassessEvidence(tx, sql`select customer_id, touchpoint_id, channel_id from work_pair`);
  await tx.execute(sql`truncate work_pair`);
}

/** Removes customers that nothing speaks of any more. */
export async function removeEmptyCustomers(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`with empty as materialized (
        select distinct w.customer_id id from work_left w
        where not exists (select 1 from submission s where s.customer_id = w.customer_id)
          and not exists (select 1 from interaction i where i.customer_id = w.customer_id)
          and not exists (
            select 1 from ledger l where l.kind = 'customer'
              and l.record_id = w.customer_id)),
      keys as (delete from customer_key k using empty e where k.customer_id = e.id)
      delete from customer c using empty e where c.id = e.id`,
  );
}

/** The versions in force of the rows of `keys` (key, record_id, customer_id), as jsonb that restorePayload takes. */
export const payloadOfInteraction: SQL = sql`jsonb_build_object(
  'customer_key', (select k.key from customer_key k where k.customer_id = f.customer_id limit 1),
  'customer', (select c.external_id from customer c where c.id = f.customer_id),
  'at', f.at, 'dated', f.dated, 'segment_id', case when f.segment_stated then f.segment_id end,
  'touchpoint_id', f.touchpoint_id, 'channel_id', f.channel_id, 'cause_touchpoint_id', f.cause_touchpoint_id,
  'reason', f.reason, 'continues_key', f.continues_key, 'opened_at', f.opened_at,
  'first_reply_at', f.first_reply_at, 'resolved_at', f.resolved_at,
  'resolved_at_first_contact', f.resolved_at_first_contact, 'reopened', f.reopened,
  'promise_kept', f.promise_kept, 'comment', f.comment)`;

export const payloadOfSubmission: SQL = sql`jsonb_build_object(
  'customer_key', (select k.key from customer_key k where k.customer_id = f.customer_id limit 1),
  'customer', (select c.external_id from customer c where c.id = f.customer_id),
  'at', f.at, 'dated', f.dated, 'segment_id', case when f.segment_stated then f.segment_id end,
  'comment', f.comment, 'weight', f.weight, 'careless', f.careless, 'interaction_key', f.interaction_key)
  || coalesce((select jsonb_build_object('touchpoint_ids', array_agg(a.touchpoint_id),
    'channel_ids', array_agg(a.channel_id), 'questions', array_agg(a.question), 'scores', array_agg(a.score),
    'usages', array_agg(a.usage))
    from answer a where a.submission_id = f.id and a.customer_id = f.customer_id having count(*) > 0),
    '{"touchpoint_ids": [], "channel_ids": [], "questions": [], "scores": [], "usages": []}')`;

/** Rows that say what is in force already: remembered as this run's too, and otherwise left alone. */
export async function claimUnchanged(tx: Tx, runId: number, table: SQL, range: SQL): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    insert into ledger_claim (key, run_id, of_run)
    select s.key, ${runId}::int, l.run_id from ${table} s join ledger l on l.key = s.key and l.hash = s.hash
    where ${range}`);
  return rowCount ?? 0;
}
