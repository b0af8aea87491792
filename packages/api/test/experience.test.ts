import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { callerOf, FEBRUARY, mintCompany, spread } from "./company.ts";

const t = testDatabase();

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "help", role: "service", department: "care" },
      { slug: "shop", role: "sales", department: "stores" },
      { slug: "van", role: "operations", department: "delivery" },
      { slug: "quiet", role: "operations", department: "delivery" },
    ],
    [
      {
        touchpoint: "help",
        channel: "phone",
        before: spread({ 4: 40, 5: 40 }),
        now: spread({ 4: 40, 5: 60 }),
      },
      {
        touchpoint: "shop",
        channel: "store",
        before: spread({ 3: 50, 4: 50 }),
        now: spread({ 3: 50, 4: 50 }),
      },
      {
        touchpoint: "van",
        channel: "store",
        before: spread({ 4: 100 }),
        now: spread({ 1: 60, 2: 60, 4: 10 }),
      },
      { touchpoint: "quiet", channel: "store", before: [], now: spread({ 5: 12 }) },
      { touchpoint: "overall", channel: "store", before: [], now: spread({ 5: 10 }) },
    ],
  );
});

/** Percent of maximum possible of each touchpoint in February, by plain SQL over the answers. */
const pomps = async () =>
  (
    await t.db.execute<{ slug: string; score: number; n: number }>(sql`
      select t.slug, (100 * (avg(a.score) - 1) / 4)::float8 as score, count(*)::int as n
      from answer a join touchpoint t on t.id = a.touchpoint_id
      where a.at >= '2026-02-01' and a.at < '2026-03-01' and t.id <> 0 group by t.slug`)
  ).rows;

test("the whole is the mean of measured touchpoints, as plain SQL says; too few answers stay out", async () => {
  const call = await callerOf(t.db, "executive");
  const summary = await call.experience.summary(FEBRUARY);
  const measured = (await pomps()).filter((row) => row.n >= 30);
  expect(measured.map((row) => row.slug).sort()).toEqual(["help", "shop", "van"]);
  const mean = measured.reduce((sum, row) => sum + row.score, 0) / measured.length;
  expect(summary.figures.experience_score.statistic.value).toBeCloseTo(mean, 9);
  expect(summary.figures.experience_score.statistic.n).toBe(330);
  expect(summary.figures.answers.statistic.value).toBe(352);
  expect(summary).toMatchObject({ measured: 3, touchpoints: 4, measuredWeight: 0.75, entered: [], left: [] });
  expect(summary.figures.experience_score.change?.verdict).toBe("worse");
  expect(summary.figures.service_score.statistic.value).toBeCloseTo(
    measured.find((row) => row.slug === "help")?.score ?? 0,
    9,
  );
  expect(summary.gap.verdict).toBe("better");
  expect(summary.figures.csat).toMatchObject({ scale: "Satisfaction, 1 to 5", statistic: { n: 352 } });
  expect(summary.figures.nps.statistic).toMatchObject({ value: null, n: 0 });
});

test("verified only leaves nothing where nobody logs use, and says so", async () => {
  const call = await callerOf(t.db, "executive");
  const summary = await call.experience.summary({ ...FEBRUARY, evidence: "used" });
  expect(summary.figures.experience_score.statistic.value).toBeNull();
  expect(summary.figures.verified_share.statistic).toMatchObject({ value: 0, n: 342 });
});

test("a department is made of its own touchpoints; only what really fell is called worse", async () => {
  const call = await callerOf(t.db, "executive");
  const rows = await call.departments.list(FEBRUARY);
  const verdicts = Object.fromEntries(rows.map((row) => [row.name, row.change?.verdict]));
  expect(verdicts).toEqual({ care: "no-change", delivery: "worse", stores: "no-change" });
  const van = (await pomps()).find((row) => row.slug === "van");
  const delivery = rows.find((row) => row.name === "delivery");
  expect(delivery?.score.value).toBeCloseTo(van?.score ?? 0, 9);
  expect(delivery).toMatchObject({ measured: 1, touchpoints: 2, score: { n: 130 } });
});

test("a past score stays with the department that owned the touchpoint then", async () => {
  await t.db.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select t.id, '2026-02-20', d.id from touchpoint t, department d where t.slug = 'shop' and d.slug = 'care'`);
  const call = await callerOf(t.db, "executive");
  const rows = await call.departments.list(FEBRUARY);
  expect(rows.find((row) => row.name === "stores")?.score.n).toBe(100);
  expect(rows.find((row) => row.name === "care")?.score.n).toBe(100);
  await t.db.execute(sql`delete from touchpoint_owner where valid_from = '2026-02-20'`);
});

test("touchpoints say why they do not count, and can be read for one department", async () => {
  const call = await callerOf(t.db, "executive");
  const all = await call.touchpoints.list({ ...FEBRUARY, department: null });
  expect(all.map((row) => row.slug).sort()).toEqual(["help", "quiet", "shop", "van"]);
  expect(all.find((row) => row.slug === "quiet")).toMatchObject({
    counted: false,
    notCounted: "too-few-answers",
    missing: 18,
    score: { n: 12 },
  });
  const own = await call.touchpoints.list({ ...FEBRUARY, department: "care" });
  expect(own.map((row) => row.slug)).toEqual(["help"]);
});

test("a channel counts the answers given on it, a parent its children's too", async () => {
  await t.db.execute(sql`update channel set parent_id = (select id from channel where slug = 'phone')
    where slug = 'store'`);
  const call = await callerOf(t.db, "executive");
  const rows = await call.channels.list(FEBRUARY);
  expect(rows.map((row) => [row.slug, row.nested, row.score.n])).toEqual([
    ["phone", false, 330],
    ["store", true, 230],
  ]);
});

test("the trend has a point for each day of a month, a gap where nobody answered", async () => {
  const call = await callerOf(t.db, "executive");
  const { grain, points } = await call.experience.trend(FEBRUARY);
  expect(grain).toBe("day");
  expect(points).toHaveLength(28);
  expect(points.filter((point) => point.statistic.value !== null).map((point) => point.from)).toEqual([
    "2026-02-12",
  ]);
});

test("the view resolves days and says where answers are; all time has nothing before it", async () => {
  const call = await callerOf(t.db, "executive");
  const view = await call.experience.view(FEBRUARY);
  expect(view.period).toMatchObject({ from: "2026-02-01", to: "2026-03-01", partial: false });
  expect(view.previous).toEqual({ from: "2026-01-01", to: "2026-02-01" });
  expect(view.answered).toEqual({ first: "2026-01-01", last: "2026-02-01" });
  const all = await call.experience.summary({ ...FEBRUARY, period: "all", from: null, to: null });
  expect(all.figures.experience_score.change).toBeNull();
  expect(all.figures.experience_score.statistic.n).toBe(330 + 280);
});

test("days that can't be are refused in plain words", async () => {
  const call = await callerOf(t.db, "executive");
  for (const days of [
    { from: null, to: null },
    { from: "2026-02-30", to: "2026-03-01" },
    { from: "2026-03-01", to: "2026-02-01" },
  ])
    await expect(call.experience.view({ ...FEBRUARY, ...days })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
});
