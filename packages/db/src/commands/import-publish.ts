import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { reassessTouchpoints } from "./answers.ts";
import { holdEvidence } from "./evidence.ts";
import { createPeopleWork, publishPeople } from "./import-people.ts";
import type { Published, PublishInput } from "./import-plan.ts";
import { holdLedger } from "./import-run.ts";
import { settleTwins } from "./import-twins.ts";
import {
  applyInteractions,
  applySubmissions,
  claimUnchanged,
  createWork,
  customerOf,
  ensureCustomers,
  judgePairs,
  payloadOfInteraction,
  payloadOfSubmission,
  removeEmptyCustomers,
} from "./import-versions.ts";
import { drain } from "./rollups.ts";
import { createStructure, declareLogs, type NameKind } from "./structure.ts";

const CHUNK_ROWS = 200_000;
/** From this many new records on, plans made for a smaller (or empty) table could be hundreds of times too slow. */
const WORTH_ANALYSING = 1_000;
/** The queue is drained when a chunk left about this many deltas: far more slow the drain's one big statement. */
const DRAIN_BATCH = 250_000;

/**
 * Moves a run's staged rows into the facts, inside the caller's transaction: readers see nothing of it until that
 * commits, and then all of it.
 */
export async function publish(
  tx: Tx,
  input: PublishInput,
): Promise<Published & { structure: Readonly<Record<NameKind, number>> }> {
  await holdLedger(tx);
  await holdEvidence(tx);
  await settleTwins(tx, input.staging);
  input.check();
  const { ids, created: structure } = await createStructure(tx, input.structure, input.names);
  const newLogs = await declareLogs(tx, input.sourceId, input.structure, ids);
  const numbers: (number | null)[] = [];
  for (const { number, kind, slug } of input.names) numbers[number - 1] = ids[kind].get(slug) ?? null;
  const realIds = sql`${`{${Array.from(numbers, (id) => id ?? "NULL").join(",")}}`}::int[]`;

  await createWork(tx);
  await createPeopleWork(tx);
  const done: Published = { created: 0, corrected: 0, unchanged: 0 };
  const add = (part: Published) => {
    done.created += part.created;
    done.corrected += part.corrected;
    done.unchanged += part.unchanged;
  };
  add(await publishPeople(tx, input));
  const { rows } = await tx.execute<{ judge: boolean }>(sql`select exists (select 1 from answer) as judge`);
  const judge = rows[0]?.judge === true;
  const interactions = await chunks(tx, input.staging.table("interaction"));
  for (const range of interactions) {
    input.check();
    add(await publishInteractions(tx, input, range, realIds, judge));
  }
  const before = done.created;
  if (before >= WORTH_ANALYSING) {
    await tx.execute(sql`analyze interaction, customer, customer_key, ledger`);
  }
  if (judge) await judgePairs(tx);
  if (newLogs.length > 0) {
    const pairs = newLogs.map((one) => sql`(${one.touchpointId}::int, ${one.channelId}::int)`);
    await reassessTouchpoints(tx, sql`select * from (values ${sql.join(pairs, sql`, `)}) pairs`);
  }
  const submissions = await chunks(tx, input.staging.table("submission"));
  for (const range of submissions) {
    input.check();
    add(await publishSubmissions(tx, input, range, realIds));
    while ((await drain(tx, DRAIN_BATCH)) === DRAIN_BATCH) input.check();
  }
  await removeEmptyCustomers(tx);
  while ((await drain(tx, DRAIN_BATCH)) === DRAIN_BATCH) input.check();
  await choosePrimaryQuestions(tx);
  if (submissions.length > 1)
    await tx.execute(sql`analyze submission, answer, customer, customer_key, ledger`);
  return { ...done, structure };
}

/** Ranges of a table's pages with about CHUNK_ROWS rows each, as conditions on `s`. */
async function chunks(tx: Tx, table: string): Promise<SQL[]> {
  await tx.execute(sql.raw(`analyze ${table}`));
  const { rows } = await tx.execute<{ pages: number; tuples: number }>(sql`
    select (pg_relation_size(${table}::regclass) / current_setting('block_size')::int)::int pages,
           reltuples::float8 tuples
    from pg_class where oid = ${table}::regclass`);
  const { pages = 0, tuples = 0 } = rows[0] ?? {};
  if (pages === 0) return [];
  const step = Math.max(1, Math.ceil((pages * CHUNK_ROWS) / Math.max(1, tuples)));
  const ranges: SQL[] = [];
  for (let page = 0; page < pages; page += step) {
    ranges.push(sql.raw(`s.ctid >= '(${page},0)'::tid and s.ctid < '(${page + step},0)'::tid`));
  }
  return ranges;
}

const instant = (column: string): SQL => sql.raw(`to_timestamp(s.${column} / 1000.0)`);

