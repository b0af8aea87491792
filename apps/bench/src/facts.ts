import type { Db } from "@touchline/db/client";
import { rebuildRollups } from "@touchline/db/commands/rollups";
import { sql } from "drizzle-orm";
import { fillContacts, fillOverall } from "./experience-facts.ts";

/** The worst case for a rollup: dimensions independent of each other, so that hardly two answers share a cell. */
const SHAPE = {
  departments: 12,
  touchpoints: 60,
  channels: 25,
  segments: 8,
  years: 3,
  answersEach: 4,
} as const;
/** The day after the last answer. */
const END = "2026-01-01";

/**
 * Fills an empty database with `answers` answers about touchpoints over SHAPE.years years before END, from a fixed seed,
 * beside them answers about the company, words and contacts (experience-facts.ts), and makes the rollups. It writes facts directly: how fast a file comes in is measured apart (import.ts).
 */
export async function fillFacts(db: Db, answers: number): Promise<void> {
  const submissions = Math.ceil(answers / SHAPE.answersEach);
  const customers = Math.ceil(submissions / 3);
  const seconds = SHAPE.years * 365 * 86_400;
  await db.transaction(async (tx) => {
    // Foreign keys were checked by construction; checking ten million rows would only take time.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`select setseed(0.42)`);
    await tx.execute(
      sql`insert into department (id, slug, name) select g, 'department-' || g, 'Department ' || g from generate_series(1, ${SHAPE.departments}::int) g`,
    );
    await tx.execute(
      sql`insert into channel (id, slug, name) select g, 'channel-' || g, 'Channel ' || g from generate_series(1, ${SHAPE.channels}::int) g`,
    );
    await tx.execute(
      sql`insert into segment (id, slug, name) select g, 'segment-' || g, 'Segment ' || g from generate_series(1, ${SHAPE.segments}::int) g`,
    );
    await tx.execute(sql`insert into touchpoint (id, slug, name, stage_id, directness, role, primary_question)
      select g, 'touchpoint-' || g, 'Touchpoint ' || g, 1 + g % 9, 'direct', case when g % 6 = 0 then 'service' else 'product' end::touchpoint_role, 'csat_1_5'
      from generate_series(1, ${SHAPE.touchpoints}::int) g`);
    await tx.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
      select g, '1970-01-01', 1 + g % ${SHAPE.departments}::int from generate_series(1, ${SHAPE.touchpoints}::int) g`);
    await tx.execute(
      sql`insert into customer (id, segment_id) select g, 1 + g % ${SHAPE.segments}::int from generate_series(1, ${customers}::int) g`,
    );
    await tx.execute(sql`insert into submission (id, customer_id, segment_id, at)
      select g, c, 1 + c % ${SHAPE.segments}::int, ${END}::timestamptz - make_interval(secs => ${seconds}::float8 * (1 - g / ${submissions + 1}::float8))
      from (select g, 1 + floor(random() * ${customers}::int)::int as c from generate_series(1, ${submissions}::int) g) s`);
    await tx.execute(sql`insert into answer (submission_id, customer_id, touchpoint_id, channel_id, segment_id, question, evidence, score, at)
      select s.id, s.customer_id, 1 + (first + n * 13) % ${SHAPE.touchpoints}::int, 1 + floor(random() * ${SHAPE.channels}::int)::int, s.segment_id,
             (array['csat_1_5', 'csat_1_5', 'ces_1_7', 'nps_0_10'])[1 + n % 4]::question_type,
             (array['used', 'used', 'not_used', 'unknown'])[1 + floor(random() * 4)::int]::evidence,
             1 + floor(random() * 5)::int, s.at
      from (select *, floor(random() * ${SHAPE.touchpoints}::int)::int as first from submission) s, generate_series(0, ${SHAPE.answersEach - 1}::int) n`);
    await fillOverall(tx);
    await fillContacts(tx, answers);
  });
  await rebuildRollups(db);
  await db.execute(sql`vacuum analyze`);
}
