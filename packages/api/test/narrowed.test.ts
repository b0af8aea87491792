/// <reference path="../../db/test/server.ts" />
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { callerOf, viewOf } from "./caller.ts";
import { NOW } from "./company.ts";

const t = testDatabase();
/** From the middle of a month to the middle of another: whole months and edge days. */
const DAYS = viewOf("2025-12-11", "2026-02-20");
let ask: Awaited<ReturnType<typeof callerOf>>;

beforeAll(async () => {
  const touchpoints = ["desk", "shop"];
  const channels = ["social", "chat", "mail"];
  const segments = ["gold", "new"];
  // A number for each submission, with no pattern that two dimensions share.
  const rows = Array.from({ length: 3_600 }, (_, at) => {
    const day = Date.UTC(2025, 10, 20) + ((at * 7919) % 110) * 86_400_000 + 36_000_000;
    const pick = <T>(from: readonly T[], factor: number): T | undefined =>
      from[Math.floor(at / factor) % from.length];
    const channel = pick(channels, 4) ?? null;
    const usage = ([null, "yes", "no"] as const)[at % 3] ?? null;
    return submission(
      `s${at}`,
      [
        answer(pick(touchpoints, 1) ?? "", 1 + ((at * 31) % 5), { channel, usage }),
        answer("overall", (at * 17) % 11, { channel, question: "nps_0_10" }),
        answer("desk", 1 + ((at * 13) % 7), { channel, question: "ces_1_7", usage }),
      ],
      { at: day, segment: pick(segments, 12) ?? null },
    );
  });
  await importRows(t.db, rows);
  await t.db.execute(sql`update channel set parent_id = (select id from channel where slug = 'social')
    where slug = 'chat'`);
  await t.db.execute(sql`insert into department (slug, name) values ('care', 'Care')`);
  await t.db.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select t.id, '2026-01-10', d.id from touchpoint t, department d where t.slug = 'desk'`);
  ask = await callerOf(t.db, "executive", NOW);
});

interface Raw {
  readonly n: number;
  readonly score: number;
  readonly nps: number;
  readonly ces: number;
  readonly verified: number;
  readonly answers: number;
  readonly care: number;
}

/** The same figures by plain SQL over the answers. */
async function raw(where: { segment?: string; channels?: string[]; evidence?: string[] }): Promise<Raw> {
  const evidence = where.evidence ?? ["used", "not_used", "unknown"];
  const list = (values: readonly string[]) => sql`${`{${values.join(",")}}`}::text[]`;
  const { rows } = await t.db.execute<{ [key in keyof Raw]: number }>(sql`
    with kept as (
      select a.*, t.slug, (t.id = 0 or a.evidence::text = any (${list(evidence)})) speaks,
        (a.at at time zone (select time_zone from organisation))::date as day
      from answer a join touchpoint t on t.id = a.touchpoint_id
        join channel c on c.id = a.channel_id join segment s on s.id = a.segment_id
      where (a.at at time zone (select time_zone from organisation))::date between '2025-12-11' and '2026-02-20'
        and ${where.segment ? sql`s.slug = ${where.segment}` : sql`true`}
        and ${where.channels ? sql`c.slug = any (${list(where.channels)})` : sql`true`}),
    scores as (select slug, 25 * (avg(score) - 1) score, count(*) n from kept
      where question = 'csat_1_5' and speaks and slug <> 'overall' group by slug)
    select (select sum(n) from scores)::int n, (select avg(score) from scores)::float8 score,
      (select 100.0 * (count(*) filter (where score > 8) - count(*) filter (where score < 7)) / count(*)
        from kept where question = 'nps_0_10')::float8 nps,
      (select avg(score) from kept where question = 'ces_1_7' and speaks)::float8 ces,
      (select avg((evidence = 'used')::int) from kept where slug <> 'overall')::float8 verified,
      (select count(*) from kept where speaks)::int answers,
      (select count(*) from kept where slug = 'desk' and question = 'csat_1_5' and speaks and day >= '2026-01-10')::int care`);
  return rows[0] ?? expect.unreachable();
}

const NARROWED = [
  { view: {}, where: {} },
  { view: { segment: "gold" }, where: { segment: "gold" } },
  { view: { channel: "mail" }, where: { channels: ["mail"] } },
  { view: { channel: "social" }, where: { channels: ["social", "chat"] } },
  {
    view: { channel: "social", segment: "new", evidence: "used" },
    where: { channels: ["social", "chat"], segment: "new", evidence: ["used"] },
  },
] as const;

test.each(NARROWED)("every figure follows segment, channel and evidence: $view", async ({ view, where }) => {
  const expected = await raw({
    ...where,
    ...("channels" in where && { channels: [...where.channels] }),
  } as Parameters<typeof raw>[0]);
  const asked = { ...DAYS, ...view };
  const { figures } = await ask.experience.summary(asked);
  expect(figures.experience_score.statistic).toMatchObject({ n: expected.n });
  expect(figures.experience_score.statistic.value).toBeCloseTo(expected.score, 9);
  expect(figures.nps.statistic.value).toBeCloseTo(expected.nps, 9);
  expect(figures.ces.statistic.value).toBeCloseTo(expected.ces, 9);
  expect(figures.verified_share.statistic.value).toBeCloseTo(expected.verified, 9);
  expect(figures.answers.statistic.value).toBe(expected.answers);
  const along = (series: (typeof figures)["answers"]["series"]) =>
    series.reduce((sum, { statistic }) => sum + (statistic.value ?? 0), 0);
  expect(along(figures.answers.series)).toBe(expected.answers);

  const touchpoints = await ask.touchpoints.list(asked);
  expect(touchpoints.reduce((sum, row) => sum + row.score.n, 0)).toBe(expected.n);
  const departments = await ask.departments.list(asked);
  expect(departments.find((row) => row.slug === "care")?.score.n).toBe(expected.care);
  const channels = await ask.channels.list(asked);
  expect(channels.filter((row) => !row.nested).reduce((sum, row) => sum + row.score.n, 0)).toBe(expected.n);
  const ratings = await ask.ratings.breakdown({ ...asked, by: "question" });
  expect(ratings.find((row) => row.question === "nps_0_10")?.n).toBe(figures.nps.statistic.n);
  expect(ratings.find((row) => row.question === "csat_1_5")?.n).toBe(expected.n);
});

test("what the view is narrowed to is named; what isn't there is refused", async () => {
  const view = await ask.experience.view({ ...DAYS, segment: "gold", channel: "chat" });
  expect(view).toMatchObject({ segment: { slug: "gold" }, channel: { slug: "chat" }, grain: "week" });
  for (const wrong of [{ segment: "iron" }, { channel: "pigeon" }])
    await expect(ask.experience.summary({ ...DAYS, ...wrong })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
