import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Tx } from "../src/client.ts";
import {
  deleteAnswers,
  insertAnswers,
  reassessEvidence,
  reassessTouchpoints,
} from "../src/commands/answers.ts";
import { drain, drainAll, rebuildRollups, verifyRollups } from "../src/commands/rollups.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();

/** One answer about touchpoint 1, given at noon UTC on 10 May 2024 unless said otherwise. */
interface Given {
  submission: number;
  customer?: number;
  touchpoint?: number;
  channel?: number;
  at?: string;
  score?: number;
  usage?: "yes" | "no" | null;
  invitation?: string | null;
  excluded?: boolean;
}

async function give(tx: Tx, given: Given): Promise<number> {
  const { submission, customer = 1, touchpoint = 1, channel = 1, at = "2024-05-10T12:00:00Z" } = given;
  const invitation = given.invitation ?? null;
  await tx.execute(sql`insert into submission (id, customer_id, at, interaction_key)
    values (${submission}, ${customer}, ${at}, ${invitation}) on conflict do nothing`);
  return insertAnswers(
    tx,
    sql`select ${submission}::bigint, ${customer}::bigint, ${touchpoint}::int, ${channel}::int, 0, ${at}::timestamptz,
               'csat_1_5', ${given.score ?? 5}::smallint, ${given.usage ?? null}::text, ${invitation}::text,
               ${given.excluded ?? false}::boolean`,
  );
}

const meet = (
  tx: Tx,
  id: number,
  at: string,
  place: { customer?: number; touchpoint?: number; channel?: number } = {},
) =>
  tx.execute(sql`insert into interaction (id, customer_id, touchpoint_id, channel_id, at)
    values (${id}, ${place.customer ?? 1}, ${place.touchpoint ?? 1}, ${place.channel ?? 1}, ${at})`);

class Rollback extends Error {}
/** Runs inside a transaction that leaves nothing behind. */
const scratch = (run: (tx: Tx) => Promise<void>) =>
  t.db
    .transaction(async (tx) => {
      await run(tx);
      throw new Rollback();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error;
    });

const evidenceOf = async (tx: Tx, submission: number): Promise<unknown[]> =>
  (
    await tx.execute<{ evidence: string }>(
      sql`select evidence from answer where submission_id = ${submission} order by touchpoint_id, channel_id`,
    )
  ).rows.map((row) => row.evidence);

const INVITATION = "00000000-0000-0000-0000-000000000001";

beforeAll(async () => {
  await t.db.execute(sql`insert into touchpoint (id, slug, name, directness, role)
    select id, 't' || id, 'T' || id, 'direct', 'service' from generate_series(1, 3) id`);
  await t.db.execute(sql`insert into channel (id, slug, name)
    select id, 'c' || id, 'C' || id from generate_series(1, 3) id`);
  await t.db.execute(sql`insert into customer (id, external_id) values (1, 'ann'), (2, 'ben')`);
  await t.db.execute(sql`insert into source (id, slug, name) values (1, 's', 'S')`);
});

