import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { callerOf, mintCompany, spread } from "./company.ts";

const t = testDatabase();

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "help", role: "service", department: "care" },
      { slug: "shop", role: "sales", department: "stores" },
    ],
    [{ touchpoint: "help", channel: "phone", before: [], now: spread({ 4: 3 }) }],
  );
  await t.db.execute(sql`insert into channel (slug, name, parent_id)
    select 'hot-line', 'Hot line', id from channel where slug = 'phone'`);
});

test("everything that can be gone to has its name, its address and what it stands within", async () => {
  const found = await (await callerOf(t.db, "department_head")).places.list();
  expect(found.departments).toEqual([
    { slug: "care", name: "care" },
    { slug: "stores", name: "stores" },
  ]);
  expect(found.touchpoints).toEqual([
    { slug: "help", name: "help", department: "care" },
    { slug: "shop", name: "shop", department: "stores" },
  ]);
  expect(found.channels).toContainEqual({ slug: "hot-line", name: "Hot line", parent: "phone" });
});

test("a slug stands for itself, for what it was merged into, or for nothing", async () => {
  const { places } = await callerOf(t.db, "department_head");
  await t.db.execute(sql`insert into department (slug, name, archived_at, merged_into_id)
    select 'old-care', 'Old care', now(), id from department where slug = 'care'`);
  const care = { slug: "care", name: "care", archived: false };
  expect(await places.get({ kind: "department", slug: "care" })).toEqual(care);
  expect(await places.get({ kind: "department", slug: "old-care" })).toEqual(care);
  expect(await places.get({ kind: "channel", slug: "care" })).toBeNull();
  expect(await places.get({ kind: "touchpoint", slug: "overall" })).toBeNull();
});

test("what is archived is left out, and an owner is today's", async () => {
  await t.db.execute(sql`update department set archived_at = now() where slug = 'care'`);
  await t.db.execute(sql`update touchpoint set archived_at = now() where slug = 'shop'`);
  await t.db.execute(sql`update channel set archived_at = now() where slug = 'hot-line'`);
  await t.db.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select t.id, '2026-03-10', d.id from touchpoint t, department d where t.slug = 'help' and d.slug = 'stores'`);
  const found = await (await callerOf(t.db, "executive")).places.list();
  expect(found.departments.map((row) => row.slug)).toEqual(["stores"]);
  expect(found.touchpoints).toEqual([{ slug: "help", name: "help", department: "stores" }]);
  expect(found.channels.map((row) => row.slug)).not.toContain("hot-line");
});
