import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

type Merged = "touchpoint" | "channel" | "segment";

const merged = (table: Merged): SQL =>
  sql`select id from ${sql.identifier(table)} where merged_into_id is not null`;
/** What the id in `column` stands for now; null stays null. */
const inForce = (table: Merged, column: SQL): SQL =>
  sql`coalesce((select m.merged_into_id from ${sql.identifier(table)} m where m.id = ${column}), ${column})`;

/**
 * Versions on their way into force may name what was merged since: a file that still uses the old slug, or a version
 * from before the merge that an undone run brings back. They are made to speak of what it was merged into. Where a
 * submission then answers a question twice, the answer that named the place itself counts, as in the merge.
 */
export async function followMerges(tx: Tx, table: "work_interaction" | "work_submission"): Promise<void> {
  const { rows } = await tx.execute<{ any: boolean }>(sql`
    select exists (${merged("touchpoint")} union all ${merged("channel")} union all ${merged("segment")}) as any`);
  if (!rows[0]?.any) return;
  await tx.execute(sql`
    update ${sql.raw(table)} w set segment_id = ${inForce("segment", sql`w.segment_id`)}
    where w.segment_id in (${merged("segment")})`);
  if (table === "work_interaction") await followInteractions(tx);
  else await followSubmissions(tx);
}

async function followInteractions(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update work_interaction w set touchpoint_id = ${inForce("touchpoint", sql`w.touchpoint_id`)},
      channel_id = ${inForce("channel", sql`w.channel_id`)},
      cause_touchpoint_id = ${inForce("touchpoint", sql`w.cause_touchpoint_id`)}
    where w.touchpoint_id in (${merged("touchpoint")}) or w.cause_touchpoint_id in (${merged("touchpoint")})
      or w.channel_id in (${merged("channel")})`);
}

async function followSubmissions(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update work_submission w set touchpoint_ids = f.touchpoint_ids, channel_ids = f.channel_ids,
      questions = f.questions, scores = f.scores, usages = f.usages
    from (
      select key, array_agg(touchpoint_id order by nth) touchpoint_ids, array_agg(channel_id order by nth) channel_ids,
        array_agg(question order by nth) questions, array_agg(score order by nth) scores,
        array_agg(usage order by nth) usages
      from (
        select distinct on (key, touchpoint_id, channel_id, question) *
        from (
          select s.key, a.nth, a.question, a.score, a.usage, coalesce(t.merged_into_id, t.id) touchpoint_id,
            coalesce(c.merged_into_id, c.id) channel_id, num_nonnulls(t.merged_into_id, c.merged_into_id) followed
          from work_submission s
          cross join lateral unnest(s.touchpoint_ids, s.channel_ids, s.questions, s.scores, s.usages)
            with ordinality as a (touchpoint_id, channel_id, question, score, usage, nth)
          join touchpoint t on t.id = a.touchpoint_id join channel c on c.id = a.channel_id
          where s.touchpoint_ids && array(${merged("touchpoint")}) or s.channel_ids && array(${merged("channel")})) named
        order by key, touchpoint_id, channel_id, question, followed, nth desc) once
      group by key) f
    where w.key = f.key`);
}