test.each<[string, Partial<Given>, (tx: Tx) => Promise<unknown>, string]>([
  ["nobody logs it", {}, async () => undefined, "unknown"],
  ["the person says yes", { usage: "yes" }, async () => undefined, "used"],
  ["the person says no", { usage: "no" }, async () => undefined, "not_used"],
  ["used within the window", {}, (tx) => meet(tx, 1, "2024-04-10T12:00:00Z"), "used"],
  ["used before the window", {}, (tx) => meet(tx, 1, "2024-04-10T11:59:59Z"), "unknown"],
  ["used at the same instant", {}, (tx) => meet(tx, 1, "2024-05-10T12:00:00Z"), "used"],
  ["used only afterwards", {}, (tx) => meet(tx, 1, "2024-05-10T12:00:01Z"), "unknown"],
  ["a log beats a no", { usage: "no" }, (tx) => meet(tx, 1, "2024-05-09T00:00:00Z"), "used"],
  ["another channel was used", {}, (tx) => meet(tx, 1, "2024-05-09T00:00:00Z", { channel: 2 }), "unknown"],
  ["no channel stated", { channel: 0 }, (tx) => meet(tx, 1, "2024-05-09T00:00:00Z", { channel: 2 }), "used"],
  [
    "another touchpoint was used",
    {},
    (tx) => meet(tx, 1, "2024-05-09T00:00:00Z", { touchpoint: 2 }),
    "unknown",
  ],
  ["another customer used it", {}, (tx) => meet(tx, 1, "2024-05-09T00:00:00Z", { customer: 2 }), "unknown"],
  [
    "logged by a source, no interaction",
    {},
    (tx) => tx.execute(sql`insert into source_logs values (1, 1, 1)`),
    "not_used",
  ],
  [
    "logged by a source, respondent without a name",
    {},
    async (tx) => {
      await tx.execute(sql`insert into source_logs values (1, 1, 1)`);
      await tx.execute(sql`update customer set external_id = null`);
    },
    "unknown",
  ],
  [
    "another channel is logged",
    {},
    (tx) => tx.execute(sql`insert into source_logs values (1, 1, 2)`),
    "unknown",
  ],
  [
    "the invitation carries an older interaction",
    { invitation: INVITATION },
    async (tx) => {
      await meet(tx, 1, "2023-01-01T00:00:00Z");
      await enterLedger(tx, 1);
    },
    "used",
  ],
  [
    "the invitation carries an interaction with another touchpoint",
    { invitation: INVITATION },
    async (tx) => {
      await meet(tx, 1, "2023-01-01T00:00:00Z", { touchpoint: 2 });
      await enterLedger(tx, 1);
    },
    "unknown",
  ],
])("evidence: %s", async (_, given, before, expected) => {
  await scratch(async (tx) => {
    await before(tx);
    expect(await give(tx, { submission: 1, ...given })).toBe(1);
    expect(await evidenceOf(tx, 1)).toEqual([expected]);
    // The same answer judged again, from nothing but what is stored.
    await tx.execute(sql`update answer set evidence = ${expected === "used" ? "unknown" : "used"}`);
    expect(await reassessEvidence(tx, sql`select 1, 1, null`)).toBe(1);
    expect(await evidenceOf(tx, 1)).toEqual([expected]);
  });
});

async function enterLedger(tx: Tx, interaction: number): Promise<void> {
  await tx.execute(sql`insert into mapping (id, name, version, body) values (1, 'm', 1, '{}')`);
  await tx.execute(sql`insert into import_run (id, source_id, mapping_id, file_name, file_sha256, file_bytes, started_at)
    values (1, 1, 1, 'f', '', 0, now())`);
  await tx.execute(sql`insert into ledger (key, kind, record_id, customer_id, run_id, hash)
    values (${INVITATION}, 'interaction', ${interaction}, 1, 1, ${INVITATION})`);
}

test("late interactions, their undo and declarations turn evidence both ways, and counters follow", async () => {
  await scratch(async (tx) => {
    await give(tx, { submission: 1 });
    await give(tx, { submission: 1, channel: 0 });
    await give(tx, { submission: 1, touchpoint: 2 });
    await drain(tx);
    await meet(tx, 1, "2024-05-09T00:00:00Z");
    expect(await reassessEvidence(tx, sql`select 1, 1, 1`)).toBe(2);
    expect(await evidenceOf(tx, 1)).toEqual(["used", "used", "unknown"]);
    expect(await verifyRollups(tx)).toEqual([]);
    await drain(tx);
    expect(await verifyRollups(tx)).toEqual([]);

    await tx.execute(sql`delete from interaction`);
    await tx.execute(sql`insert into source_logs values (1, 1, 1)`);
    expect(await reassessEvidence(tx, sql`select 1, 2, null`)).toBe(0);
    expect(await reassessEvidence(tx, sql`select 2, null, null`)).toBe(0);
    expect(await reassessTouchpoints(tx, sql`select 1, 1`)).toBe(1);
    expect(await evidenceOf(tx, 1)).toEqual(["used", "not_used", "unknown"]);
    expect(await reassessTouchpoints(tx, sql`select 1, null`)).toBe(1);
    expect(await evidenceOf(tx, 1)).toEqual(["unknown", "not_used", "unknown"]);
    expect(await verifyRollups(tx)).toEqual([]);
  });
});

