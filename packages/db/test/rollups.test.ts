import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { systemScope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import { trendRanges } from "@touchline/domain/period";
import { NO_SCORES } from "@touchline/domain/score-counts";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { insertAnswers } from "../src/commands/answers.ts";
import { drain, drainAll, verifyRollups } from "../src/commands/rollups.ts";
import { type CountDimension, type CountFilters, scoreCounts } from "../src/queries/counts.ts";
import { testDatabase } from "./database.ts";
import {
  clearFacts,
  day,
  layGround,
  type RawAnswer,
  rawAnswers,
  type Step,
  staleEvidence,
  step,
  take,
  write,
} from "./rollups-model.ts";

// Named in full: Node resolves --import from the folder that the tests were started in.
const require = createRequire(import.meta.url);
const TSX = pathToFileURL(require.resolve("tsx")).href;

const t = testDatabase();
const scope = systemScope("test");
beforeAll(() => layGround(t.db));

const DIMENSIONS = ["touchpoint", "department", "channel", "segment"] as const;
const some = <T>(values: readonly T[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined, freq: 1 });
const read = fc.record({
  range: fc.tuple(day, day).map(([a, b]): DayRange => (a < b ? { from: a, to: b } : { from: b, to: a })),
  by: fc
    .tuple(fc.subarray([...DIMENSIONS]), fc.constantFrom(null, "day", "week", "month"))
    .map(([dimensions, grain]): CountDimension[] => (grain ? [...dimensions, grain] : dimensions)),
  filters: fc.record({
    touchpoints: some([1, 2, 3]),
    departments: some([1, 2]),
    channels: some([0, 1, 2]),
    segments: some([0, 1, 2]),
    questions: some(["csat_1_5", "nps_0_10"] as const),
  }),
});

type Read = typeof read extends fc.Arbitrary<infer R> ? R : never;

/** What scoreCounts must say, from the raw answers and nothing else. */
function countRaw(
  answers: RawAnswer[],
  range: DayRange,
  by: CountDimension[],
  filters: CountFilters,
): string[] {
  const groups = new Map<string, number[]>();
  const passes = <T>(allowed: readonly T[] | undefined, value: T | null) =>
    allowed === undefined || (value !== null && allowed.includes(value));
  const grain = (["day", "week", "month"] as const).find((g) => by.includes(g));
  for (const a of answers) {
    if (a.day < range.from || a.day >= range.to) continue;
    if (!passes(filters.touchpoints, a.touchpointId) || !passes(filters.departments, a.departmentId))
      continue;
    if (!passes(filters.channels, a.channelId) || !passes(filters.segments, a.segmentId)) continue;
    if (!passes(filters.questions, a.question)) continue;
    const key = JSON.stringify({
      channelId: by.includes("channel") ? a.channelId : undefined,
      departmentId: by.includes("department") ? a.departmentId : undefined,
      evidence: a.evidence,
      point: grain && trendRanges(range, grain).find(({ from, to }) => a.day >= from && a.day < to)?.from,
      question: a.question,
      segmentId: by.includes("segment") ? a.segmentId : undefined,
      touchpointId: by.includes("touchpoint") ? a.touchpointId : undefined,
    });
    const counts = groups.get(key) ?? [...NO_SCORES];
    counts[a.score] = (counts[a.score] ?? 0) + 1;
    groups.set(key, counts);
  }
  return [...groups].map(([key, counts]) => `${key} ${counts.join()}`).sort();
}

async function expectReads(reads: Read[]): Promise<void> {
  const answers = await rawAnswers(t.db);
  for (const { range, by, filters } of reads) {
    const rows = await scoreCounts(t.db, scope, { range, by, filters });
    const got = rows.map(({ counts, ...key }) => {
      const sorted = Object.fromEntries(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
      return `${JSON.stringify(sorted)} ${counts.join()}`;
    });
    expect(got.sort()).toEqual(countRaw(answers, range, by, filters));
  }
}

test("whatever is written, drained and read: every counter and every read equals the raw answers", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 40 }),
      fc.array(read, { minLength: 3, maxLength: 6 }),
      async (steps, reads) => {
        await clearFacts(t.db);
        for (const [i, given] of steps.entries()) {
          await take(t.db, given);
          if (i % 8 === 7) await expectReads(reads.slice(0, 1));
        }
        expect(await staleEvidence(t.db)).toBe(0);
        expect(await verifyRollups(t.db)).toEqual([]);
        await expectReads(reads);
        await drainAll(t.db);
        expect(await verifyRollups(t.db)).toEqual([]);
        await expectReads(reads);
      },
    ),
    { numRuns: 60 },
  );
});

