import { isCareless } from "@touchline/domain/metrics/careless";
import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import type { Staging } from "./import-staging.ts";

/**
 * Leaves one staged row per key, in the run's own staging tables:
 * rows without an external id that are alike are twins, each with a key of its own by its occurrence;
 * of rows with the same external id the last one counts, and answers of the same submission are put together (a long
 * file has a row per answer), the last one to the same question counting. Returns how many rows went.
 */
export async function settleTwins(tx: Tx, staging: Staging): Promise<number> {
  let gone = 0;
  for (const name of ["submission", "interaction", "record"] as const) {
    const table = sql.raw(staging.table(name));
    await tx.execute(sql`drop table if exists twins`);
    const { rowCount } = await tx.execute(sql`
      create temporary table twins on commit drop as
      select key, bool_or(auto) auto from ${table} group by key having count(*) > 1`);
    if (!rowCount) continue;
    await tx.execute(sql`analyze twins`);
    await tx.execute(sql`
      update ${table} s set key = md5(s.key::text || ':' || d.nth)::uuid
      from (select s.ctid, row_number() over (partition by s.key order by s.row, s.part) nth
            from ${table} s join twins t on t.key = s.key and t.auto) d
      where s.ctid = d.ctid and d.nth > 1`);
    if (name === "submission") gone += await mergeSubmissions(tx, staging);
    else {
      const removed = await tx.execute(sql`
        delete from ${table} s
        using (select s.ctid, row_number() over (partition by s.key order by s.row desc, s.part desc) nth
               from ${table} s join twins t on t.key = s.key and not t.auto) d
        where s.ctid = d.ctid and d.nth > 1`);
      gone += removed.rowCount ?? 0;
    }
  }
  await tx.execute(sql`drop table if exists twins`);
  return gone;
}

/** One submission from all rows with its id. Its digest is that of the rows, whatever order they came in. */
async function mergeSubmissions(tx: Tx, staging: Staging): Promise<number> {
  const table = sql.raw(staging.table("submission"));
  const last = (column: string) =>
    sql.raw(
      `(array_agg(s.${column} order by s.row desc, s.part desc) filter (where s.${column} is not null))[1]`,
    );
  await tx.execute(sql`
    create temporary table merged on commit drop as
    with rows as (select s.* from ${table} s join twins t on t.key = s.key and not t.auto),
    one as (
      select s.key, max(s.row) row, ${last("part")} part,
        case when count(distinct s.hash) = 1 then (array_agg(s.hash))[1]
             else md5(string_agg(distinct s.hash::text, '' order by s.hash::text))::uuid end hash,
        ${last("customer_key")} customer_key, ${last("customer")} customer, ${last("at_ms")} at_ms,
        ${last("segment")} segment, ${last("comment")} comment, ${last("weight")} weight,
        ${last("interaction_key")} interaction_key
      from rows s group by s.key),
    answers as (
      select distinct on (s.key, a.touchpoint, coalesce(a.channel, 0), a.question) s.key, s.row, s.part, a.*
      from rows s cross join lateral
        unnest(s.touchpoints, s.channels, s.questions, s.scores, s.usages)
        with ordinality as a (touchpoint, channel, question, score, usage, nth)
      order by s.key, a.touchpoint, coalesce(a.channel, 0), a.question, s.row desc, s.part desc),
    given as (
      select key, array_agg(touchpoint order by row, part, nth) touchpoints,
        array_agg(channel order by row, part, nth) channels, array_agg(question order by row, part, nth) questions,
        array_agg(score order by row, part, nth) scores, array_agg(usage order by row, part, nth) usages
      from answers group by key)
    select o.*, coalesce(g.touchpoints, '{}') touchpoints, coalesce(g.channels, '{}') channels,
      coalesce(g.questions, '{}') questions, coalesce(g.scores, '{}') scores, coalesce(g.usages, '{}') usages
    from one o left join given g on g.key = o.key`);
  const removed = await tx.execute(
    sql`delete from ${table} s using twins t where t.key = s.key and not t.auto`,
  );
  // The rule of carelessness is the domain's; it sees each different list of equal scores once.
  const { rows } = await tx.execute<{ scores: number[] }>(sql`
    select distinct scores from merged
    where (select min(x) = max(x) from unnest(scores) x)`);
  const careless = rows.filter(({ scores }) => isCareless(scores)).map(({ scores }) => scores);
  const added = await tx.execute(sql`
    insert into ${table} (row, part, auto, key, hash, customer_key, customer, at_ms, segment, comment, weight,
      interaction_key, careless, touchpoints, channels, questions, scores, usages)
    select row, part, false, key, hash, customer_key, customer, at_ms, segment, comment, weight, interaction_key,
      to_jsonb(scores) in (select jsonb_array_elements(${JSON.stringify(careless)}::jsonb)),
      touchpoints, channels, questions, scores, usages
    from merged`);
  await tx.execute(sql`drop table merged`);
  return (removed.rowCount ?? 0) - (added.rowCount ?? 0);
}
