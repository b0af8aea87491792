import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { SCORE_COLUMNS } from "../schema/columns.ts";
import { evidenceRule, holdEvidence, shareEvidence } from "./evidence.ts";

const scoreColumns = sql.raw(SCORE_COLUMNS.join(", "));
const signedCounts = sql.raw(
  SCORE_COLUMNS.map((_, score) => `coalesce(sum(sign) filter (where score = ${score}), 0)`).join(", "),
);

/** The insert of deltas for `changed`: rows of an answer's columns with sign +1 (came) or -1 (went). */
const queueDeltas = (changed: SQL): SQL => sql`
  insert into rollup_delta (touchpoint_id, day, channel_id, segment_id, question, evidence, ${scoreColumns})
  select touchpoint_id, (at at time zone (select time_zone from organisation))::date, channel_id, segment_id,
         question, evidence, ${signedCounts}
  from (${changed}) changed
  where not excluded
  group by 1, 2, 3, 4, 5, 6`;

async function countOf(tx: Tx, statement: SQL): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(statement);
  return rows[0]?.count ?? 0;
}

/**
 * Writes answers with their evidence of use and queues their plus deltas, in one statement. `rows` is a SELECT of
 * (submission_id, customer_id, touchpoint_id, channel_id, segment_id, at, question, score, usage, interaction_key,
 * excluded), its submissions already written; no key of answer twice, nor one that is there already (unique
 * violation). Returns how many were written. In a transaction that also reassesses, reassess first: two that do it
 * the other way round at once would deadlock.
 */
export async function insertAnswers(tx: Tx, rows: SQL): Promise<number> {
  await shareEvidence(tx);
  return countOf(
    tx,
    sql`with given (submission_id, customer_id, touchpoint_id, channel_id, segment_id, at, question, score, usage,
                    interaction_key, excluded) as (${rows}),
      came as (
        insert into answer (submission_id, customer_id, touchpoint_id, channel_id, segment_id, question, evidence,
                            usage, score, excluded, at)
        select r.submission_id, r.customer_id, r.touchpoint_id, r.channel_id, r.segment_id, r.question,
               ${evidenceRule}, r.usage, r.score, r.excluded, r.at
        from (select submission_id, customer_id, touchpoint_id, channel_id, segment_id, at,
                     question::question_type question, score, usage::usage_answer usage,
                     interaction_key::uuid interaction_key, excluded
              from given) r
        returning *),
      queued as (${queueDeltas(sql`select came.*, 1 sign from came`)})
      select count(*)::int count from came`,
  );
}

/**
 * Deletes every answer of the submissions that `keys`, a SELECT of (submission_id, customer_id), yields, and queues
 * the minus deltas in the same statement. Returns how many answers went.
 */
export async function deleteAnswers(tx: Tx, keys: SQL): Promise<number> {
  await shareEvidence(tx);
  return countOf(
    tx,
    sql`with given (submission_id, customer_id) as (${keys}),
      went as (
        delete from answer a using (select distinct submission_id, customer_id from given) k
        where a.submission_id = k.submission_id and a.customer_id = k.customer_id
        returning a.*),
      queued as (${queueDeltas(sql`select went.*, -1 sign from went`)})
      select count(*)::int count from went`,
  );
}

/** What an answer is about, or whose it is. */
export type AnswerPlace = "touchpoint_id" | "channel_id" | "segment_id";

/**
 * Moves every answer of one touchpoint, channel or segment to another one, with minus and plus deltas in the same
 * statement. Where a submission answered the same question in both places, the answer that is there stays and the
 * other goes. Then judges again the evidence of all that stands there: call it when interactions and logs have moved.
 */
export async function moveAnswers(
  tx: Tx,
  { place, from, into }: { place: AnswerPlace; from: number; into: number },
): Promise<{ moved: number; dropped: number }> {
  await holdEvidence(tx);
  const at = (column: AnswerPlace) => (column === place ? sql`${into}` : sql.raw(`a.${column}`));
  const was = (column: AnswerPlace) => (column === place ? sql`${from}::int` : sql.raw(column));
  const twin =
    place === "segment_id"
      ? sql`false`
      : sql`exists (
          select 1 from answer b where b.submission_id = a.submission_id and b.customer_id = a.customer_id
            and b.question = a.question and b.touchpoint_id = ${at("touchpoint_id")}
            and b.channel_id = ${at("channel_id")})`;
  const column = sql.raw(place);
  const { rows } = await tx.execute<{ moved: number; dropped: number }>(sql`
    with dropped as (delete from answer a where a.${column} = ${from} and ${twin} returning a.*),
    moved as (
      update answer a set ${column} = ${into} where a.${column} = ${from} and not ${twin} returning a.*),
    queued as (${queueDeltas(sql`
      select touchpoint_id, channel_id, segment_id, question, evidence, score, at, excluded, -1 sign from dropped
      union all
      select ${was("touchpoint_id")}, ${was("channel_id")}, ${was("segment_id")}, question, evidence, score, at,
             excluded, -1 from moved
      union all
      select touchpoint_id, channel_id, segment_id, question, evidence, score, at, excluded, 1 from moved`)})
    select (select count(*)::int from moved) moved, (select count(*)::int from dropped) dropped`);
  if (place === "touchpoint_id") await reassessTouchpoints(tx, sql`select ${into}, null::int`);
  if (place === "channel_id") await reassessTouchpoints(tx, sql`select id, ${into} from touchpoint`);
  return rows[0] ?? { moved: 0, dropped: 0 };
}

