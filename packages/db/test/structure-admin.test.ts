import { mintScope } from "@touchline/domain/access";
import type { StructureKind } from "@touchline/domain/structure";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { archiveStructure, readArchiveEffect, restoreStructure } from "../src/commands/structure-archive.ts";
import { setOwner, setWeight } from "../src/commands/structure-dated.ts";
import { addStructure, renameStructure, updateTouchpoint } from "../src/commands/structure-edit.ts";
import { mergeStructure } from "../src/commands/structure-merge.ts";
import { moveStructure } from "../src/commands/structure-places.ts";
import { scoreCounts } from "../src/queries/counts.ts";
import { listChannels, listDepartments, listTouchpoints } from "../src/queries/structure.ts";
import { readStructure } from "../src/queries/structure-admin.ts";
import { testDatabase } from "./database.ts";
import { answer, importRows, NOW, scope, submission } from "./importing.ts";

const t = testDatabase();
const ON = "2026-03-01";
const add = (kind: "department" | "stage" | "segment", name: string) =>
  addStructure(t.db, scope, { kind, name });
const addChannel = (name: string, parentId: number | null = null) =>
  addStructure(t.db, scope, { kind: "channel", name, parentId });
const addTouchpoint = (name: string, stageId: number | null, departmentId: number | null = null) =>
  addStructure(t.db, scope, {
    kind: "touchpoint",
    name,
    stageId,
    departmentId,
    directness: "direct",
    role: "service",
  });
const structure = () => readStructure(t.db, scope, { on: ON });
const entries = async () => (await t.db.execute(sql`select * from audit_log order by id`)).rows;
const move = (kind: StructureKind, id: number, place: number | null, before: number | null) =>
  moveStructure(t.db, scope, { kind, id, place, before });

test("rows are added last with a slug of their own, renamed without another slug, each with one entry", async () => {
  const before = await entries();
  const id = await add("department", "Délivery & Returns");
  expect((await structure()).departments).toMatchObject([
    { id, slug: "delivery-and-returns", name: "Délivery & Returns", archived: false, heads: [] },
  ]);
  await expect(add("department", "délivery & returns")).rejects.toMatchObject({ code: "conflict" });
  const greek = await add("department", "Πωλήσεις");
  const again = await add("department", "Πελάτες");
  await renameStructure(t.db, scope, { kind: "department", id, name: "Logistics" });
  expect((await structure()).departments).toMatchObject([
    { id, slug: "delivery-and-returns", name: "Logistics" },
    { id: greek, slug: "department" },
    { id: again, slug: "department-2" },
  ]);
  expect(
    (await entries()).slice(before.length).map(({ action, before: was, after }) => [action, was, after]),
  ).toEqual([
    ["structure.create", null, { id, slug: "delivery-and-returns", name: "Délivery & Returns" }],
    ["structure.create", null, expect.anything()],
    ["structure.create", null, expect.anything()],
    ["structure.rename", { name: "Délivery & Returns" }, { name: "Logistics" }],
  ]);
});

test("touchpoints are moved within and between stages, channels between parents, and never on a third level", async () => {
  const [here, there] = [await add("stage", "Here"), await add("stage", "There")];
  const [a, b, c] = [
    await addTouchpoint("A", here),
    await addTouchpoint("B", here),
    await addTouchpoint("C", there),
  ];
  const order = async (stageId: number) =>
    (await structure()).touchpoints.filter((row) => row.stageId === stageId).map(({ id }) => id);
  await move("touchpoint", b, here, a);
  expect(await order(here)).toEqual([b, a]);
  await move("touchpoint", b, there, c);
  expect([await order(here), await order(there)]).toEqual([[a], [b, c]]);
  await move("touchpoint", b, there, null);
  expect(await order(there)).toEqual([c, b]);
  expect((await entries()).at(-1)).toMatchObject({
    action: "structure.move",
    subject: "touchpoint b",
    before: { stageId: there, position: 1 },
    after: { stageId: there, position: 2 },
  });
  await expect(move("touchpoint", a, here, c)).rejects.toThrow(/changed the order meanwhile/);
  await expect(move("touchpoint", 0, here, null)).rejects.toMatchObject({ code: "invalid" });

  const social = await addChannel("Social");
  const [facebook, x, print] = [
    await addChannel("Facebook", social),
    await addChannel("X", social),
    await addChannel("Print"),
  ];
  await expect(addChannel("Deep", facebook)).rejects.toThrow(/two levels/);
  await expect(move("channel", social, print, null)).rejects.toThrow(/two levels/);
  await expect(move("channel", social, social, null)).rejects.toMatchObject({ code: "invalid" });
  await expect(move("channel", x, 0, null)).rejects.toMatchObject({ code: "invalid" });
  await move("channel", x, null, social);
  const channels = (await structure()).channels.map(({ slug, parentId }) => [slug, parentId]);
  expect(channels.filter(([, parent]) => parent === null)).toEqual([
    ["x", null],
    ["social", null],
    ["print", null],
  ]);
  expect(channels).toContainEqual(["facebook", social]);
});

