import { readFile } from "node:fs/promises";
import { createDb } from "@touchline/db/client";
import { test } from "./own-server.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

test("entries are told in words, narrowed by the address, paged, and downloaded as they are narrowed", async ({
  page,
  own,
}) => {
  const { pool, close } = createDb(own.databaseUrl);
  await pool.query(`insert into audit_log (at, actor, action, subject, before, after, address, outcome)
    select timestamptz '2026-02-03T23:30:00Z' + n * interval '1 minute', '=paged', 'structure.rename', 'touchpoint ' || n,
      '{"name": "Desk"}', ('{"name": "Front desk", "count": ' || n || '}')::jsonb, '192.0.2.5',
      (case when n = 7 then 'refused' else 'done' end)::audit_outcome
    from generate_series(1, 120) n`);
  await close();
  await signInAs(page, "admin", own.user("admin"));
  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByLabel("Who", { exact: true }).fill("=paged");
  await expect(page).toHaveURL(/actor=(=|%3D)paged/);
  const entries = page.locator("#content").getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await expect(entries.first()).toContainText("touchpoint 120");
  await expect(entries.first()).toContainText("Renamed a part of the structure");
  await expect(entries.first()).toContainText("Name:Desk → Front desk");
  await expect(entries.first()).toContainText("from 192.0.2.5");
  await page.getByRole("link", { name: "Older entries" }).click();
  await expect(entries.first()).toContainText("touchpoint 70");
  await page.getByRole("link", { name: "Older entries" }).click();
  await expect(entries).toHaveCount(20);
  await expect(page.getByRole("link", { name: "Older entries" })).toHaveCount(0);
  await page.getByRole("link", { name: "Newest entries" }).click();
  await expect(entries.first()).toContainText("touchpoint 120");

  await page.getByLabel("Outcome").selectOption({ label: "Refused" });
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText("Refused");
  await page.getByLabel("Outcome").selectOption({ label: "Any" });
  await page.getByLabel("Any word of it").fill("touchpoint 11");
  await expect(entries).toHaveCount(11);
  await page.getByLabel("Last day").fill("2026-02-03");
  await expect(entries).toHaveCount(1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(
    "2026-02-03T23:41:00.000Z,,'=paged,structure.rename,touchpoint 11,done,192.0.2.5,",
  );

  await page.goto("/audit?from=2026-02-30");
  await expect(page.getByRole("alert").filter({ hasText: "no day of the calendar" })).toBeVisible();
  expect((await page.context().request.get("/api/audit?from=2026-02-30")).status()).toBe(400);
  await page.getByRole("link", { name: "Show all entries" }).click();
  await expect(entries).toHaveCount(50);
});

test("days are the viewer's, whose zone is named", async ({ page, own }) => {
  const { pool, close } = createDb(own.databaseUrl);
  await pool.query(`insert into audit_log (at, actor, action, subject) values
    ('2026-01-10T14:30:00Z', 'zoned', 'test.zone', 'before midnight in Tokyo'),
    ('2026-01-10T15:30:00Z', 'zoned', 'test.zone', 'after midnight in Tokyo')`);
  await pool.query("update user_account set time_zone = 'Asia/Tokyo' where role = 'admin'");
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/audit?actor=zoned&from=2026-01-11");
  const entries = page.locator("#content").getByRole("listitem");
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText("11 Jan 2026, 00:30");
  await expect(entries.first()).toContainText("Test: zone");
  await expect(page.getByText("Times in Asia/Tokyo.")).toBeVisible();
  await pool.query("update user_account set time_zone = null where role = 'admin'");
  await close();
});
