import type { Evidence } from "@touchline/domain/evidence";
import type { QuestionType } from "@touchline/domain/question";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import type { Db, Tx } from "../src/client.ts";
import {
  deleteAnswers,
  insertAnswers,
  reassessEvidence,
  reassessTouchpoints,
} from "../src/commands/answers.ts";
import { evidenceRule } from "../src/commands/evidence.ts";
import { drain } from "../src/commands/rollups.ts";

const QUESTIONS = ["csat_1_5", "nps_0_10"] as const satisfies readonly QuestionType[];

/** Anything that a writer of answers does; ids are small so that they meet. */
export type Step =
  | {
      kind: "submit";
      submission: number;
      customer: number;
      segment: number;
      at: string;
      answers: AnswerStep[];
    }
  | { kind: "remove"; submission: number }
  | { kind: "interact"; customer: number; touchpoint: number; channel: number; at: string }
  | { kind: "forget"; customer: number }
  | { kind: "declare" | "withdraw"; touchpoint: number; channel: number }
  | { kind: "handOver"; touchpoint: number; department: number | null; day: string }
  | { kind: "drain"; batch: number };

interface AnswerStep {
  touchpoint: number;
  channel: number;
  question: QuestionType;
  score: number;
  usage: "yes" | "no" | null;
  excluded: boolean;
}

const id = (max: number) => fc.integer({ min: 1, max });
/** Havana's clocks go back at one o'clock on 3 November 2024, so that that day's midnight comes twice. */
const ZONE = "America/Havana";
const FIRST = Date.UTC(2024, 8, 20);
const DAY_MS = 86_400_000;
const at = fc
  .integer({ min: 0, max: 75 * 24 * 4 })
  .map((quarters) => new Date(FIRST + quarters * 15 * 60_000).toISOString());
export const day = fc
  .integer({ min: -3, max: 80 })
  .map((days) => new Date(FIRST + days * DAY_MS).toISOString().slice(0, 10));
const channelId = fc.integer({ min: 0, max: 2 });
const answer = fc.record({
  touchpoint: id(3),
  channel: channelId,
  question: fc.constantFrom(...QUESTIONS),
  score: fc.integer({ min: 1, max: 5 }),
  usage: fc.constantFrom(null, null, "yes" as const, "no" as const),
  excluded: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
});

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("submit" as const),
      submission: id(12),
      customer: id(3),
      segment: fc.integer({ min: 0, max: 2 }),
      at,
      answers: fc.uniqueArray(answer, {
        maxLength: 5,
        selector: ({ touchpoint, channel, question }) => `${touchpoint} ${channel} ${question}`,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), submission: id(12) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("interact" as const),
      customer: id(3),
      touchpoint: id(3),
      channel: channelId,
      at,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("forget" as const), customer: id(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("declare" as const, "withdraw" as const),
      touchpoint: id(3),
      channel: channelId,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("handOver" as const),
      touchpoint: id(3),
      department: fc.option(id(2)),
      day,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("drain" as const), batch: id(4) }) },
);

/** Structure that the steps speak of, in a zone with summer time. */
export async function layGround(db: Db): Promise<void> {
  await db.execute(sql`update organisation set time_zone = ${ZONE}, evidence_window_days = 7`);
  for (const table of ["department", "channel", "segment"]) {
    await db.execute(sql`insert into ${sql.identifier(table)} (id, slug, name)
      select id, 'x' || id, 'X' || id from generate_series(1, 2) id`);
  }
  await db.execute(sql`insert into touchpoint (id, slug, name, directness, role)
    select id, 't' || id, 'T' || id, 'direct', 'service' from generate_series(1, 3) id`);
  await db.execute(sql`insert into customer (id, external_id) values (1, 'ann'), (2, 'ben'), (3, null)`);
  await db.execute(sql`insert into source (id, slug, name) values (1, 's', 'S')`);
}

/** Back to no facts, so that each run of a property begins the same. */
export async function clearFacts(db: Db): Promise<void> {
  await db.execute(sql`truncate answer, submission, interaction, source_logs, touchpoint_owner, rollup_delta,
    rollup_month, rollup_day, rollup_day_channel, rollup_month_channel, rollup_month_segment,
    rollup_month_channel_segment`);
}

