import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { verifyRollups } from "../src/commands/rollups.ts";
import { updateSettings } from "../src/commands/settings.ts";
import { type Organisation, readOrganisation } from "../src/queries/structure.ts";
import { testDatabase } from "./database.ts";
import { answer, importRows, interaction, scope, submission } from "./importing.ts";

const t = testDatabase();
const ITEMS = ["desk", "room", "spa", "bar", "web", "phone"];
const at = (day: number, hour: number) => Date.UTC(2026, 1, day, hour);

beforeAll(async () => {
  await importRows(t.db, [
    // Before midnight in UTC, and on the next day in Auckland.
    ...[1, 2, 3].map((one) => submission(`late ${one}`, [answer("desk", one)], { at: at(10, 23) })),
    submission(
      "careless",
      ITEMS.map((slug) => answer(slug, 5)),
      { at: at(12, 10) },
    ),
    submission(
      "careful",
      ITEMS.map((slug, nth) => answer(slug, (nth % 5) + 1)),
      { at: at(12, 10) },
    ),
    interaction("visit", "desk", { customer: "c1", at: at(1, 9) }),
    submission("after visit", [answer("desk", 4)], { customer: "c1", at: at(11, 9) }),
  ]);
});

const change = async (more: Partial<Organisation>, zoneConfirmed = false) =>
  updateSettings(t.db, scope, {
    settings: { ...(await readOrganisation(t.db, scope)), ...more },
    zoneConfirmed,
  });
const counted = async (table = "rollup_day") => {
  const { rows } = await t.db.execute<{ n: number }>(
    sql`select coalesce(sum(c0+c1+c2+c3+c4+c5+c6+c7+c8+c9+c10), 0)::int n from ${sql.raw(table)}`,
  );
  return rows[0]?.n;
};
const lastEntry = async () => {
  const { rows } = await t.db.execute(
    sql`select action, before, after from audit_log where action = 'settings.update' order by id desc limit 1`,
  );
  return rows[0];
};

test("plain settings are kept with one entry that names what changed", async () => {
  const entries = () => t.db.execute(sql`select 1 from audit_log`).then(({ rows }) => rows.length);
  const before = await entries();
  expect(await change({ name: "Acme", leastAnswers: 50, secondFactorRoles: ["admin"] })).toEqual({
    answers: 0,
    rebuilt: null,
  });
  expect(await readOrganisation(t.db, scope)).toMatchObject({ name: "Acme", leastAnswers: 50 });
  expect(await entries()).toBe(before + 1);
  expect(await lastEntry()).toEqual({
    action: "settings.update",
    before: { name: "Your company", leastAnswers: 30, secondFactorRoles: [] },
    after: { name: "Acme", leastAnswers: 50, secondFactorRoles: ["admin"] },
  });
});

test("a cost has a currency of three capitals, and its entry says both", async () => {
  await change({ costPerContact: 6.5, currency: "EUR" });
  expect(await readOrganisation(t.db, scope)).toMatchObject({ costPerContact: 6.5, currency: "EUR" });
  expect(await lastEntry()).toMatchObject({
    before: { costPerContact: null, currency: null },
    after: { costPerContact: 6.5, currency: "EUR" },
  });
  await expect(change({ currency: "euro" })).rejects.toThrow();
  expect((await readOrganisation(t.db, scope)).currency).toBe("EUR");
});

test("another zone is warned of, then counts every day anew", async () => {
  const days = async () => {
    const { rows } = await t.db.execute<{ day: string }>(sql`select distinct day from rollup_day order by 1`);
    return rows.map(({ day }) => day);
  };
  expect(await days()).toEqual(["2026-02-10", "2026-02-11", "2026-02-12"]);
  await expect(change({ timeZone: "Mars/Olympus" }, true)).rejects.toMatchObject({ code: "invalid" });
  await expect(change({ timeZone: "Pacific/Auckland" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Confirm"),
  });
  expect((await readOrganisation(t.db, scope)).timeZone).toBe("UTC");
  const { rebuilt } = await change({ timeZone: "Pacific/Auckland" }, true);
  expect(rebuilt).toBeGreaterThan(0);
  expect(await days()).toEqual(["2026-02-11", "2026-02-12"]);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("the careless leave every count and come back whole", async () => {
  const tables = ["rollup_day", "rollup_month", "rollup_month_channel_segment"];
  const counts = () => Promise.all(tables.map(counted));
  const before = await counts();
  expect(await change({ excludeCareless: true })).toMatchObject({ answers: ITEMS.length });
  expect(await counts()).toEqual(before.map((n) => (n ?? 0) - ITEMS.length));
  expect(await verifyRollups(t.db)).toEqual([]);
  await importRows(t.db, [
    submission(
      "careless too",
      ITEMS.map((slug) => answer(slug, 1)),
    ),
  ]);
  expect(await verifyRollups(t.db)).toEqual([]);
  expect(await change({ excludeCareless: false })).toMatchObject({ answers: 2 * ITEMS.length });
  expect(await counts()).toEqual(before.map((n) => (n ?? 0) + ITEMS.length));
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("another window judges evidence of use anew", async () => {
  const evidence = async () => {
    const { rows } = await t.db.execute<{ evidence: string }>(sql`
      select a.evidence from answer a join customer c on c.id = a.customer_id where c.external_id = 'c1'`);
    return rows.map((row) => row.evidence);
  };
  const [was] = await evidence();
  expect(was).toBe("used");
  expect(await change({ evidenceWindowDays: 5 })).toMatchObject({ answers: 1 });
  expect(await evidence()).not.toEqual([was]);
  expect(await change({ evidenceWindowDays: 30 })).toMatchObject({ answers: 1 });
  expect(await evidence()).toEqual([was]);
  expect(await verifyRollups(t.db)).toEqual([]);
});

test("imports that run while settings change are counted by the settings in force", async () => {
  const rows = (part: number) =>
    Array.from({ length: 40 }, (_, n) =>
      submission(
        `p${part}-${n}`,
        ITEMS.map((slug) => answer(slug, 3)),
        { at: at(15, 12 + (n % 12)) },
      ),
    );
  await Promise.all([
    importRows(t.db, rows(1), { fileName: "p1.csv" }),
    change({ excludeCareless: true }),
    importRows(t.db, rows(2), { fileName: "p2.csv" }),
    updateSettings(t.db, scope, {
      settings: { ...(await readOrganisation(t.db, scope)), timeZone: "America/Lima", excludeCareless: true },
      zoneConfirmed: true,
    }),
  ]);
  expect(await verifyRollups(t.db)).toEqual([]);
  const { rows: wrong } = await t.db.execute(sql`
    select 1 from answer a join submission s on s.id = a.submission_id and s.customer_id = a.customer_id
    where a.excluded <> s.careless`);
  expect(wrong).toEqual([]);
});
