import type { CanonicalRecord } from "@touchline/domain/records";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createDb } from "../src/client.ts";
import { verifyRollups } from "../src/commands/rollups.ts";
import { undoRun } from "../src/commands/undo.ts";
import { listRuns } from "../src/queries/runs.ts";
import { testDatabase } from "./database.ts";
import {
  answer,
  DAY,
  facts,
  february,
  importRows,
  interaction,
  NOW,
  scope,
  submission,
} from "./importing.ts";

const subject = testDatabase();
/** Where the same is done from nothing, each time, and without undoing: what the subject must be equal to. */
const model = testDatabase();
let limited: ReturnType<typeof createDb> | undefined;
afterAll(() => limited?.close());

const customer = fc.constantFrom(null, "ann", "bob");
const touchpoint = fc.constantFrom("wifi", "food");
const channel = fc.constantFrom(null, "app", "desk");
const segment = fc.constantFrom(null, null, "gold", "silver");
const id = fc.constantFrom(null, "1", "2", "3");
const at = fc.constantFrom(null, february(8), february(10), february(12));

const record: fc.Arbitrary<CanonicalRecord> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        id,
        customer,
        at,
        segment,
        touchpoint,
        channel,
        score: fc.integer({ min: 1, max: 5 }),
        call: fc.constantFrom(null, null, "1"),
      })
      .map((one) =>
        submission(
          one.id,
          [
            answer(one.touchpoint, one.score, { channel: one.channel }),
            answer("overall", one.score, { question: "nps_0_10" }),
          ],
          {
            customer: one.customer,
            at: one.at,
            segment: one.segment,
            interaction: one.call,
          },
        ),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.record({ id, customer, at, segment, touchpoint, channel }).map((one) =>
      interaction(one.id, one.touchpoint, {
        customer: one.customer,
        at: one.at,
        segment: one.segment,
        channel: one.channel,
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ who: fc.constantFrom("ann", "bob"), segment }).map(
      (one): CanonicalRecord => ({
        kind: "customer",
        externalId: one.who,
        segment: one.segment,
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        department: fc.constantFrom(null, "sales", "legal"),
        since: fc.constantFrom(null, "2024-01-01"),
        hired: fc.constantFrom(null, "2020-01-01"),
      })
      .map(
        (one): CanonicalRecord => ({
          kind: "employee",
          externalId: "7",
          department: one.department,
          departmentSince: one.since,
          hired: one.hired,
          left: null,
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ id, who: fc.constantFrom("7", "8"), course: fc.constantFrom("tone", "safety") })
      .map(
        (one): CanonicalRecord => ({
          kind: "training",
          externalId: one.id,
          employee: one.who,
          course: one.course,
          assigned: null,
          due: null,
          completed: null,
          expires: null,
          outcome: "passed",
        }),
      ),
  },
);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(record, { minLength: 1, maxLength: 5 }).map((records) => ({ records, undo: 0 })),
  },
  { weight: 2, arbitrary: fc.nat(9).map((undo) => ({ records: null, undo })) },
);

async function undoAll(db: typeof subject.db): Promise<void> {
  for (const run of await listRuns(db, scope, { limit: 1000, status: "published" })) {
    await undoRun(db, scope, run.id, NOW);
  }
}

/** Imports, corrections and undos in any order: the same as if what was undone had never been there. */
async function equalsModel(
  db: typeof subject.db,
  steps: readonly { records: CanonicalRecord[] | null; undo: number }[],
) {
  await undoAll(db);
  let inForce: { runId: number; records: CanonicalRecord[]; day: number }[] = [];
  for (const [day, { records, undo }] of steps.entries()) {
    if (records !== null) {
      const now = new Date(NOW.getTime() + day * DAY);
      const { runId } = await importRows(db, records, { now, fileName: `${day}.csv` });
      inForce.push({ runId: runId ?? 0, records, day });
    } else {
      const victim = inForce[undo % Math.max(1, inForce.length)];
      if (!victim) continue;
      await undoRun(db, scope, victim.runId, NOW);
      inForce = inForce.filter((one) => one !== victim);
    }
  }
  await undoAll(model.db);
  for (const { records, day } of inForce) {
    await importRows(model.db, records, { now: new Date(NOW.getTime() + day * DAY), fileName: `${day}.csv` });
  }
  expect(await facts(db)).toEqual(await facts(model.db));
  expect(await verifyRollups(db)).toEqual([]);
  await undoAll(db);
  const empty = Object.values(await facts(db)).flat();
  expect(empty).toEqual([{ count: 0 }]);
}

test("any sequence of imports, corrections and undos equals its model", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), (steps) =>
      equalsModel(subject.db, steps),
    ),
    { numRuns: 25, endOnFailure: true },
  );
});

test("the same holds for a user of the database that may not leave foreign keys unchecked", async () => {
  const url = new URL(subject.url);
  const name = `limited_${url.pathname.slice(1)}`;
  await subject.db.execute(sql.raw(`create role ${name} login password 'limited'`));
  try {
    await subject.db.execute(sql.raw(`grant all on all tables in schema public to ${name}`));
    await subject.db.execute(sql.raw(`grant all on all sequences in schema public to ${name}`));
    await subject.db.execute(sql.raw(`grant all on schema public, staging to ${name}`));
    // ANALYZE needs ownership before PostgreSQL 17; it only warns.
    url.username = name;
    url.password = "limited";
    limited = createDb(url.toString());
    const { db } = limited;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), (steps) => equalsModel(db, steps)),
      { numRuns: 6, endOnFailure: true },
    );
  } finally {
    await limited?.close();
    limited = undefined;
    await subject.db.execute(sql.raw(`drop owned by ${name}`));
    await subject.db.execute(sql.raw(`drop role ${name}`));
  }
});