/** Carries out one step in a transaction of its own; a submission that is there already is corrected. */
export async function take(db: Db, given: Step): Promise<void> {
  if (given.kind === "drain") {
    await drain(db, given.batch);
    return;
  }
  await db.transaction((tx) => write(tx, given));
}

export async function write(tx: Tx, given: Exclude<Step, { kind: "drain" }>): Promise<void> {
  switch (given.kind) {
    case "submit":
    case "remove": {
      await deleteAnswers(tx, sql`select id, customer_id from submission where id = ${given.submission}`);
      await tx.execute(sql`delete from submission where id = ${given.submission}`);
      if (given.kind === "submit") await submit(tx, given);
      return;
    }
    case "interact":
      await tx.execute(sql`insert into interaction (id, customer_id, touchpoint_id, channel_id, at)
        select floor(random() * 1e15)::bigint, ${given.customer}, ${given.touchpoint}, ${given.channel}, ${given.at}`);
      await reassessEvidence(tx, sql`select ${given.customer}, ${given.touchpoint}, ${given.channel}`);
      return;
    case "forget":
      await tx.execute(sql`delete from interaction where customer_id = ${given.customer}`);
      await reassessEvidence(tx, sql`select ${given.customer}, null, null`);
      return;
    case "declare":
    case "withdraw":
      await tx.execute(
        given.kind === "declare"
          ? sql`insert into source_logs values (1, ${given.touchpoint}, ${given.channel}) on conflict do nothing`
          : sql`delete from source_logs where touchpoint_id = ${given.touchpoint} and channel_id = ${given.channel}`,
      );
      await reassessTouchpoints(tx, sql`select ${given.touchpoint}, ${given.channel}`);
      return;
    case "handOver":
      await tx.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
        values (${given.touchpoint}, ${given.day}, ${given.department})
        on conflict (touchpoint_id, valid_from) do update set department_id = excluded.department_id`);
  }
}

async function submit(tx: Tx, given: Extract<Step, { kind: "submit" }>): Promise<void> {
  await tx.execute(sql`insert into submission (id, customer_id, segment_id, at)
    values (${given.submission}, ${given.customer}, ${given.segment}, ${given.at})`);
  await insertAnswers(
    tx,
    sql`select s.id, s.customer_id, a.touchpoint, a.channel, s.segment_id, s.at, a.question, a.score, a.usage,
               s.interaction_key, a.excluded
        from submission s cross join json_to_recordset(${JSON.stringify(given.answers)}::json)
          a (touchpoint int, channel int, question text, score smallint, usage text, excluded boolean)
        where s.id = ${given.submission}`,
  );
}

/** One answer as it stands in the base, with its day and that day's owner worked out by plain SQL. */
export interface RawAnswer {
  touchpointId: number;
  channelId: number;
  segmentId: number;
  departmentId: number | null;
  day: string;
  question: QuestionType;
  evidence: Evidence;
  score: number;
}

export async function rawAnswers(db: Db): Promise<RawAnswer[]> {
  const { rows } = await db.execute<RawAnswer & Record<string, unknown>>(sql`
    select touchpoint_id "touchpointId", channel_id "channelId", segment_id "segmentId", question, evidence, score, day,
           (select department_id from touchpoint_owner o where o.touchpoint_id = a.touchpoint_id and valid_from <= day::date
            order by valid_from desc limit 1) "departmentId"
    from (select *, to_char(at at time zone ${ZONE}, 'YYYY-MM-DD') as day from answer where not excluded) a`);
  return rows;
}

/** Answers whose stored evidence isn't what the rule says now. */
export async function staleEvidence(db: Db): Promise<number> {
  const { rows } = await db.execute<{ stale: number }>(sql`
    select count(*)::int stale from (
      select r.evidence, ${evidenceRule} as judged
      from (select a.*, s.interaction_key from answer a join submission s on s.id = a.submission_id) r) x
    where evidence <> judged`);
  return rows[0]?.stale ?? -1;
}
