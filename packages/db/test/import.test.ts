import { AppError } from "@touchline/domain/errors";
import type { CanonicalRecord } from "@touchline/domain/records";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { runImport } from "../src/commands/import.ts";
import { verifyRollups } from "../src/commands/rollups.ts";
import { undoRun } from "../src/commands/undo.ts";
import { getRun, listProblems, listRuns } from "../src/queries/runs.ts";
import { testDatabase } from "./database.ts";
import {
  answer,
  contents,
  facts,
  february,
  importOf,
  importRows,
  inBatches,
  interaction,
  NO_STRUCTURE,
  NOW,
  rows,
  scope,
  submission,
} from "./importing.ts";

const t = testDatabase();

/** What a kill does: the importer's connection ends and nothing more is said. */
const endImporters = () =>
  t.db.execute(sql`
    select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and l.classid = 7004 and d.datname = current_database()`);

/** Every test begins with a company that has imported nothing. */
beforeEach(async () => {
  for (const run of await listRuns(t.db, scope, { limit: 1000, status: "published" })) {
    await undoRun(t.db, scope, run.id, NOW);
  }
});

const scores = async (touchpoint: string): Promise<number[]> => {
  const { rows: found } = await t.db.execute<{ score: number }>(sql`
    select a.score from answer a join touchpoint p on p.id = a.touchpoint_id where p.slug = ${touchpoint} order by 1`);
  return found.map((row) => row.score);
};
const evidence = async (): Promise<string[]> => {
  const { rows: found } = await t.db.execute<{ evidence: string }>(
    sql`select evidence from answer order by 1`,
  );
  return found.map((row) => row.evidence);
};

