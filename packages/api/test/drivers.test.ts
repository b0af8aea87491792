import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { callerOf, FEBRUARY, mintCompany } from "./company.ts";

const t = testDatabase();
const at = Date.UTC(2026, 1, 12, 10);

/** 200 people whose overall answer is the desk's rating, a little of the room's and none of the lobby's. */
function people(prefix: string, from: number, through: number, more: { segment?: string } = {}) {
  return Array.from({ length: through - from }, (_, i) => {
    const person = from + i;
    const desk = 1 + (person % 5);
    const room = 1 + (((person * 7) % 11) % 5);
    const lobby = 1 + (((person * 5) % 13) % 5);
    const overall = Math.min(5, Math.max(1, Math.round(0.8 * desk + 0.2 * room)));
    const few = person < 50 ? [answer("bar", 1 + (person % 3))] : [];
    return submission(
      `${prefix}${person}`,
      [
        answer("overall", overall),
        answer("overall", 2 * overall, { question: "nps_0_10" }),
        answer("desk", desk, { channel: person % 2 ? "web" : "phone" }),
        answer("room", room),
        answer("lobby", lobby),
        ...few,
      ],
      { at, ...more },
    );
  });
}

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "desk", role: "service", department: "front" },
      { slug: "room", role: "product", department: "rooms" },
      { slug: "lobby", role: "product", department: "rooms" },
      { slug: "bar", role: "product", department: "rooms" },
    ],
    [],
  );
  await importRows(t.db, people("p", 0, 200));
});

const list = async (more: Record<string, unknown> = {}) =>
  (await callerOf(t.db, "executive")).drivers.list({ ...FEBRUARY, ...more });

test("what the overall answer is made of comes first, and too few pairs are said driver by driver", async () => {
  const found = await list();
  expect(found.outcome).toEqual({ question: "csat_1_5", label: "Satisfaction, 1 to 5", people: 200 });
  expect(found.outcomes.map(({ question }) => question)).toEqual(["csat_1_5", "nps_0_10"]);
  expect(found.people).toBe(200);
  expect(found.explained.value).toBeGreaterThan(0.9);
  expect(found.drivers.map(({ slug }) => slug)).toEqual(["desk", "room", "lobby", "bar"]);
  const [desk, room, lobby, bar] = found.drivers;
  expect(desk?.importance.value).toBeGreaterThan(0.85);
  expect(desk?.importance).toMatchObject({ n: 200 });
  expect(desk?.quadrant).not.toBeNull();
  expect(room?.importance.value).toBeGreaterThan(lobby?.importance.value ?? 1);
  expect(bar).toMatchObject({ importance: { value: null, n: 50 }, gap: "too-few-pairs", quadrant: null });
  const shares = found.drivers.reduce((sum, { importance }) => sum + (importance.value ?? 0), 0);
  expect(shares).toBeCloseTo(1, 10);
});

test("for a department, another outcome, a channel or a segment", async () => {
  const rooms = await list({ department: "rooms", outcome: "nps_0_10" });
  expect(rooms.outcome?.question).toBe("nps_0_10");
  expect(rooms.drivers.map(({ slug }) => slug).sort()).toEqual(["bar", "lobby", "room"]);
  const phone = await list({ channel: "phone" });
  expect(phone.drivers.find(({ slug }) => slug === "desk")?.importance.n).toBe(100);
  expect(phone.drivers.find(({ slug }) => slug === "room")).toMatchObject({ gap: "too-few-pairs" });
  await expect(list({ outcome: "csat_1_10" })).rejects.toThrow("Nobody, or too few");
  await expect(list({ department: "none" })).rejects.toThrow("no such department");
  const nobody = await list({ segment: "not-stated", from: "2025-02-01", to: "2025-02-28" });
  expect(nobody).toMatchObject({ outcome: null, people: 0, explained: { value: null } });
});

test("fewer than five who rated it with the whole show no count of themselves", async () => {
  await importRows(t.db, people("few", 0, 3, { segment: "gold" }), { fileName: "few.csv" });
  const gold = await list({ segment: "gold" });
  expect(gold.outcome).toBeNull();
  for (const { importance, penalty } of gold.drivers) {
    expect(importance.n).toBe(0);
    expect(penalty?.n ?? 0).toBe(0);
  }
});

test("what is kept is never told once answers have changed", async () => {
  const before = await list();
  expect((await list()).people).toBe(before.people);
  await importRows(t.db, people("more", 200, 260), { fileName: "more.csv" });
  const after = await list();
  expect(after.people).toBe(before.people + 60);
  expect(after.drivers[0]?.importance.n).toBe((before.drivers[0]?.importance.n ?? 0) + 60);
});