test("a transaction that drains its own deltas and is rolled back leaves nothing behind", async () => {
  await clearFacts(t.db);
  const submit = fc.sample(step, { seed: 1, numRuns: 60 }).filter((given) => given.kind === "submit");
  for (const given of submit.slice(0, 8)) await take(t.db, given);
  const before = await rawAnswers(t.db);
  await expect(
    t.db.transaction(async (tx) => {
      for (const given of submit.slice(8, 16)) {
        await write(tx, given);
        await drain(tx);
      }
      expect(await verifyRollups(tx)).toEqual([]);
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  expect(await rawAnswers(t.db)).toEqual(before);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("two writers and a worker at once leave all equal", async () => {
  const writes = step.filter((given) => given.kind !== "drain");
  const half = (parity: number) =>
    fc
      .array(writes, { minLength: 10, maxLength: 40 })
      .map((steps) =>
        steps.map(
          (given): Step =>
            "submission" in given ? { ...given, submission: given.submission * 2 + parity } : given,
        ),
      );
  await fc.assert(
    fc.asyncProperty(half(0), half(1), async (left, right) => {
      await clearFacts(t.db);
      let writing = true;
      const writer = async (steps: Step[]) => {
        for (const given of steps) await take(t.db, given);
      };
      const worker = async () => {
        while (writing) {
          await drain(t.db, 3);
          expect(await verifyRollups(t.db)).toEqual([]);
        }
      };
      const working = worker();
      await Promise.all([writer(left), writer(right)]).finally(() => {
        writing = false;
      });
      await working;
      expect(await staleEvidence(t.db)).toBe(0);
      expect(await verifyRollups(t.db)).toEqual([]);
      await drainAll(t.db, 2);
      expect(await verifyRollups(t.db)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test("a worker killed while it drains loses and doubles nothing", async () => {
  await clearFacts(t.db);
  await t.db.execute(sql`insert into submission (id, customer_id, at)
    select i, 1, timestamptz '2024-03-01' + i * interval '7 minutes' from generate_series(1, 6000) i`);
  // A call each, so that the queue is long: some 1,800 deltas.
  for (let part = 0; part < 60; part += 1) {
    await t.db.transaction((tx) =>
      insertAnswers(
        tx,
        sql`select id, customer_id, (1 + id % 3)::int, (id % 3)::int, (id % 2)::int, at, 'csat_1_5',
                   (1 + id % 5)::smallint, null::text, null::text, false
            from submission where id % 60 = ${part}`,
      ),
    );
  }
  const pending = async () =>
    (await t.db.execute<{ n: number }>(sql`select count(*)::int n from rollup_delta`)).rows[0]?.n ?? 0;
  for (const pause of [0, 7, 19, 3]) {
    const left = await pending();
    await killWhileDraining(pause);
    expect(await pending()).toBeLessThan(left);
    expect(await verifyRollups(t.db)).toEqual([]);
  }
  expect(await pending()).toBeGreaterThan(0);
  await drainAll(t.db);
  expect(await verifyRollups(t.db)).toEqual([]);
});

/** Starts a worker in a process of its own, waits for its first drained batch and `pause` ms, and kills it. */
function killWhileDraining(pause: number): Promise<void> {
  const entry = fileURLToPath(new URL("./drain-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", TSX, entry, t.url, "10"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), pause));
    child.once("exit", (code, signal) =>
      signal === "SIGKILL" ? resolve() : reject(new Error(`The worker ended by itself with ${code}`)),
    );
  });
}
