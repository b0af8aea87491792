/// <reference path="../../db/test/server.ts" />
import type { CanonicalRecord } from "@touchline/domain/records";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, interaction, submission } from "../../db/test/importing.ts";
import { callerOf, viewOf } from "./caller.ts";
import { NOW } from "./company.ts";

const t = testDatabase();
const MONDAY = Date.UTC(2025, 5, 30, 10);
const DAY = 86_400_000;
/** Eight whole weeks; the comparison is the eight before. */
const PERIOD = viewOf("2026-01-05", "2026-03-01", { evidence: "headline" });
let ask: Awaited<ReturnType<typeof callerOf>>;

const trained = (person: string, done: boolean): CanonicalRecord[] => [
  {
    kind: "employee",
    externalId: person,
    department: "care",
    departmentSince: null,
    hired: "2020-01-01",
    left: null,
  },
  {
    kind: "training",
    externalId: null,
    employee: person,
    course: "tone",
    assigned: null,
    due: "2026-01-20",
    completed: done ? "2026-01-10" : null,
    expires: null,
    outcome: done ? "passed" : "incomplete",
  },
];

beforeAll(async () => {
  const touchpoints = ["wifi", "food", "desk"];
  const channels = ["social", "chat", "mail"];
  const rows = Array.from({ length: 35 * 7 }, (_, day) => day).flatMap((day) =>
    touchpoints.flatMap((touchpoint, which) =>
      Array.from({ length: 6 }, (_, at) => {
        const recent = day >= 28 * 7 && day < 31 * 7 && touchpoint === "desk";
        const usage = touchpoint === "wifi" ? (["yes", "yes", "no"] as const)[at % 3] : null;
        // Users of the Wi-Fi like it, others say neither; the desk falls for three weeks.
        const score = recent ? 1 + ((at + day) % 2) : usage === "no" ? 3 : 3 + ((at * 5 + day + which) % 3);
        return submission(
          `${touchpoint}/${day}/${at}`,
          [answer(touchpoint, score, { channel: channels[(at + day) % 3] ?? null, usage: usage ?? null })],
          { at: MONDAY + day * DAY, segment: at % 2 ? "gold" : "new" },
        );
      }),
    ),
  );
  await importRows(t.db, [
    ...rows,
    ...Array.from({ length: 7 }, (_, at) => trained(`e${at}`, at < 4)),
    ...[2, 4, 9].map((minutes) =>
      interaction(`c${minutes}`, "desk", {
        at: Date.UTC(2026, 1, 3),
        openedAt: Date.UTC(2026, 1, 3),
        firstReplyAt: Date.UTC(2026, 1, 3) + minutes * 60_000,
        channel: "chat",
        segment: "gold",
      }),
    ),
  ]);
  await t.db.execute(sql`update channel set parent_id = (select id from channel where slug = 'social')
    where slug = 'chat'`);
  await t.db.execute(sql`insert into department (slug, name) values ('house', 'House')`);
  // The desk was the house's until the middle of the period.
  await t.db.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select t.id, o.since::date, d.id from (values ('wifi', '2020-01-01', 'house'), ('food', '2020-01-01', 'house'),
      ('desk', '2020-01-01', 'house'), ('desk', '2026-02-01', 'care')) o (slug, since, owner)
    join touchpoint t on t.slug = o.slug join department d on d.slug = o.owner`);
  ask = await callerOf(t.db, "executive", NOW);
});

/** One row of plain SQL over the answers of the period. */
async function raw(
  select: string,
  where: string,
): Promise<{ n: number; score: number; fives: number; all: number }> {
  const { rows } = await t.db.execute<Awaited<ReturnType<typeof raw>>>(sql`select ${sql.raw(select)}
    from answer a join touchpoint t on t.id = a.touchpoint_id join channel c on c.id = a.channel_id
    where a.at >= '2026-01-05' and a.at < '2026-03-02' and ${sql.raw(where)}`);
  return rows[0] ?? expect.unreachable();
}

test("a department: head line, rank, peers, touchpoints, channels, distribution, training", async () => {
  const house = await ask.departments.get({ ...PERIOD, slug: "house" });
  const own =
    "(t.slug in ('wifi', 'food') or (t.slug = 'desk' and a.at < '2026-02-01')) and a.evidence <> 'not_used'";
  // Verified answers alone speak of the Wi-Fi: they are two in three.
  const expected = await raw("count(*)::int n, count(*) filter (where a.score = 5)::int fives", own);
  expect(house.figures?.score.n).toBe(expected.n);
  expect(house.touchpoints.reduce((sum, row) => sum + row.score.n, 0)).toBe(expected.n);
  expect(house.distributions).toMatchObject([{ question: "csat_1_5", touchpoints: 3, n: expected.n }]);
  expect(house.distributions[0]?.distribution[5]).toBe(expected.fives);
  const toWin = house.touchpoints.map((row) => row.weight * (100 - (row.score.value ?? 0)));
  expect(toWin).toEqual(toWin.toSorted((a, b) => b - a));
  expect(house.channels.map((row) => [row.slug, row.parent])).toEqual([
    ["social", null],
    ["chat", "social"],
    ["mail", null],
  ]);
  expect(house.channels.reduce((sum, row) => sum + (row.nested ? 0 : row.answers.n), 0)).toBe(expected.n);
  // Its contacts were while care owned the desk, but the desk is among its touchpoints of the period.
  const care = await ask.departments.get({ ...PERIOD, slug: "care" });
  expect(care.training).toMatchObject({ completion: { n: 7 }, change: null });
  const { figures } = await ask.experience.summary(PERIOD);
  expect(care.company).toEqual(figures.experience_score.statistic);
  expect(care.companyChange).toEqual(figures.experience_score.change);
  expect(care.companyChange).not.toBeNull();
  expect(care.training.completion.value).toBeCloseTo(4 / 7, 9);
  expect(care.figures?.training.value).toBeCloseTo(4 / 7, 9);
  expect(care.touchpoints.map((row) => row.slug)).toEqual(["desk"]);
  expect([house.rank?.place, care.rank?.place].sort()).toEqual([1, 2]);
  expect(house.rank).toMatchObject({ of: 2 });
  expect((house.rank?.above ?? 0) + (house.rank?.level ?? 0) + (house.rank?.below ?? 0)).toBe(1);
  expect(house.peers.map((row) => row.slug)).toEqual(["care"]);
});

test("trends by weeks have a point for each, the comparison beside it, and signals where something changed", async () => {
  const desk = await ask.touchpoints.trend({ ...PERIOD, slug: "desk" });
  expect(desk.grain).toBe("week");
  expect(desk.points).toHaveLength(8);
  expect(desk.previous).toHaveLength(8);
  const { rows } = await t.db.execute<{ week: string; score: number; n: number }>(sql`
    select date_trunc('week', a.at)::date::text week, (25 * (avg(score) - 1))::float8 score, count(*)::int n
    from answer a join touchpoint t on t.id = a.touchpoint_id
    where t.slug = 'desk' and a.at >= '2026-01-05' and a.at < '2026-03-02' group by 1 order by 1`);
  expect(desk.points.map(({ from, statistic }) => [from, statistic.n])).toEqual(
    rows.map((row) => [row.week, row.n]),
  );
  for (const [at, { statistic }] of desk.points.entries())
    expect(statistic.value).toBeCloseTo(rows[at]?.score ?? -1, 9);
  expect(desk.signals.map((signal) => signal.week)).toContain("2026-01-12");
  expect(desk.signals.every((signal) => signal.at === signal.week)).toBe(true);
  expect(desk.limits?.low).toBeGreaterThan(desk.points[1]?.statistic.value ?? 100);
  expect((await ask.touchpoints.trend({ ...PERIOD, slug: "food" })).signals).toEqual([]);
  // The desk's bad week is one of the whole company's, too.
  const whole = await ask.experience.trend(PERIOD);
  expect(whole.points).toHaveLength(8);
  expect(whole.signals.map((signal) => signal.week)).toContain("2026-01-12");
  const care = await ask.departments.trend({ ...PERIOD, slug: "care" });
  // Care owns nothing before February, so that there is nothing to compare with.
  expect(care.points.map(({ statistic }) => statistic.n)).toEqual([0, 0, 0, 6, 42, 42, 42, 42]);
  const social = await ask.channels.trend({ ...PERIOD, slug: "social" });
  expect(social.points.reduce((sum, { statistic }) => sum + statistic.n, 0)).toBe(
    (await raw("count(*)::int n", "c.slug in ('social', 'chat') and a.evidence <> 'not_used'")).n,
  );
});

test("a touchpoint: distribution, channels, segments, users against guesses, response times", async () => {
  const wifi = await ask.touchpoints.get({ ...PERIOD, slug: "wifi" });
  const users = await raw(
    "count(*)::int n, (25 * (avg(a.score) - 1))::float8 score",
    "t.slug = 'wifi' and a.evidence = 'used'",
  );
  const both = await raw("count(*)::int n, (25 * (avg(a.score) - 1))::float8 score", "t.slug = 'wifi'");
  expect(wifi.figures).toMatchObject({ basis: "used", score: { n: users.n }, department: "House" });
  const [primary] = wifi.questions;
  expect(primary).toMatchObject({
    primary: true,
    n: users.n,
    guesses: { difference: { verdict: "better" } },
  });
  expect(primary?.guesses?.scoreEffect.value).toBeCloseTo(both.score - users.score, 9);
  expect(primary?.guesses?.scoreEffect).toMatchObject({ n: both.n - users.n });
  for (const parts of [wifi.channels, wifi.segments]) {
    expect(parts.reduce((sum, row) => sum + row.score.n, 0)).toBe(users.n);
    expect(parts.reduce((sum, row) => sum + (row.share.value ?? 0), 0)).toBeCloseTo(1, 9);
    expect(parts.every((row) => row.change !== null)).toBe(true);
  }
  expect(wifi.response).toBeNull();
  // A third of each day's answers say that they did not use it.
  expect(wifi.coverageChange).toMatchObject({ verdict: "no-change" });
  expect(wifi.coverageChange?.difference).toBeCloseTo(0, 9);
  const desk = await ask.touchpoints.get({ ...PERIOD, slug: "desk" });
  expect(desk.response).toMatchObject({ median: { value: 4, n: 3 }, change: { verdict: "not-enough-data" } });
  expect((await ask.touchpoints.get({ ...PERIOD, slug: "desk", segment: "new" })).response).toBeNull();
});

test("a channel: its figures with its children's, response times, and what it carries", async () => {
  const social = await ask.channels.get({ ...PERIOD, slug: "social" });
  const expected = await raw(
    "count(*) filter (where c.slug <> 'mail')::int n, count(*)::int all",
    "a.evidence <> 'not_used'",
  );
  expect(social.figures).toMatchObject({
    answers: { value: expected.n },
    response: { median: { value: 4 } },
  });
  expect(social.figures?.share.value).toBeCloseTo(expected.n / expected.all, 9);
  expect(social.children.map((row) => row.slug)).toEqual(["chat"]);
  expect(social.touchpoints.map((row) => row.slug).sort()).toEqual(["desk", "food", "wifi"]);
  expect(social.touchpoints.reduce((sum, row) => sum + row.score.n, 0)).toBe(expected.n);
  const chat = await ask.channels.get({ ...PERIOD, slug: "chat" });
  expect(chat.parent).toMatchObject({ slug: "social" });
});

test("the journey and the list of departments add up to the whole", async () => {
  const { figures } = await ask.experience.summary(PERIOD);
  const [departments, stages] = await Promise.all([ask.departments.list(PERIOD), ask.journey.list(PERIOD)]);
  const sum = (rows: readonly { readonly answers: { readonly n: number } }[]) =>
    rows.reduce((total, row) => total + row.answers.n, 0);
  expect(sum(departments)).toBe(figures.answers.statistic.n);
  expect(sum(stages)).toBe(figures.answers.statistic.n);
  expect(stages.map((row) => row.slug).slice(0, 2)).toEqual(["hear", "consider"]);
  expect(stages.at(-1)).toMatchObject({ slug: null, measuredWeight: 1 });
});

test("what isn't there is told so", async () => {
  for (const read of [ask.departments.get, ask.touchpoints.get, ask.channels.get, ask.channels.trend])
    await expect(read({ ...PERIOD, slug: "nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
