import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { ensureStructure } from "../src/commands/template.ts";
import { TEMPLATES } from "../src/commands/template-data.ts";
import { listTouchpoints } from "../src/queries/structure.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");

test("a new database gets what every company starts from, and only once", async () => {
  await ensureStructure(t.db, scope);
  const first = await listTouchpoints(t.db, scope, { on: "2026-01-01" });
  expect(first.map((row) => row.slug).sort()).toEqual(
    TEMPLATES.general.touchpoints.map(([slug]) => slug).sort(),
  );
  await t.db.execute(sql`delete from touchpoint_owner`);
  await t.db.execute(sql`delete from touchpoint where slug not in ('overall', 'ivr')`);
  await t.db.execute(sql`update touchpoint set archived_at = now() where slug = 'ivr'`);
  await ensureStructure(t.db, scope);
  const { rows } = await t.db.execute(sql`select slug from touchpoint order by slug`);
  expect(rows).toEqual([{ slug: "ivr" }, { slug: "overall" }]);
});
