import { readSessionUser } from "@touchline/db/queries/user";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { callAs, mintActor } from "./actor.ts";
import { callerOf, FEBRUARY, mintCompany, NOW, scope, spread } from "./company.ts";

const t = testDatabase();

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "desk", role: "service", department: "hotel" },
      { slug: "spa", role: "product", department: "leisure" },
      { slug: "pool", role: "product", department: "leisure" },
    ],
    ["desk", "spa", "pool"].map((touchpoint) => ({
      touchpoint,
      channel: touchpoint === "spa" ? "kiosk" : "web",
      before: spread({ 4: 40 }),
      now: spread({ 4: 40 }),
    })),
  );
});

async function ids() {
  const admin = await callerOf(t.db, "admin");
  const { touchpoints, departments, channels } = await admin.structure.get();
  const idOf = (rows: readonly { slug: string; id: number }[], slug: string) =>
    rows.find((row) => row.slug === slug)?.id ?? -1;
  return {
    admin,
    touchpoint: (slug: string) => idOf(touchpoints, slug),
    department: (slug: string) => idOf(departments, slug),
    channel: (slug: string) => idOf(channels, slug),
  };
}

test("the structure tells what nobody owns and who owns nothing, on the organisation's day", async () => {
  const { admin, touchpoint, department } = await ids();
  await t.db.execute(sql`update organisation set time_zone = 'Pacific/Auckland'`);
  expect((await admin.structure.get()).today).toBe("2026-03-11");
  await t.db.execute(sql`update organisation set time_zone = 'UTC'`);
  const id = await admin.structure.create({ kind: "department", name: "Empty" });
  await admin.structure.setOwner({
    touchpointId: touchpoint("pool"),
    departmentId: null,
    from: "2026-03-10",
  });
  await admin.structure.setOwner({ touchpointId: touchpoint("spa"), departmentId: id, from: "2026-03-11" });
  const { touchpoints, departments } = await admin.structure.get();
  expect(touchpoints.filter((row) => row.departmentId === null).map(({ slug }) => slug)).toEqual(["pool"]);
  expect(departments.some((row) => row.id === id)).toBe(true);
  expect(touchpoints.find(({ slug }) => slug === "spa")).toMatchObject({
    departmentId: department("leisure"),
    owners: [{ from: "2026-03-11", departmentId: id }, { departmentId: department("leisure") }],
  });
});

test("a head's departments change with a merge, at the next request of the same sign-in", async () => {
  const { admin, department } = await ids();
  const head = await mintActor(t.db, "department_head", [department("hotel")]);
  const own = async () => {
    const { rows } = await t.db.execute(sql`select id, name from department order by id`);
    const user = await readSessionUser(t.db, scope, { sessionId: head.sessionId, now: NOW });
    return rows.flatMap((row) => (user?.departmentIds.includes(Number(row["id"])) ? row["name"] : []));
  };
  expect(await own()).toEqual(["hotel"]);
  const id = await admin.structure.create({ kind: "department", name: "Guests" });
  await admin.structure.merge({ kind: "department", id: department("hotel"), into: id });
  expect(await own()).toEqual(["Guests"]);
  const listed = await callAs(t.db, head.sessionId).departments.list(FEBRUARY);
  expect(listed.find(({ slug }) => slug === "guests")?.touchpoints).toBe(1);
  expect(listed.map(({ slug }) => slug)).not.toContain("hotel");
});

test("what a head may see follows the owner, at the next request of the same sign-in", async () => {
  const { admin, touchpoint, department } = await ids();
  const head = await mintActor(t.db, "department_head", [department("leisure")]);
  const asked = { ...FEBRUARY, touchpoint: "desk" };
  const seen = () => callAs(t.db, head.sessionId).records.list(asked);
  await expect(seen()).rejects.toMatchObject({ code: "FORBIDDEN" });
  const hand = (departmentId: number) =>
    admin.structure.setOwner({ touchpointId: touchpoint("desk"), departmentId, from: "2026-01-01" });
  await hand(department("leisure"));
  expect((await seen()).rows.length).toBeGreaterThan(0);
  await hand(department("guests"));
  await expect(seen()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("what is archived is shown, and marked, where it has answers, and nowhere else", async () => {
  const { admin, channel, department } = await ids();
  await admin.structure.archive({ kind: "channel", id: channel("kiosk") });
  await admin.structure.archive({ kind: "department", id: department("leisure") });
  const executive = await callerOf(t.db, "executive");
  expect((await executive.channels.list(FEBRUARY)).find(({ slug }) => slug === "kiosk")?.archived).toBe(true);
  expect((await executive.departments.list(FEBRUARY)).find(({ slug }) => slug === "leisure")).toMatchObject({
    archived: true,
    touchpoints: 2,
  });
  const march = { ...FEBRUARY, from: "2026-03-01", to: "2026-03-31" } as const;
  expect((await executive.channels.list(march)).map(({ slug }) => slug)).not.toContain("kiosk");
  expect((await executive.departments.list(march)).map(({ slug }) => slug)).not.toContain("leisure");
});

test("days, weights and names that can't be are refused, and leave one refused entry", async () => {
  const { admin, touchpoint } = await ids();
  const touchpointId = touchpoint("spa");
  for (const weight of [0, -1, 0.05, 2.345, 101, Number.NaN])
    await expect(
      admin.structure.setWeight({ touchpointId, weight, from: "2026-03-01" }),
    ).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  for (const from of ["2026-02-30", "0026-01-01", "2026-3-1", "3000-01-01", ""])
    await expect(admin.structure.setWeight({ touchpointId, weight: 1, from })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  for (const name of ["", "   ", "a\nb", "x".repeat(121)])
    await expect(admin.structure.create({ kind: "segment", name })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  await expect(
    admin.structure.merge({ kind: "touchpoint", id: touchpointId, into: touchpointId }),
  ).rejects.toThrow("A touchpoint can't be merged into itself.");
  const { rows } = await t.db.execute(sql`select action, outcome from audit_log order by id desc limit 1`);
  expect(rows).toEqual([{ action: "structure.merge", outcome: "refused" }]);
});
