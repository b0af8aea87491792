import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { callerOf, FEBRUARY, mintCompany } from "./company.ts";

const t = testDatabase();
const MONTHS = { before: Date.UTC(2026, 0, 12, 10), now: Date.UTC(2026, 1, 12, 10) };
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "desk", role: "service", department: "front" },
      { slug: "room", role: "product", department: "rooms" },
    ],
    [],
  );
  // The web is well liked and the phone is not; in February most have moved to the phone. Gold dislikes the room.
  const given = (month: keyof typeof MONTHS, web: number, phone: number) => [
    ...times(web, (i) =>
      submission(`${month}w${i}`, [answer("desk", 4 + (i % 2), { channel: "web" })], { at: MONTHS[month] }),
    ),
    ...times(phone, (i) =>
      submission(`${month}p${i}`, [answer("desk", 2 + (i % 2), { channel: "phone" })], { at: MONTHS[month] }),
    ),
    ...times(80, (i) =>
      submission(
        `${month}r${i}`,
        [
          answer("room", i < 40 ? 2 + (i % 2) : 4 + (i % 2)),
          answer("room", i % 4 ? 2 : 3, { question: "expectation_1_3" }),
        ],
        { at: MONTHS[month], segment: i < 40 ? "gold" : i < 77 ? "blue" : "rare" },
      ),
    ),
  ];
  await importRows(t.db, [...given("before", 80, 40), ...given("now", 40, 80)]);
});

test("a fall that is all mix has a mix part and no rate part", async () => {
  const call = await callerOf(t.db, "executive");
  const found = await call.changes.list(FEBRUARY);
  const desk = found?.touchpoints.find(({ slug }) => slug === "desk");
  expect(desk?.change?.verdict).toBe("worse");
  expect(desk?.rate).toMatchObject({ difference: 0, verdict: "no-change" });
  expect(desk?.mix?.verdict).toBe("worse");
  expect(desk?.mix?.difference).toBeCloseTo(desk?.change?.difference ?? Number.NaN, 10);
  expect(desk?.shift.grew).toMatchObject({ slug: "phone", share: 80 / 120, shareBefore: 40 / 120 });
  expect(desk?.shift.shrank).toMatchObject({ slug: "web", share: 40 / 120, shareBefore: 80 / 120 });
  expect((found?.whole.rate ?? 0) + (found?.whole.mix ?? 0)).toBeCloseTo(
    found?.whole.change.difference ?? 1,
    10,
  );
  const room = (await call.changes.list({ ...FEBRUARY, by: "segment" }))?.touchpoints.find(
    ({ slug }) => slug === "room",
  );
  // Three answers are in a third segment: the shares of the others would give them away.
  expect(room?.shift).toEqual({ grew: null, shrank: null });
  expect(room).toMatchObject({ change: { verdict: "no-change" }, mix: { verdict: "no-change" } });
  expect(await call.changes.list({ ...FEBRUARY, period: "all" })).toBeNull();
});

test("where segments disagree, and every touchpoint in every segment; few are banded", async () => {
  const call = await callerOf(t.db, "executive");
  const { segments, touchpoints, disagree } = await call.segments.matrix({ ...FEBRUARY, segment: "blue" });
  expect(segments.map(({ slug }) => slug).sort()).toEqual(["blue", "gold", "rare"]);
  expect(
    disagree
      .map(({ touchpoint, segment, difference }) => [touchpoint.slug, segment.slug, difference?.verdict])
      .sort(),
  ).toEqual([
    ["room", "blue", "better"],
    ["room", "gold", "worse"],
  ]);
  const room = touchpoints.find(({ slug }) => slug === "room");
  expect(room?.cells.find(({ segment }) => segment.slug === "rare")).toMatchObject({
    score: { n: 0, band: "<5" },
    counted: false,
    difference: null,
  });
});

test("against expectation, beside satisfaction at the same touchpoint", async () => {
  const call = await callerOf(t.db, "executive");
  const found = await call.expectation.get(FEBRUARY);
  expect([found.better.value, found.as.value, found.worse.value]).toEqual([0.25, 0.75, 0]);
  expect(found).toMatchObject({
    better: { n: 80 },
    csat: { value: 0.5, n: 80 },
    change: { verdict: "no-change" },
  });
  expect(found.touchpoints.map(({ slug }) => slug)).toEqual(["room"]);
  const front = await call.expectation.get({ ...FEBRUARY, department: "front" });
  expect(front).toMatchObject({ better: { value: null, n: 0 }, csat: null, touchpoints: [] });
  const { figures } = await call.experience.summary(FEBRUARY);
  expect(figures.delight).toMatchObject({ metric: "delight", statistic: { value: 0.25, n: 80 } });
  await expect(call.expectation.get({ ...FEBRUARY, touchpoint: "none" })).rejects.toThrow(
    "no such touchpoint",
  );
});

test("a page split by segment: each against all others, of the company, a department and a channel", async () => {
  const call = await callerOf(t.db, "executive");
  const split = await call.segments.split({ ...FEBRUARY, segment: "blue" });
  expect(split.map(({ slug }) => slug).sort()).toEqual(["blue", "gold", "rare"]);
  const of = (slug: string, rows = split) => rows.find((row) => row.slug === slug);
  expect(of("gold")).toMatchObject({
    score: { value: 37.5, n: 40 },
    // Blue's 37: the three rare ones could be told by what they are missing from.
    difference: { verdict: "worse", nBefore: 37 },
    change: { difference: 0, verdict: "no-change" },
    service: { value: null },
    rest: { value: 37.5, n: 40 },
  });
  expect(of("gold")?.difference.difference).toBeCloseTo(37.5 - (19 * 75 + 18 * 100) / 37, 10);
  expect(of("blue")?.difference.verdict).toBe("better");
  expect(of("rare")).toMatchObject({
    score: { value: null, n: 0 },
    difference: { verdict: "not-enough-data" },
  });
  const rooms = await call.segments.split({ ...FEBRUARY, department: "rooms" });
  expect(of("gold", rooms)?.score).toEqual(of("gold")?.score);
  // The front desk's answers state no segment.
  expect(await call.segments.split({ ...FEBRUARY, department: "front" })).toEqual([]);
  expect(await call.segments.split({ ...FEBRUARY, channel: "phone" })).toEqual([]);
  await expect(call.segments.split({ ...FEBRUARY, department: "nobody" })).rejects.toThrow(
    "no such department",
  );
});