test("the same rows twice change nothing", async () => {
  const records = [
    submission("1", [answer("wifi", 5), answer("food", 2, { channel: "app" })], {
      customer: "ann",
      segment: "gold",
    }),
    submission(null, [answer("wifi", 3)], { at: null, comment: "tab\there\nand \\ there" }),
    submission(null, [answer("wifi", 3)], { at: null, comment: "tab\there\nand \\ there" }),
    interaction("i1", "wifi", { customer: "ann", channel: "app" }),
    interaction(null, "food", { customer: "bob", at: null }),
  ];
  const first = await importRows(t.db, records);
  expect(first).toMatchObject({ status: "published", accepted: 5, created: 5, corrected: 0, unchanged: 0 });
  const before = await contents(t.db);
  const second = await importRows(t.db, records, { now: new Date("2026-04-01T00:00:00Z") });
  expect(second).toMatchObject({ status: "published", created: 0, corrected: 0, unchanged: 5 });
  expect(await contents(t.db)).toEqual(before);
  expect(await scores("wifi")).toEqual([3, 3, 5]);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("a changed row corrects the old one, also when the customer changed", async () => {
  await importRows(t.db, [
    submission("1", [answer("wifi", 1)], { customer: "ann" }),
    submission("2", [answer("wifi", 4)]),
  ]);
  const result = await importRows(t.db, [
    submission("1", [answer("wifi", 5)], { customer: "bob" }),
    submission("2", [answer("wifi", 4)]),
  ]);
  expect(result).toMatchObject({ created: 0, corrected: 1, unchanged: 1 });
  expect(await scores("wifi")).toEqual([4, 5]);
  expect((await facts(t.db))["customers"]).toEqual([{ external_id: "bob", slug: "not-stated" }]);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("rows with the same id: the last one counts, and a long file's answers are put together", async () => {
  const result = await importRows(t.db, [
    submission("1", [answer("wifi", 1)]),
    submission("1", [answer("food", 2)]),
    submission("1", [answer("wifi", 4)]),
    interaction("i", "wifi", { comment: "first" }),
    interaction("i", "wifi", { comment: "last" }),
  ]);
  expect(result).toMatchObject({ accepted: 5, created: 2 });
  expect(await scores("wifi")).toEqual([4]);
  expect(await scores("food")).toEqual([2]);
  expect((await facts(t.db))["interactions"]).toMatchObject([{ comment: "last" }]);
});

test("a long file's answers are put together in time that grows with the file, not with its square", async () => {
  const people = Array.from({ length: 20_000 }, (_, at) => `long-${at}`);
  const items = ["wifi", "food", "room"].map((slug, at) => answer(slug, at + 2));
  const result = await importRows(
    t.db,
    items.flatMap((item) => people.map((id) => submission(id, [item]))),
  );
  expect(result).toMatchObject({ accepted: 60_000, created: 20_000 });
  expect(await scores("food")).toHaveLength(20_000);
}, 30_000);

test("careless answers are marked, also when a long file brings them one by one", async () => {
  const items = ["a", "b", "c", "d", "e", "f"].map((slug) => answer(slug, 3));
  await importRows(t.db, [
    submission("wide", items),
    ...items.map((item) => submission("long", [item])),
    submission("varied", [...items.slice(1), answer("a", 4)]),
  ]);
  const { rows: found } = await t.db.execute(sql`
    select careless, count(*)::int from submission group by 1 order by 1`);
  expect(found).toEqual([
    { careless: false, count: 1 },
    { careless: true, count: 2 },
  ]);
});

test("two overlapping files undone in either order leave what the other one brought", async () => {
  const a = [submission("1", [answer("wifi", 1)]), submission("2", [answer("wifi", 2)], { at: null })];
  const b = [submission("2", [answer("wifi", 2)], { at: null }), submission("3", [answer("wifi", 3)])];
  const later = new Date("2026-04-02T00:00:00Z");
  await importRows(t.db, b, { now: later });
  const onlyB = await facts(t.db);
  await undoRun(t.db, scope, (await listRuns(t.db, scope, { limit: 1 }))[0]?.id ?? 0, NOW);
  const first = await importRows(t.db, a);
  const second = await importRows(t.db, b, { now: later });
  expect(second).toMatchObject({ created: 1, unchanged: 1 });
  await expect(undoRun(t.db, scope, first.runId ?? 0, NOW)).resolves.toMatchObject({ removed: 1, kept: 1 });
  expect(await facts(t.db)).toEqual(onlyB);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("interactions that come later turn evidence, and undoing them turns it back", async () => {
  const logs = {
    ...NO_STRUCTURE,
    touchpoints: [
      {
        slug: "wifi",
        name: "Wi-Fi",
        stage: "use",
        department: null,
        directness: "direct",
        role: "product",
        primaryQuestion: null,
      } as const,
    ],
    logs: [{ touchpoint: "wifi", channel: null }],
  };
  await importRows(t.db, [submission("1", [answer("wifi", 1)], { customer: "ann" })]);
  expect(await evidence()).toEqual(["unknown"]);
  await importRows(t.db, [interaction("x", "food")], { structure: logs });
  expect(await evidence()).toEqual(["not_used"]);
  const late = await importRows(t.db, [interaction("i", "wifi", { customer: "ann", at: february(9) })]);
  expect(await evidence()).toEqual(["used"]);
  await importRows(t.db, [interaction("i", "wifi", { customer: "ann", at: february(11) })]);
  expect(await evidence()).toEqual(["not_used"]);
  const runs = await listRuns(t.db, scope, { limit: 1 });
  await undoRun(t.db, scope, runs[0]?.id ?? 0, NOW);
  expect(await evidence()).toEqual(["used"]);
  await undoRun(t.db, scope, late.runId ?? 0, NOW);
  expect(await evidence()).toEqual(["not_used"]);
  expect(await verifyRollups(t.db)).toEqual([]);
  await t.db.execute(sql`delete from source_logs`);
});

test("an interaction that the invitation named is evidence whoever the customer is, and whenever it comes", async () => {
  await importRows(t.db, [submission("1", [answer("wifi", 1)], { interaction: "call-7" })]);
  expect(await evidence()).toEqual(["unknown"]);
  await importRows(t.db, [interaction("call-7", "wifi", { customer: "ann" })]);
  expect(await evidence()).toEqual(["used"]);
});

test("a customer's segment reaches answers that state none, and leaves with its run", async () => {
  await importRows(t.db, [
    submission("1", [answer("wifi", 1)], { customer: "ann" }),
    submission("2", [answer("wifi", 2)], { customer: "ann", segment: "silver" }),
    interaction("i", "wifi", { customer: "ann" }),
  ]);
  const before = await facts(t.db);
  const people = await importRows(t.db, [{ kind: "customer", externalId: "ann", segment: "gold" }]);
  const { rows: found } = await t.db.execute(sql`
    select s.slug from answer a join segment s on s.id = a.segment_id order by 1`);
  expect(found).toEqual([{ slug: "gold" }, { slug: "silver" }]);
  expect(await verifyRollups(t.db)).toEqual([]);
  await undoRun(t.db, scope, people.runId ?? 0, NOW);
  expect(await facts(t.db)).toEqual(before);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("employees, training and engagement come, are corrected, and go", async () => {
  const employee = { kind: "employee", externalId: "7", hired: "2020-01-01", left: null } as const;
  const first = await importRows(t.db, [
    { ...employee, department: "sales", departmentSince: null },
    { ...employee, department: "finance", departmentSince: "2024-05-01", left: "2025-12-31" },
    {
      kind: "training",
      externalId: null,
      employee: "8",
      course: "tone",
      assigned: "2025-01-01",
      due: null,
      completed: null,
      expires: null,
      outcome: null,
    },
    {
      kind: "engagement",
      externalId: "e",
      employee: "7",
      day: "2025-03-01",
      answers: [{ item: "pride", question: "csat_1_5", score: 4 }],
    },
  ]);
  expect(first.created).toBe(4);
  const before = await facts(t.db);
  expect(before["employees"]).toEqual([
    { external_id: "7", hired: "2020-01-01", left_on: "2025-12-31", valid_from: "2020-01-01", slug: "sales" },
    {
      external_id: "7",
      hired: "2020-01-01",
      left_on: "2025-12-31",
      valid_from: "2024-05-01",
      slug: "finance",
    },
    { external_id: "8", hired: null, left_on: null, valid_from: null, slug: null },
  ]);
  expect(before["training"]).toMatchObject([{ external_id: "8", slug: "tone", assigned: "2025-01-01" }]);
  const second = await importRows(t.db, [
    { ...employee, department: "legal", departmentSince: "2024-05-01" },
    {
      kind: "engagement",
      externalId: "e",
      employee: "9",
      day: "2025-03-01",
      answers: [{ item: "pride", question: "csat_1_5", score: 1 }],
    },
  ]);
  expect(second).toMatchObject({ corrected: 2 });
  const after = await facts(t.db);
  expect(after["employees"]).toMatchObject([
    { slug: "sales" },
    { slug: "legal" },
    { slug: null },
    { external_id: "9" },
  ]);
  expect(after["engagement"]).toMatchObject([{ external_id: "9", score: 1 }]);
  await undoRun(t.db, scope, second.runId ?? 0, NOW);
  expect(await facts(t.db)).toEqual(before);
  await undoRun(t.db, scope, first.runId ?? 0, NOW);
  expect((await facts(t.db))["employees"]).toEqual([]);
});

test("ids that hold half a character or a NUL come in without them", async () => {
  const employee = (externalId: string): CanonicalRecord => ({
    kind: "employee",
    externalId,
    department: "sales",
    departmentSince: null,
    hired: null,
    left: null,
  });
  const result = await importRows(t.db, [employee("a\ud800b"), employee("c\u0000"), employee("d\u{1f600}")]);
  expect(result).toMatchObject({ accepted: 3, created: 3 });
  const { rows: found } = await t.db.execute(sql`select external_id from employee order by 1`);
  expect(found.map((row) => row["external_id"])).toEqual(["a\ufffdb", "c", "d\u{1f600}"]);
});

test("names: declared ones keep their words, others are created or their rows rejected", async () => {
  const declared = {
    ...NO_STRUCTURE,
    departments: [{ slug: "digital-team", name: "Digital team" }],
    touchpoints: [
      {
        slug: "kiosk",
        name: "Kiosk screen",
        stage: "use",
        department: "digital-team",
        directness: "indirect",
        role: "product",
        primaryQuestion: null,
      } as const,
    ],
    channels: [
      { slug: "social", name: "Social", parent: null },
      { slug: "facebook", name: "Facebook", parent: "social" },
    ],
  };
  const outcomes = rows([
    submission("1", [answer("kiosk", 2, { channel: "facebook" })]),
    submission("2", [answer("front-desk-2", 2)]),
  ]);
  const result = await runImport(
    t.db,
    scope,
    importOf(outcomes, { structure: declared, unknownNames: "reject" }),
  );
  expect(result).toMatchObject({ accepted: 1, rejected: 1, created: 1 });
  expect(await listProblems(t.db, scope, { runId: result.runId ?? 0, limit: 10 })).toMatchObject([
    { row: 2, severity: "rejected", value: "front-desk-2", reason: 'There is no touchpoint "front-desk-2".' },
  ]);
  const { rows: found } = await t.db.execute(sql`
    select t.name, t.directness, t.primary_question, d.slug owner, p.slug parent
    from touchpoint t join touchpoint_owner o on o.touchpoint_id = t.id join department d on d.id = o.department_id,
    channel c join channel p on p.id = c.parent_id where t.slug = 'kiosk' and c.slug = 'facebook'`);
  expect(found).toEqual([
    {
      name: "Kiosk screen",
      directness: "indirect",
      primary_question: "csat_1_5",
      owner: "digital-team",
      parent: "social",
    },
  ]);
  await importRows(t.db, [submission("2", [answer("front-desk-2", 2)])]);
  const { rows: made } = await t.db.execute(sql`select name from touchpoint where slug = 'front-desk-2'`);
  expect(made).toEqual([{ name: "Front desk 2" }]);
  const broken = { ...NO_STRUCTURE, channels: [{ slug: "x", name: "X", parent: "facebook" }] };
  await expect(importRows(t.db, [], { structure: broken })).rejects.toThrow(/third level/);
});

test("every row is counted once, and problems are kept with row, column, value and reason", async () => {
  const result = await runImport(
    t.db,
    scope,
    importOf([
      {
        row: 1,
        status: "accepted",
        records: [submission("1", [])],
        dropped: [{ column: "b", value: "\t9", reason: "off the scale" }],
      },
      { row: 2, status: "blank" },
      { row: 3, status: "rejected", problem: { column: "a", value: "=1+1", reason: "is no date\\" } },
    ]),
  );
  expect(result).toMatchObject({ accepted: 1, rejected: 1, blank: 1, droppedCells: 1 });
  expect(await listProblems(t.db, scope, { runId: result.runId ?? 0, limit: 10 })).toMatchObject([
    { row: 1, severity: "dropped", column: "b", value: "\t9", reason: "off the scale" },
    { row: 3, severity: "rejected", column: "a", value: "=1+1", reason: "is no date\\" },
  ]);
});

test("a dry run says what would happen and writes nothing", async () => {
  await importRows(t.db, [submission("1", [answer("wifi", 1)]), submission("2", [answer("wifi", 2)])]);
  const before = { ...(await contents(t.db)), runs: await listRuns(t.db, scope, { limit: 1000 }) };
  const result = await importRows(
    t.db,
    [
      submission("1", [answer("wifi", 5)]),
      submission("2", [answer("wifi", 2)]),
      submission("3", [answer("new-place", 2)]),
    ],
    { dryRun: true },
  );
  expect(result).toMatchObject({ runId: null, accepted: 3, created: 1, corrected: 1, unchanged: 1 });
  expect({ ...(await contents(t.db)), runs: await listRuns(t.db, scope, { limit: 1000 }) }).toEqual(before);
});

test("a cancelled import leaves nothing but its entry; a failing one says why", async () => {
  const before = await facts(t.db);
  const stop = new AbortController();
  async function* stopping() {
    yield rows([submission("1", [answer("wifi", 1)])]);
    stop.abort();
    yield rows([submission("2", [answer("wifi", 1)])]);
  }
  const cancelled = await runImport(t.db, scope, importOf([], { batches: stopping(), signal: stop.signal }));
  expect(cancelled.status).toBe("cancelled");
  async function* vanishing() {
    yield rows([submission("1", [answer("wifi", 1)])]);
    throw new AppError("invalid", "rows.csv changed while it was read.");
  }
  const failing = importOf([], { batches: vanishing(), fileSha256: "f" });
  await expect(runImport(t.db, scope, failing)).rejects.toThrow("rows.csv changed while it was read.");
  const [failed] = await listRuns(t.db, scope, { limit: 1 });
  expect(failed).toMatchObject({ status: "failed", error: "rows.csv changed while it was read." });
  expect(await facts(t.db)).toEqual(before);
  const { rows: left } = await t.db.execute(sql`select 1 from pg_tables where schemaname = 'staging'`);
  expect(left).toEqual([]);
});

test("readers see nothing of an import and then all of it", async () => {
  const records = Array.from({ length: 3000 }, (_, at) =>
    submission(`${at}`, [answer("wifi", 1 + (at % 5))]),
  );
  const seen = new Set<number>();
  let running = true;
  const reader = (async () => {
    while (running) {
      const { rows: found } = await t.db.execute<{ n: number }>(sql`select count(*)::int n from answer`);
      seen.add(found[0]?.n ?? -1);
    }
  })();
  await importRows(t.db, records);
  running = false;
  await reader;
  expect([...seen].filter((n) => n !== 0 && n !== 3000)).toEqual([]);
  const { rows: pending } = await t.db.execute(sql`select 1 from rollup_delta`);
  expect(pending).toEqual([]);
});

test("one file is imported by one importer at a time; different files at once are both right", async () => {
  const outcomes = rows([submission("1", [answer("wifi", 1)])]);
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  async function* slow() {
    yield outcomes;
    await gate;
  }
  const first = runImport(t.db, scope, importOf(outcomes, { batches: slow() }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(runImport(t.db, scope, importOf(outcomes))).rejects.toThrow(/being imported right now/);
  go();
  expect((await first).status).toBe("published");
  const many = (from: number) =>
    Array.from({ length: 500 }, (_, at) =>
      submission(`${from + at}`, [answer("food", 1)], { customer: `c${at}` }),
    );
  const results = await Promise.all([
    importRows(t.db, many(1000), { fileName: "a.csv" }),
    importRows(t.db, many(1250), { fileName: "b.csv" }),
  ]);
  expect(results.reduce((sum, one) => sum + one.created, 0)).toBe(750);
  expect(await scores("food")).toHaveLength(750);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("an undone file can be imported again; other states can't be undone", async () => {
  const records = [submission("1", [answer("wifi", 1)])];
  const first = await importRows(t.db, records);
  await undoRun(t.db, scope, first.runId ?? 0, NOW);
  await expect(undoRun(t.db, scope, first.runId ?? 0, NOW)).rejects.toThrow(AppError);
  await expect(undoRun(t.db, scope, 999_999, NOW)).rejects.toThrow("There is no import run 999999.");
  expect(await importRows(t.db, records)).toMatchObject({ created: 1 });
  expect((await getRun(t.db, scope, first.runId ?? 0)).status).toBe("undone");
});

test("a run cut off in the middle goes on, and a changed file begins anew", async () => {
  const outcomes = rows(
    Array.from({ length: 60_000 }, (_, at) => submission(null, [answer("wifi", 1 + (at % 5))])),
  );
  async function* cutOff() {
    yield* inBatches(outcomes.slice(0, 55_000), 5000);
    await expect.poll(async () => (await listRuns(t.db, scope, { limit: 1 }))[0]?.rowsRead).toBe(50_000);
    await endImporters();
    yield outcomes.slice(55_000);
  }
  await expect(runImport(t.db, scope, importOf(outcomes, { batches: cutOff() }))).rejects.toThrow();
  const [cut] = await listRuns(t.db, scope, { limit: 1 });
  expect(cut).toMatchObject({ status: "reading", rowsRead: 50_000 });
  const done = await runImport(t.db, scope, importOf(outcomes));
  expect(done).toMatchObject({ runId: cut?.id, status: "published", accepted: 60_000, created: 60_000 });
  const again = rows([submission("x", [answer("wifi", 1)])]);
  async function* never() {
    yield again;
    await endImporters();
    yield [];
  }
  await expect(
    runImport(t.db, scope, importOf(again, { batches: never(), fileName: "c.csv" })),
  ).rejects.toThrow();
  const [old] = await listRuns(t.db, scope, { limit: 1 });
  await importRows(t.db, [submission("y", [answer("wifi", 1)])], { fileName: "c.csv" });
  expect(await getRun(t.db, scope, old?.id ?? 0)).toMatchObject({ status: "failed" });
});