test("a written answer is queued on its day in the organisation's zone, an excluded one nowhere", async () => {
  await scratch(async (tx) => {
    await tx.execute(sql`update organisation set time_zone = 'America/New_York'`);
    await give(tx, { submission: 1, at: "2024-03-10T04:59:59Z", score: 3 });
    await give(tx, { submission: 2, at: "2024-03-10T05:00:00Z", score: 4 });
    await give(tx, { submission: 3, at: "2024-03-11T03:59:59Z", score: 4 });
    await give(tx, { submission: 4, at: "2024-03-11T04:00:00Z", score: 4, excluded: true });
    const { rows } = await tx.execute(
      sql`select day, sum(c3)::int c3, sum(c4)::int c4 from rollup_delta group by day order by day`,
    );
    expect(rows).toEqual([
      { day: "2024-03-09", c3: 1, c4: 0 },
      { day: "2024-03-10", c3: 0, c4: 2 },
    ]);
    expect(await verifyRollups(tx)).toEqual([]);
    expect(
      await deleteAnswers(tx, sql`select 4::bigint, 1::bigint union all select 2, 1 union all select 2, 1`),
    ).toBe(2);
    expect(await verifyRollups(tx)).toEqual([]);
    expect(await drain(tx)).toBeGreaterThan(0);
    expect(await drain(tx)).toBe(0);
    expect(await verifyRollups(tx)).toEqual([]);
    expect((await tx.execute(sql`select day from rollup_day order by day`)).rows).toEqual([
      { day: "2024-03-09" },
      { day: "2024-03-10" },
    ]);
  });
});

test("a cell that nothing is left of goes", async () => {
  await scratch(async (tx) => {
    await give(tx, { submission: 1 });
    await drain(tx);
    await deleteAnswers(tx, sql`select 1::bigint, 1::bigint`);
    await drain(tx);
    for (const table of [
      "rollup_month",
      "rollup_day",
      "rollup_day_channel",
      "rollup_month_channel",
      "rollup_month_segment",
      "rollup_month_channel_segment",
    ]) {
      expect((await tx.execute(sql`select * from ${sql.identifier(table)}`)).rows).toEqual([]);
    }
  });
});

test("verify names the wrong cell, rebuild puts it right", async () => {
  await t.db.transaction(async (tx) => {
    await give(tx, { submission: 1, score: 2 });
    await give(tx, { submission: 2, score: 5 });
  });
  expect(await drainAll(t.db, 1)).toBe(2);
  await t.db.execute(sql`update rollup_day set c2 = c2 - 1, c9 = 7`);
  await t.db.execute(sql`delete from rollup_month`);
  await t.db.execute(sql`insert into rollup_month_channel_segment (touchpoint_id, month, channel_id, segment_id, question, evidence, c1)
    values (3, '2020-01-01', 1, 0, 'csat_1_5', 'used', 4)`);
  const differences = await verifyRollups(t.db);
  expect(
    differences.map((d) => [d.rollup, d.key["touchpoint_id"], d.missing[1], d.missing[2], d.missing[9]]),
  ).toEqual([
    ["rollup_month", 1, 0, 1, 0],
    ["rollup_day", 1, 0, 1, -7],
    ["rollup_month_channel_segment", 3, -4, 0, 0],
  ]);
  expect(await rebuildRollups(t.db)).toBe(3);
  expect(await verifyRollups(t.db)).toEqual([]);
  // Days of another zone: everything is wrong until rebuilt, pending deltas of the old zone included.
  await t.db.transaction(async (tx) => {
    await give(tx, { submission: 3, at: "2024-05-31T23:30:00Z" });
  });
  await t.db.execute(sql`update organisation set time_zone = 'Asia/Tokyo'`);
  expect(await verifyRollups(t.db)).not.toEqual([]);
  await rebuildRollups(t.db);
  expect(await verifyRollups(t.db)).toEqual([]);
  await drainAll(t.db);
  expect(await verifyRollups(t.db)).toEqual([]);
});
