import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { applyTemplate } from "../src/commands/template.ts";
import { TEMPLATE_NAMES, TEMPLATES } from "../src/commands/template-data.ts";
import { listChannels, listDepartments, listTouchpoints } from "../src/queries/structure.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");

const audits = async () =>
  (
    await t.db.execute<{ n: number }>(
      sql`select count(*)::int as n from audit_log where action = 'template.apply'`,
    )
  ).rows[0]?.n;

test("every template names only departments, stages and parents that exist, and each slug once", async () => {
  const { rows } = await t.db.execute<{ slug: string }>(sql`select slug from journey_stage`);
  const stages = rows.map((row) => row.slug);
  for (const name of TEMPLATE_NAMES) {
    const { departments, touchpoints, channels } = TEMPLATES[name];
    for (const list of [departments, touchpoints, channels]) {
      const slugs = list.map(([slug]) => slug);
      expect(new Set(slugs).size, name).toBe(slugs.length);
    }
    for (const [slug, , stage, owner] of touchpoints) {
      expect(stages, slug).toContain(stage);
      expect(
        departments.map(([known]) => known),
        slug,
      ).toContain(owner);
    }
    for (const [slug, , parent] of channels)
      if (parent !== null)
        expect(
          channels.map(([known]) => known),
          slug,
        ).toContain(parent);
  }
});

test("a template fills an empty company once; again it adds nothing and undoes no edit", async () => {
  const first = await applyTemplate(t.db, scope, "general");
  expect(first).toEqual({ departments: 8, touchpoints: 15, channels: 18 });
  await t.db.execute(sql`update touchpoint set name = 'Help line' where slug = 'call-centre'`);
  expect(await applyTemplate(t.db, scope, "general")).toEqual({
    departments: 0,
    touchpoints: 0,
    channels: 0,
  });
  expect(await audits()).toBe(2);

  const touchpoints = await listTouchpoints(t.db, scope, { on: "2026-01-01" });
  const departments = await listDepartments(t.db, scope);
  const line = touchpoints.find((row) => row.slug === "call-centre");
  expect(line).toMatchObject({ name: "Help line", role: "service", directness: "direct", weight: 2 });
  expect(departments.find((row) => row.id === line?.departmentId)?.name).toBe("Customer service");
  expect(touchpoints.find((row) => row.slug === "tv-advertising")?.weight).toBe(1);

  const channels = await listChannels(t.db, scope);
  const social = channels.find((row) => row.slug === "social");
  expect(channels.filter((row) => row.parentId === social?.id).map((row) => row.name)).toEqual([
    "Facebook",
    "Instagram",
    "X",
    "LinkedIn",
    "YouTube",
    "TikTok",
  ]);
});

test("an industry's template adds to the general one", async () => {
  await applyTemplate(t.db, scope, "hotel");
  const touchpoints = await listTouchpoints(t.db, scope, { on: "2026-01-01" });
  expect(touchpoints.map((row) => row.slug)).toEqual(expect.arrayContaining(["check-in", "billing"]));
});