/** Ledger columns of a staged row `s`: in the order of the work tables. */
const ledgerColumns = (runId: number): SQL => sql`
  s.key, s.hash, ${runId}::int, coalesce(l.record_id, nextval('record_id_seq')),
  ${customerOf(sql`l.customer_id`)}, l.customer_id, l.run_id, l.hash, s.customer_key, s.customer`;

async function publishInteractions(
  tx: Tx,
  input: PublishInput,
  range: SQL,
  realIds: SQL,
  judge: boolean,
): Promise<Published> {
  const table = sql.raw(input.staging.table("interaction"));
  await ensureCustomers(tx, sql`select s.customer_key, s.customer from ${table} s where ${range}`);
  const unchanged = await claimUnchanged(tx, input.runId, table, range);
  await tx.execute(sql`truncate work_interaction`);
  await tx.execute(sql`
    insert into work_interaction
    select ${ledgerColumns(input.runId)}, coalesce(${instant("at_ms")}, ${input.startedAt}), s.at_ms is not null,
      n.ids[s.segment], n.ids[s.touchpoint], coalesce(n.ids[s.channel], 0), n.ids[s.cause], s.reason,
      s.continues_key, ${instant("opened_ms")}, ${instant("reply_ms")}, ${instant("resolved_ms")},
      s.first_contact, s.reopened, s.kept, s.comment
    from ${table} s cross join (select ${realIds} ids) n left join ledger l on l.key = s.key
    left join customer_key k on k.key = s.customer_key
    where ${range} and l.hash is distinct from s.hash`);
  await keepHistory(tx, input.runId, "interaction", payloadOfInteraction);
  const counts = await countWork(tx, "work_interaction");
  await applyInteractions(tx, judge);
  return { ...counts, unchanged };
}

async function publishSubmissions(tx: Tx, input: PublishInput, range: SQL, realIds: SQL): Promise<Published> {
  const table = sql.raw(input.staging.table("submission"));
  await ensureCustomers(tx, sql`select s.customer_key, s.customer from ${table} s where ${range}`);
  const unchanged = await claimUnchanged(tx, input.runId, table, range);
  await tx.execute(sql`truncate work_submission`);
  const realOf = (column: string) => sql`array(
    select coalesce(n.ids[x.number], 0) from unnest(s.${sql.raw(column)}) with ordinality x (number, nth)
    order by x.nth)`;
  await tx.execute(sql`
    insert into work_submission
    select ${ledgerColumns(input.runId)}, coalesce(${instant("at_ms")}, ${input.startedAt}), s.at_ms is not null,
      n.ids[s.segment], s.comment, s.weight, s.careless, s.interaction_key, ${realOf("touchpoints")},
      ${realOf("channels")}, s.questions, s.scores, s.usages
    from ${table} s cross join (select ${realIds} ids) n left join ledger l on l.key = s.key
    left join customer_key k on k.key = s.customer_key
    where ${range} and l.hash is distinct from s.hash`);
  await keepHistory(tx, input.runId, "submission", payloadOfSubmission);
  const counts = await countWork(tx, "work_submission");
  await applySubmissions(tx);
  return { ...counts, unchanged };
}

async function countWork(
  tx: Tx,
  table: "work_interaction" | "work_submission",
): Promise<{ created: number; corrected: number }> {
  await tx.execute(sql`analyze ${sql.raw(table)}`);
  const { rows } = await tx.execute<{ created: number; corrected: number }>(sql`
    select count(*) filter (where was_customer_id is null)::int created, count(was_customer_id)::int corrected
    from ${sql.raw(table)}`);
  return rows[0] ?? { created: 0, corrected: 0 };
}

/** Keeps the versions that are about to be replaced, so that undoing this run brings them back. */
async function keepHistory(
  tx: Tx,
  runId: number,
  kind: "interaction" | "submission",
  payload: SQL,
): Promise<void> {
  await tx.execute(sql`
    insert into ledger_history (key, run_id, replaced_by, hash, payload)
    select w.key, w.was_run_id, ${runId}, w.was_hash, ${payload}
    from ${sql.raw(`work_${kind}`)} w
    join ${sql.raw(kind)} f on f.id = w.record_id and f.customer_id = w.was_customer_id
    where w.was_customer_id is not null`);
}

/** A touchpoint without a primary question takes the satisfaction question with the most answers, else any other. */
async function choosePrimaryQuestions(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update touchpoint t set primary_question = chosen.question
    from (
      select distinct on (r.touchpoint_id) r.touchpoint_id, r.question
      from (select touchpoint_id, question, sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10) answers
            from rollup_month
            where touchpoint_id in (select id from touchpoint where primary_question is null and id <> 0)
            group by 1, 2) r
      where r.answers > 0
      order by r.touchpoint_id, r.question::text like 'csat%' desc, r.answers desc, r.question) chosen
    where t.id = chosen.touchpoint_id`);
}
