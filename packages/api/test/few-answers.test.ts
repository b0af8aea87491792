import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { callerOf, FEBRUARY, mintCompany, spread } from "./company.ts";

const t = testDatabase();
const HIDDEN = { value: null, n: 0, low: null, high: null, band: "<5" };
const NO_CHANGE_TOLD = {
  difference: null,
  low: null,
  high: null,
  n: 0,
  nBefore: 0,
  pValue: null,
  verdict: "not-enough-data",
};

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "few-now", role: "sales", department: "stores" },
      { slug: "few-before", role: "service", department: "care" },
    ],
    [
      { touchpoint: "few-now", channel: "store", before: spread({ 2: 40 }), now: spread({ 1: 4 }) },
      { touchpoint: "few-before", channel: "phone", before: spread({ 1: 4 }), now: spread({ 4: 20, 5: 20 }) },
    ],
  );
});

const touchpoints = async () => {
  const rows = await (await callerOf(t.db, "executive")).touchpoints.list({ ...FEBRUARY, department: null });
  return (slug: string) => rows.find((row) => row.slug === slug);
};

test("nothing but a band is told of a touchpoint with fewer than five answers, and no change from or to them", async () => {
  const row = await touchpoints();
  expect(row("few-now")).toMatchObject({ score: HIDDEN, coverage: HIDDEN, change: NO_CHANGE_TOLD });
  expect(row("few-now")?.missing).toBe(30);
  expect(row("few-before")).toMatchObject({ score: { n: 40 }, change: NO_CHANGE_TOLD });
});

test("departments and channels tell no more of them", async () => {
  const call = await callerOf(t.db, "executive");
  const stores = (await call.departments.list(FEBRUARY)).find((row) => row.slug === "stores");
  expect(stores).toMatchObject({ score: { value: null, n: 0 }, verified: HIDDEN });
  const store = (await call.channels.list(FEBRUARY)).find((row) => row.slug === "store");
  expect(store).toMatchObject({ score: { value: null, n: 0 }, verified: HIDDEN });
});

test("the company's NPS and CSAT keep to it", async () => {
  await importRows(t.db, [
    ...[9, 10, 10].map((score, at) =>
      submission(`nps${at}`, [answer("overall", score, { question: "nps_0_10" })], {
        at: Date.UTC(2026, 3, 2),
      }),
    ),
    submission("csat", [answer("few-now", 5)], { at: Date.UTC(2026, 3, 3) }),
  ]);
  const call = await callerOf(t.db, "executive");
  const april = await call.experience.summary({ ...FEBRUARY, from: "2026-04-01", to: "2026-04-30" });
  expect(april.figures.nps.statistic).toEqual(HIDDEN);
  expect(april.figures.csat.statistic).toEqual(HIDDEN);
  expect(april.figures.verified_share.statistic).toEqual(HIDDEN);
});

test("courses, distributions, parts and single pages keep to it too", async () => {
  const call = await callerOf(t.db, "executive");
  const april = { ...FEBRUARY, from: "2026-04-01", to: "2026-04-30" };
  const { figures } = await call.experience.summary(april);
  for (const { series } of [figures.nps, figures.csat, figures.verified_share, figures.answers])
    for (const { statistic } of series) expect(statistic.value ?? 0).toBe(0);
  expect(figures.answers.statistic).toEqual(HIDDEN);
  const one = await call.touchpoints.get({ ...FEBRUARY, slug: "few-now" });
  expect(one.figures).toMatchObject({ score: HIDDEN, change: NO_CHANGE_TOLD });
  expect(one.questions).toMatchObject([{ n: 0, band: "<5", distribution: Array(11).fill(0), guesses: null }]);
  expect(one.channels).toMatchObject([
    { slug: "store", score: HIDDEN, share: HIDDEN, change: NO_CHANGE_TOLD },
  ]);
  const trend = await call.touchpoints.trend({ ...FEBRUARY, slug: "few-now" });
  expect(trend.points.every(({ statistic }) => statistic.value === null && statistic.n === 0)).toBe(true);
  const stores = await call.departments.get({ ...FEBRUARY, slug: "stores" });
  expect(stores).toMatchObject({ figures: { answers: HIDDEN }, distributions: [{ band: "<5" }] });
  expect(stores.channels).toMatchObject([{ answers: HIDDEN, share: HIDDEN, verified: HIDDEN }]);
  const journey = await call.journey.list(FEBRUARY);
  expect(journey.at(-1)?.touchpoints.find((row) => row.slug === "few-now")?.score).toEqual(HIDDEN);
});

test("no setting lets a score rest on fewer", async () => {
  await t.db.execute(sql`update organisation set least_answers = 1`);
  const call = await callerOf(t.db, "executive");
  const row = await touchpoints();
  expect(row("few-now")).toMatchObject({ counted: false, score: HIDDEN, missing: 5 });
  const stores = (await call.departments.list(FEBRUARY)).find((each) => each.slug === "stores");
  expect(stores).toMatchObject({ measured: 0, score: { value: null, n: 0 } });
});
