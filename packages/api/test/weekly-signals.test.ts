import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, interaction, submission } from "../../db/test/importing.ts";
import { callerOf, viewOf } from "./caller.ts";
import { mintCompany, NOW } from "./company.ts";

const t = testDatabase();
const MONDAY = Date.UTC(2025, 5, 30, 10);
const WEEK = 7 * 86_400_000;
/** Eight whole weeks, with 27 before them. */
const PERIOD = viewOf("2026-01-05", "2026-03-01", { evidence: "headline" });
/** In it: the parcel is bad, and late parcels make three times as many customers ask. */
const PLANTED = 28;
const PLANTED_DAY = "2026-01-12";
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
let ask: Awaited<ReturnType<typeof callerOf>>;

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "help", role: "service", department: "care" },
      { slug: "parcel", role: "operations", department: "logistics" },
    ],
    [],
  );
  await importRows(
    t.db,
    times(35, (week) => {
      const at = MONDAY + week * WEEK;
      const calm = 20 + (week % 3);
      const caused = week === PLANTED ? 70 : calm;
      return [
        ...times(30, (i) => submission(`h${week}/${i}`, [answer("help", 4 + ((i + week) % 2))], { at })),
        ...times(30, (i) => {
          const score = week === PLANTED ? 1 + (i % 2) : 3 + ((i + (week % 3)) % 3);
          return submission(`p${week}/${i}`, [answer("parcel", score)], { at });
        }),
        ...times(caused, (i) => interaction(`c${week}/${i}`, "help", { at, openedAt: at, cause: "parcel" })),
        ...times(calm, (i) => interaction(`o${week}/${i}`, "help", { at, openedAt: at, cause: "help" })),
        ...times(10, (i) => interaction(`u${week}/${i}`, "help", { at, openedAt: at })),
      ];
    }).flat(),
  );
  ask = await callerOf(t.db, "executive", NOW);
});

const found = ({ signals }: { signals: readonly { at: string; kind: string; direction: string }[] }) =>
  signals.map(({ at, kind, direction }) => [at, kind, direction]);

test("service and the rest have a usual range each: the planted week stands out of the rest's alone", async () => {
  const { grain, service, rest } = await ask.service.trend(PERIOD);
  expect([grain, service.points.length, rest.previous?.length]).toEqual(["week", 8, 8]);
  expect(service.signals).toEqual([]);
  expect(service.limits?.low).toBeGreaterThan(rest.limits?.high ?? 100);
  expect(found(rest)).toContainEqual([PLANTED_DAY, "outside", "down"]);
  const planted = rest.points.find(({ from }) => from === PLANTED_DAY);
  expect(planted?.statistic.value).toBeLessThan(rest.limits?.low ?? 0);
});

test("long times go by months, which nobody can judge so soon, and by weeks where they are asked for", async () => {
  const long = viewOf("2025-07-07", "2026-03-01", { evidence: "headline" });
  const [usual, weekly] = [
    await ask.experience.trend(long),
    await ask.experience.trend({ ...long, weekly: true }),
  ];
  expect([usual.grain, usual.points.length, usual.limits, usual.signals]).toEqual(["month", 9, null, []]);
  expect([weekly.grain, weekly.points.length]).toEqual(["week", 34]);
  expect(found(weekly)).toContainEqual([PLANTED_DAY, "outside", "down"]);
  const service = await ask.service.trend({ ...long, weekly: true });
  expect(found(service.rest)).toContainEqual([PLANTED_DAY, "outside", "down"]);
  // Contacts are read one by one anyway, so that weeks cost no more than months.
  const failure = await ask.failure.trend(long);
  expect(found(failure.judged.caused)).toContainEqual([PLANTED_DAY, "outside", "up"]);
  const tooLong = await ask.experience.trend({ ...long, from: "2025-01-01", weekly: true });
  expect(tooLong.grain).toBe("month");
});

test("failure demand has a usual range of its count and of its shares, and the planted week stands out", async () => {
  const { points, judged } = await ask.failure.trend(PERIOD);
  expect(points).toHaveLength(8);
  expect(judged.caused.limits?.centre).toBeCloseTo(21, 0);
  expect(judged.failure.limits?.centre).toBeCloseTo(0.5, 2);
  for (const series of [judged.caused, judged.failure])
    expect(found(series)).toContainEqual([PLANTED_DAY, "outside", "up"]);
  // More contacts with a known cause make the unknown a smaller share.
  expect(found(judged.unknown)).toContainEqual([PLANTED_DAY, "outside", "down"]);
  const calm = await ask.failure.trend(viewOf("2025-11-10", "2026-01-04", { evidence: "headline" }));
  expect(Object.values(calm.judged).flatMap(({ signals }) => signals)).toEqual([]);
  expect(calm.judged.caused.limits).not.toBeNull();
});

test("a week that the period cuts in two is judged whole", async () => {
  const { points, judged } = await ask.failure.trend(
    viewOf("2026-01-13", "2026-03-08", { evidence: "headline" }),
  );
  expect(points[0]).toMatchObject({ from: "2026-01-13", to: "2026-01-19", caused: { value: null } });
  // The count of a cut week is no week's, and the last whole one is shown.
  expect(points.at(-2)).toMatchObject({ from: "2026-02-23", caused: { value: 21 } });
  expect(judged.caused.signals[0]).toMatchObject({ week: PLANTED_DAY, at: "2026-01-13", kind: "outside" });
});

test("too few weeks to tell what is usual have no range and no signal", async () => {
  const early = viewOf("2025-05-01", "2025-07-20", { evidence: "headline" });
  const { service, rest } = await ask.service.trend(early);
  const { judged } = await ask.failure.trend(early);
  for (const series of [service, rest, ...Object.values(judged)])
    expect([series.limits, series.signals]).toEqual([null, []]);
});