/** Applies the rule anew to the answers that `candidates` (rows of answer plus interaction_key) yields. */
const reassess = (before: SQL, candidates: SQL): SQL => sql`
  with ${before}, judged as (
    select r.submission_id, r.customer_id, r.touchpoint_id, r.channel_id, r.question, r.evidence was,
           ${evidenceRule} becomes
    from (${candidates}) r),
  changed as (
    update answer a set evidence = j.becomes
    from judged j
    where j.becomes <> j.was and a.evidence = j.was and a.submission_id = j.submission_id
      and a.customer_id = j.customer_id and a.touchpoint_id = j.touchpoint_id
      and a.channel_id = j.channel_id and a.question = j.question
    returning a.*, j.was),
  queued as (${queueDeltas(sql`
    select touchpoint_id, channel_id, segment_id, question, evidence, score, at, excluded, 1 sign from changed
    union all
    select touchpoint_id, channel_id, segment_id, question, was, score, at, excluded, -1 from changed`)})
  select count(*)::int count from changed`;

/**
 * Judges again the evidence of the answers that interactions which came or went may bear on; changed ones get minus
 * and plus deltas in the same statement. `pairs` is a SELECT of (customer_id, touchpoint_id, channel_id), the last
 * two null for "all"; an answer on channel 0 is meant by every channel. Where an invitation names the interaction,
 * its submission's customer must be among the pairs. Call it after the interactions and their ledger rows have
 * changed. Returns how many answers changed.
 */
export async function reassessEvidence(tx: Tx, pairs: SQL): Promise<number> {
  await holdEvidence(tx);
  return countOf(
    tx,
    reassess(
      sql`pairs (customer_id, touchpoint_id, channel_id) as materialized (
            select distinct customer_id::bigint, touchpoint_id::int, channel_id::int
            from (${pairs}) p (customer_id, touchpoint_id, channel_id)),
          people as materialized (select distinct customer_id from pairs)`,
      sql`select a.*, s.interaction_key
          from people join submission s on s.customer_id = people.customer_id
          join answer a on a.submission_id = s.id and a.customer_id = s.customer_id
          where exists (
            select 1 from pairs p
            where p.customer_id = a.customer_id
              and (p.touchpoint_id is null or p.touchpoint_id = a.touchpoint_id)
              and (p.channel_id is null or p.channel_id = a.channel_id or a.channel_id = 0))`,
    ),
  );
}

/**
 * The same for every answer about a touchpoint on a channel: when a source begins or ceases to log it, or (with
 * null channels) when the organisation's evidence window changes. `pairs` is a SELECT of (touchpoint_id,
 * channel_id or null).
 */
export async function reassessTouchpoints(tx: Tx, pairs: SQL): Promise<number> {
  await holdEvidence(tx);
  return countOf(
    tx,
    reassess(
      sql`pairs (touchpoint_id, channel_id) as materialized (
            select distinct touchpoint_id::int, channel_id::int from (${pairs}) p (touchpoint_id, channel_id))`,
      sql`select a.*, s.interaction_key
          from answer a join submission s on s.id = a.submission_id and s.customer_id = a.customer_id
          where exists (
            select 1 from pairs p
            where p.touchpoint_id = a.touchpoint_id and (p.channel_id is null or p.channel_id = a.channel_id))`,
    ),
  );
}

/**
 * Leaves careless submissions out of every count, or takes them in again, and queues the deltas in the same statement.
 * The answers stay. Returns how many answers changed sides.
 */
export async function excludeCareless(tx: Tx, exclude: boolean): Promise<number> {
  await holdEvidence(tx);
  return countOf(
    tx,
    sql`with changed as (
        update answer a set excluded = ${exclude}
        from submission s
        where s.careless and s.id = a.submission_id and s.customer_id = a.customer_id and a.excluded <> ${exclude}
        returning a.*),
      queued as (${queueDeltas(sql`
        select touchpoint_id, channel_id, segment_id, question, evidence, score, at, false excluded,
               ${exclude ? -1 : 1}::int sign from changed`)})
      select count(*)::int count from changed`,
  );
}
