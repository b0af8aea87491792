import type { Page } from "@playwright/test";
import { writeAudit } from "@touchline/db/commands/audit";
import { archiveStructure } from "@touchline/db/commands/structure-archive";
import { mergeStructure } from "@touchline/db/commands/structure-merge";
import { systemScope } from "@touchline/domain/access";
import type { StructureKind } from "@touchline/domain/structure";
import { importFixture } from "./fixture.ts";
import { type OwnServer, test } from "./own-server.ts";
import { onDatabase } from "./people.ts";
import { answersOn, expect, expectAccessible, signInAs } from "./signed-in.ts";

// One after the other on one database: first it is empty, then it is filled, at last its structure changes.
test.describe.configure({ mode: "serial" });
test.use({ purpose: "states" });

const scope = systemScope("browser tests");
const NONE_YET = /^Here the experience score, departments, touchpoints and channels will stand/;
const PAGES = ["/", "/departments", "/touchpoints", "/channels", "/records", "/touchpoints/check-in"];

const signIn = (page: Page, own: OwnServer) => signInAs(page, "executive", own.user("executive"));

/** Takes a table away while something is looked at. */
async function without(own: OwnServer, table: string, look: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) =>
    onDatabase(own.databaseUrl, ({ pool }) => pool.query(`alter table "${from}" rename to "${to}"`));
  await rename(table, `${table}_away`);
  // Figures are kept until something is written down.
  await onDatabase(own.databaseUrl, ({ db }) => writeAudit(db, scope, { action: "test", subject: "" }));
  try {
    await look();
  } finally {
    await rename(`${table}_away`, table);
  }
}

test("empty: every page says what would be there, why it isn't, and offers one thing to do", async ({
  page,
  own,
}) => {
  await signIn(page, own);
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByText(NONE_YET), path).toContainText("as soon as an administrator has imported");
    await expect(page.getByRole("link", { name: "Look again" }), path).toHaveCount(1);
  }
  await expectAccessible(page);
  await page.context().clearCookies();
  await signInAs(page, "admin", own.user("admin"));
  await page.getByRole("link", { name: "Import a file" }).click();
  await expect(page).toHaveURL(/\/imports/);
});

test("filled: what nobody answered about says so, on all days too", async ({ page, own }) => {
  await onDatabase(own.databaseUrl, ({ db }) => importFixture(db, scope, new Date()));
  await signIn(page, own);
  await page.goto("/touchpoints/loyalty-programme");
  await expect(page.getByText(/^Nobody answered about Loyalty programme in/)).toBeVisible();
  await page.getByRole("link", { name: "Show all time" }).click();
  await expect(page.getByText(/^Nobody has answered about Loyalty programme yet/)).toBeVisible();
  await page.getByRole("link", { name: "Go to the overview" }).click();
  await expect(page).toHaveURL(/\/\?period=all$/);
});

test("no match: the filters are cleared by one link, on the overview and on a single page", async ({
  page,
  own,
}) => {
  await signIn(page, own);
  for (const path of ["/", "/touchpoints/check-in"]) {
    await page.goto(`${path}?period=custom&from=2001-01-01&to=2001-12-31&evidence=used`);
    await expect(page.getByText(/^Nobody answered .*in 1 Jan 2001 to 31 Dec 2001/)).toBeVisible();
    await expect(page.getByRole("link", { name: "Keep the days alone" })).toBeVisible();
    await page.getByRole("link", { name: "Show all time" }).click();
    await expect.poll(() => answersOn(page)).toBeGreaterThan(100);
    await page.goto(`${path}?segment=none`);
    await page.getByRole("link", { name: "Clear the filters" }).first().click();
    await expect.poll(() => answersOn(page)).toBeGreaterThan(100);
  }
});

test("an error says what is safe, and trying again brings the figures back", async ({ page, own }) => {
  await signIn(page, own);
  const alert = page.getByRole("main").getByRole("alert");
  for (const path of ["/", "/touchpoints/check-in"]) {
    await without(own, "training_record", async () => {
      await page.goto(path);
      await expect(alert).toContainText("Nothing was changed");
      await expect(alert.getByRole("link", { name: "Try again" })).toBeVisible();
    });
    await alert.getByRole("link", { name: "Try again" }).click();
    await expect.poll(() => answersOn(page)).toBeGreaterThan(100);
  }
});

test("while the new figures are made the old ones stay, and the page says that it works", async ({
  page,
  own,
}) => {
  await signIn(page, own);
  for (const path of ["/", "/touchpoints/check-in"]) {
    await page.goto(path);
    const before = await answersOn(page);
    await page.route(/period=all.*_rsc|_rsc.*period=all/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue().catch(() => undefined);
    });
    await page.getByLabel("Period").selectOption("all");
    await expect(page.getByRole("form", { name: "Filters" })).toHaveAttribute("aria-busy", "true");
    expect(await answersOn(page)).toBe(before);
    await expect.poll(() => answersOn(page)).toBeGreaterThan(before);
    await page.unrouteAll({ behavior: "wait" });
  }
});

test("a bookmark of what was merged leads to what it is a part of; what is archived says so", async ({
  page,
  own,
}) => {
  await onDatabase(own.databaseUrl, async ({ db, pool }) => {
    const now = new Date();
    const on = now.toISOString().slice(0, 10);
    const idOf = async (kind: StructureKind, slug: string) =>
      Number(
        (await pool.query<{ id: number }>(`select id from "${kind}" where slug = $1`, [slug])).rows[0]?.id,
      );
    const merge = async (kind: StructureKind, from: string, into: string) =>
      mergeStructure(db, scope, { kind, id: await idOf(kind, from), into: await idOf(kind, into), on, now });
    await merge("touchpoint", "concierge", "room");
    await merge("channel", "front-desk", "web-site");
    await pool.query(
      "insert into department (slug, name) values ('old-house', 'Old house'), ('new-house', 'New house')",
    );
    await merge("department", "old-house", "new-house");
    await archiveStructure(db, scope, {
      kind: "touchpoint",
      id: await idOf("touchpoint", "breakfast"),
      on,
      now,
    });
  });
  await signIn(page, own);
  await page.goto("/touchpoints/concierge?period=all");
  await expect(page).toHaveURL(/\/touchpoints\/room\?period=all$/);
  await expect(page.getByRole("heading", { level: 1, name: "Room", exact: true })).toBeVisible();
  await page.goto("/channels/front-desk");
  await expect(page).toHaveURL(/\/channels\/web-site$/);
  await page.goto("/departments/old-house");
  await expect(page).toHaveURL(/\/departments\/new-house$/);
  await page.goto("/touchpoints/breakfast");
  await expect(page.getByText(/^Archived: /)).toBeVisible();
  await page.goto("/touchpoints");
  await expect(page.getByRole("row", { name: /^Breakfast/ })).toContainText("archived");
});