test("of twenty moves and merges at once no two rows get one position, and the next move numbers them from one", async () => {
  const stage = await add("stage", "Crowd");
  const ids: number[] = [];
  for (let nth = 0; nth < 8; nth += 1) ids.push(await addTouchpoint(`Crowd ${nth}`, stage));
  const pick = (nth: number) => ids[nth % ids.length] ?? -1;
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, (_, nth) =>
      nth % 7 === 3
        ? mergeStructure(t.db, scope, {
            kind: "touchpoint",
            id: pick(nth),
            into: pick(nth + 1),
            on: ON,
            now: NOW,
          })
        : move("touchpoint", pick(nth * 3), stage, nth % 2 ? null : pick(nth * 5 + 1)),
    ),
  );
  const odd = all.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(odd.filter((reason) => !/meanwhile|was merged/.test(String(reason)))).toEqual([]);
  const { rows } = await t.db.execute<{ position: number }>(sql`
    select position from touchpoint where stage_id = ${stage} and archived_at is null order by 1`);
  expect(rows.length).toBeLessThan(8);
  const positions = rows.map(({ position }) => position);
  expect(new Set(positions).size).toBe(positions.length);
  await move(
    "touchpoint",
    (await structure()).touchpoints.find((row) => row.stageId === stage)?.id ?? -1,
    stage,
    null,
  );
  const { rows: after } = await t.db.execute<{ position: number }>(sql`
    select position from touchpoint where stage_id = ${stage} and archived_at is null order by 1`);
  expect(after.map(({ position }) => position)).toEqual(after.map((_, at) => at + 1));
});

test("answers before a change of owner or weight stay with the former one; one day has one change", async () => {
  const [former, next, wrong] = [
    await add("department", "Former"),
    await add("department", "Next"),
    await add("department", "Wrong"),
  ];
  const touchpointId = await addTouchpoint("Handed over", null, former);
  const at = (day: number) => Date.UTC(2026, 1, day, 10);
  await importRows(
    t.db,
    [9, 10, 11].map((day) => submission(`day ${day}`, [answer("handed-over", 4)], { at: at(day) })),
    { fileName: "days.csv" },
  );
  const owners = async () =>
    (
      await scoreCounts(t.db, scope, {
        range: { from: "2026-02-01", to: "2026-03-01" },
        by: ["department"],
        filters: { touchpoints: [touchpointId] },
      })
    ).map(({ departmentId, counts }) => [departmentId, counts[4]]);
  expect(await owners()).toEqual([[former, 3]]);
  await setOwner(t.db, scope, { touchpointId, departmentId: wrong, from: "2026-02-10" });
  await setOwner(t.db, scope, { touchpointId, departmentId: next, from: "2026-02-10" });
  expect((await owners()).sort()).toEqual(
    [
      [former, 1],
      [next, 2],
    ].sort(),
  );
  const { rows } = await t.db.execute(
    sql`select 1 from touchpoint_owner where touchpoint_id = ${touchpointId}`,
  );
  expect(rows).toHaveLength(2);
  expect((await entries()).at(-1)).toMatchObject({
    action: "structure.owner",
    before: { departmentId: wrong, from: "2026-02-10" },
    after: { departmentId: next, from: "2026-02-10" },
  });

  await setWeight(t.db, scope, { touchpointId, weight: 5, from: "2026-02-10" });
  await setWeight(t.db, scope, { touchpointId, weight: 3.25, from: "2026-02-10" });
  const weight = async (on: string) =>
    (await listTouchpoints(t.db, scope, { on })).find(({ id }) => id === touchpointId)?.weight;
  expect([await weight("2026-02-09"), await weight("2026-02-10")]).toEqual([2, 3.25]);
  const nature = { id: touchpointId, role: "sales", primaryQuestion: "csat_1_5", today: ON } as const;
  await updateTouchpoint(t.db, scope, { ...nature, directness: "indirect" });
  expect([await weight("2026-02-09"), await weight(ON)]).toEqual([2, 3.25]);
  const plain = await addTouchpoint("Plain", null);
  await updateTouchpoint(t.db, scope, { ...nature, id: plain, directness: "indirect" });
  const plainWeight = async (on: string) =>
    (await listTouchpoints(t.db, scope, { on })).find(({ id }) => id === plain)?.weight;
  expect([await plainWeight("2026-02-28"), await plainWeight(ON)]).toEqual([2, 1]);
});

