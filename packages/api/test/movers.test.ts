/// <reference path="../../db/test/server.ts" />
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { createCaller } from "../src/root.ts";
import { callerOf, viewOf } from "./caller.ts";
import { contextOf, NOW } from "./company.ts";

const t = testDatabase();
const WEEK = 7 * 86_400_000;
/** A Monday, 34 weeks before the period ends. */
const FIRST = Date.UTC(2025, 6, 7, 10);
/** The last eight weeks; the comparison is the eight before. */
const PERIOD = viewOf("2026-01-05", "2026-03-01");
let state = 7;
/** Numbers that only look random, the same in every run. */
const random = () => {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
};

beforeAll(async () => {
  const rows = Array.from({ length: 34 }, (_, week) => week).flatMap((week) =>
    [
      { touchpoint: "drop", chance: (channel: string) => (week >= 26 && channel === "chat" ? 0.3 : 0.8) },
      { touchpoint: "rise", chance: () => (week >= 26 ? 0.75 : 0.5) },
      // Falls in the last three weeks alone: over the period it stays within chance's reach of being told first.
      { touchpoint: "late", chance: () => (week >= 31 ? 0.35 : 0.8) },
      ...Array.from({ length: 9 }, (_, at) => ({ touchpoint: `quiet-${at}`, chance: () => 0.7 })),
    ].flatMap(({ touchpoint, chance }) =>
      Array.from({ length: 24 }, (_, at) => {
        const channel = at % 3 === 0 ? "chat" : at % 3 === 1 ? "phone" : "mail";
        return submission(
          `${touchpoint}/${week}/${at}`,
          [answer(touchpoint, random() < chance(channel) ? 5 : 1, { channel })],
          { at: FIRST + week * WEEK + (at % 7) * 86_400_000, segment: at % 2 ? "gold" : "new" },
        );
      }),
    ),
  );
  await importRows(t.db, rows);
  await t.db.execute(
    sql`insert into department (id, slug, name) values (1, 'care', 'Care'), (2, 'shops', 'Shops')`,
  );
  await t.db.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select id, '2020-01-01', case when slug = 'drop' then 1 else 2 end from touchpoint where id <> 0`);
  await t.db.execute(sql`insert into touchpoint_weight (touchpoint_id, valid_from, weight)
    select id, '2020-01-01', case when slug = 'rise' then 1 else 2 end from touchpoint where id <> 0`);
});

test("what really changed comes first by weight x change, with the channel in which it lies; nothing quiet is there", async () => {
  const call = await callerOf(t.db, "executive", NOW);
  const { items, compared, real } = await call.movers.list(PERIOD);
  expect(compared).toBe(12);
  expect(real).toBe(items.length);
  expect(items.map((item) => item.slug).sort()).toEqual(["drop", "late", "rise"]);
  const effects = items.map((item) => Math.abs(item.effect ?? 0));
  expect(effects).toEqual(effects.toSorted((a, b) => b - a));
  const drop = items.find((item) => item.slug === "drop");
  const { rows } = await t.db.execute<{ now: number; before: number; n: number }>(sql`
    select avg(25 * (score - 1)) filter (where a.at >= '2026-01-05')::float8 now,
      avg(25 * (score - 1)) filter (where a.at < '2026-01-05')::float8 before,
      count(*) filter (where a.at >= '2026-01-05')::int n
    from answer a join touchpoint t on t.id = a.touchpoint_id where t.slug = 'drop'
      and a.at >= ${drop?.before.from}::date and a.at < '2026-03-02'`);
  expect(drop?.change.difference).toBeCloseTo((rows[0]?.now ?? 0) - (rows[0]?.before ?? 0), 9);
  expect(drop).toMatchObject({
    department: { slug: "care" },
    score: { n: rows[0]?.n },
    change: { verdict: "worse" },
    driver: { kind: "channel", slug: "chat", change: { verdict: "worse" } },
  });
  // Its weight of 2 among 11 x 2 + 1.
  expect(drop?.effect).toBeCloseTo((2 * (drop?.change.difference ?? 0)) / 23, 9);
  expect(items.find((item) => item.slug === "rise")).toMatchObject({
    change: { verdict: "better" },
    driver: null,
  });
});

test("the last weeks are told where they are stronger than the period, and only with a signal", async () => {
  const call = await callerOf(t.db, "executive", NOW);
  const { items } = await call.movers.list(viewOf("2025-07-07", "2026-03-01"));
  const late = items.find((item) => item.slug === "late");
  expect(late).toMatchObject({ since: "recent", range: { from: "2026-01-05", to: "2026-03-02" } });
  expect(late?.signal).toMatchObject({ direction: "down" });
  expect(items.map((item) => item.slug)).not.toContain("quiet-0");
});

test("a department head is told of the own touchpoints", async () => {
  const head = createCaller(await contextOf(t.db, "department_head", [], [1]));
  expect((await head.movers.list(PERIOD)).items.map((item) => item.slug)).toEqual(["drop"]);
});

test("where nothing really changed, nothing is told", async () => {
  const call = await callerOf(t.db, "executive", NOW);
  const { items, real } = await call.movers.list(viewOf("2025-10-06", "2025-11-30"));
  expect({ items, real }).toEqual({ items: [], real: 0 });
});