test("an archived row is listed as such, holds its answers, and nothing new; restored, it comes last", async () => {
  const department = await add("department", "Closing");
  const touchpointId = await addTouchpoint("Left alone", null, department);
  const input = { kind: "department", id: department, on: ON } as const;
  expect(await readArchiveEffect(t.db, scope, input)).toMatchObject({ owned: 1, touchpoints: 1 });
  expect(await archiveStructure(t.db, scope, { ...input, now: NOW })).toMatchObject({ owned: 1 });
  expect((await entries()).at(-1)).toMatchObject({
    action: "structure.archive",
    subject: "department closing",
    before: { archived: false, owns: ["left-alone"] },
    after: { archived: true, owns: [] },
  });
  const ownerOn = async (on: string) =>
    (await listTouchpoints(t.db, scope, { on })).find(({ id }) => id === touchpointId)?.departmentId;
  expect([await ownerOn("2026-02-28"), await ownerOn(ON)]).toEqual([department, null]);
  expect((await listDepartments(t.db, scope)).at(-1)).toMatchObject({ slug: "closing", archived: true });
  await expect(setOwner(t.db, scope, { touchpointId, departmentId: department, from: ON })).rejects.toThrow(
    /is archived/,
  );
  await expect(archiveStructure(t.db, scope, { ...input, now: NOW })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(add("department", "Closing")).rejects.toThrow(/archived department/);
  await restoreStructure(t.db, scope, input);
  expect((await structure()).departments.filter(({ archived }) => !archived).at(-1)?.id).toBe(department);
  await expect(restoreStructure(t.db, scope, input)).rejects.toMatchObject({ code: "conflict" });

  const parent = await addChannel("Parent");
  const child = await addChannel("Child", parent);
  const archive = (id: number) => archiveStructure(t.db, scope, { kind: "channel", id, on: ON, now: NOW });
  await expect(archive(parent)).rejects.toThrow(/holds 1 channel in use/);
  await archive(child);
  await archive(parent);
  await expect(restoreStructure(t.db, scope, { kind: "channel", id: child })).rejects.toThrow(/is archived/);
  expect(
    (await listChannels(t.db, scope)).filter(({ archived }) => archived).map(({ slug }) => slug),
  ).toEqual(["parent", "child"]);
  const stage = await add("stage", "Last");
  await addTouchpoint("In the last", stage);
  const last = { kind: "stage", id: stage, on: ON, now: NOW } as const;
  await expect(archiveStructure(t.db, scope, last)).rejects.toThrow(/holds 1 touchpoint in use/);
});

test("who did it stands in each entry", async () => {
  const admin = mintScope({
    actor: { userId: 7, label: "ada@example.com", address: "10.0.0.1" },
    role: "admin",
    recordsOf: "all",
  });
  await addStructure(t.db, admin, { kind: "segment", name: "Regulars" });
  expect((await entries()).at(-1)).toMatchObject({
    actor_id: 7,
    actor: "ada@example.com",
    address: "10.0.0.1",
    action: "structure.create",
    subject: "segment regulars",
  });
});
