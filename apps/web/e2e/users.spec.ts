import type { Page } from "@playwright/test";
import { createDb } from "@touchline/db/client";
import { pressOn, tabTo } from "./keyboard.ts";
import { test } from "./own-server.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

const PASSWORD = "seven-green-trombones";

/** No page is wider than a phone. */
async function expectNarrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("by keyboard alone: an admin invites a head by link, the head comes in, is kept out, and is out at the next click", async ({
  page,
  browser,
  own,
}) => {
  await signInAs(page, "admin", own.user("admin"));
  await pressOn(page, page.getByRole("link", { name: "Users", exact: true }));
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  await expectAccessible(page);
  await pressOn(page, page.getByRole("button", { name: "Invite somebody" }));
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await tabTo(page, dialog.getByLabel("E-mail"));
  await page.keyboard.type("rosa@hotel.example");
  await tabTo(page, dialog.getByLabel("Name"));
  await page.keyboard.type("Rosa Lind");
  await tabTo(page, dialog.getByLabel("Role"));
  await page.keyboard.type("Department");
  const first = dialog.getByRole("group", { name: "Departments" }).getByRole("checkbox").first();
  await tabTo(page, first);
  await page.keyboard.press("Space");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  const link = page.getByLabel("Link for Rosa Lind");
  await expect(link).toBeFocused();
  await expect(page.getByText("Give this link to Rosa Lind (rosa@hotel.example) yourself.")).toBeVisible();
  await expectAccessible(page);
  const address = await link.inputValue();
  expect(address).toMatch(/\/invitation#[\w-]{43}$/);
  await page.keyboard.press("Escape");
  const row = page.getByRole("row", { name: /Rosa Lind/ });
  await expect(row).toContainText("Department head");
  await expect(row).toContainText("Invited until");
  // It is nowhere any more, on this page or after it was loaded again.
  await page.reload();
  expect(await page.content()).not.toContain(address.split("#")[1] ?? "-");

  const theirs = await browser.newContext({ baseURL: own.base });
  const head = await theirs.newPage();
  await head.goto(address);
  await head
    .getByLabel(/password/i)
    .first()
    .fill(PASSWORD);
  await head.keyboard.press("Enter");
  await expect(head).toHaveURL(/\/departments\/[a-z-]+$/);
  await expect(head.getByRole("link", { name: "Users", exact: true })).toHaveCount(0);
  expect((await head.goto("/users"))?.status()).toBe(403);
  await expect(head.getByRole("heading", { name: "You may not open this page" })).toBeVisible();
  await head.goto("/");

  await page.reload();
  await pressOn(page, page.getByRole("link", { name: "Rosa Lind" }));
  await pressOn(page, page.getByRole("button", { name: "Disable" }));
  const sure = page.getByRole("dialog", { name: "Disable?" });
  await expect(sure).toContainText("Rosa Lind is signed out at once");
  await pressOn(page, sure.getByRole("button", { name: "Disable" }));
  await expect(page.getByRole("button", { name: "Enable" })).toBeVisible();
  await head.getByRole("link", { name: "Overview" }).click();
  await expect(head).toHaveURL(/\/sign-in/);
  await theirs.close();

  await pressOn(page, page.getByRole("button", { name: "Enable" }));
  await expect(page.getByRole("button", { name: "Disable" })).toBeVisible();
});

test("users are found by name, role and state, and the address says so", async ({ page, own }) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/users");
  const rows = page.getByRole("row").filter({ has: page.getByRole("rowheader") });
  const all = await rows.count();
  expect(all).toBeGreaterThanOrEqual(3);
  await page.getByLabel("Role").selectOption({ label: "Executive" });
  await expect(page).toHaveURL(/role=executive/);
  await expect(rows.filter({ hasText: "Administrator" })).toHaveCount(0);
  expect(await rows.count()).toBe(await rows.filter({ hasText: "Executive" }).count());
  await page.getByLabel("Name or e-mail").fill("nobody at all");
  await expect(page.getByText("No user fits this name, role and state.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show all users" }).click();
  await expect(rows).toHaveCount(all);
  await page.goto("/users?search=head%40touch&state=active");
  await expect(rows).toHaveCount(1);
  await expect(page.getByLabel("Name or e-mail")).toHaveValue("head@touch");
  await expectNarrow(page);
});

test("name and rights are changed, with a warning where sign-ins end; the last admin stays", async ({
  page,
  own,
}) => {
  const { pool, close } = createDb(own.databaseUrl);
  const { email } = own.user("admin");
  await pool.query("update user_account set disabled_at = now() where role = 'admin' and email <> $1", [
    email,
  ]);
  await close();
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/users");
  await page.getByRole("link", { name: "Department head", exact: true }).click();
  await expectAccessible(page);
  await expectNarrow(page);
  await page.getByLabel("Name", { exact: true }).fill("Henry Head");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Henry Head" })).toBeVisible();
  await page.getByLabel("Role").selectOption({ label: "Executive" });
  await expect(page.getByText("Another role ends the sign-ins of Henry Head at once.")).toBeVisible();

  await page.goto("/users");
  await page.locator("#content").getByRole("link", { name: "Admin", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Admin (you)" })).toBeVisible();
  await page.getByLabel("Role").selectOption({ label: "Executive" });
  await expect(page.getByText("Another role signs you out at once.")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This is the last admin. Make somebody else an admin first.")).toBeVisible();
  await page.getByRole("button", { name: "Disable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("This is the last admin. Make somebody else an admin first.")).toHaveCount(2);
});

test("a link for a new password is shown once, with whom it is for and until when", async ({ page, own }) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/users");
  await page.getByRole("link", { name: "Executive", exact: true }).click();
  await page.getByRole("button", { name: "Reset the password" }).click();
  const link = page.getByLabel("Link for Executive");
  await expect(link).toHaveValue(/\/reset#[\w-]{43}$/);
  await expect(page.getByText(/It works once, until .*, and is not shown again\./)).toBeVisible();
  await expectAccessible(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await link.inputValue());
});

test("an admin looks as an executive: a banner on every page, nothing can be changed, and a way back", async ({
  page,
  own,
}) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/users");
  await page.getByRole("link", { name: "Executive", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Executive" })).toBeVisible();
  const shown = page.url();
  await page.getByRole("button", { name: "See Touchline as Executive" }).click();
  const banner = page.getByRole("region", { name: "Looking as somebody else" });
  await expect(banner).toContainText("You see Touchline as Executive (executive), read only, until");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Users", exact: true })).toHaveCount(0);
  await expectAccessible(page);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await expect(banner.getByRole("button", { name: "Back to yourself" })).toBeInViewport();
  }
  await expectNarrow(page);
  for (const [path, status] of [
    ["/no/such/page", 404],
    ["/users", 403],
    ["/profile", 403],
    ["/", 200],
  ] as const) {
    expect((await page.goto(path))?.status(), path).toBe(status);
    await expect(banner, path).toBeVisible();
  }
  const asked = page.context().request;
  const headers = { origin: own.base, "content-type": "application/json" };
  const refused = await asked.post("/api/trpc/profile.sessions.endOthers", { headers, data: "{}" });
  expect(refused.status()).toBe(403);
  expect(await refused.text()).toContain("You are looking at Touchline as Executive: read only.");
  expect((await asked.post("/api/imports", { headers, data: "{}" })).status()).toBe(403);

  await banner.getByRole("button", { name: "Back to yourself" }).click();
  await expect(page).toHaveURL(shown);
  await expect(banner).toHaveCount(0);
  await page.goto("/audit?text=see_as");
  const entries = page.getByRole("listitem").filter({ hasText: /look(ing)? as somebody else/ });
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText("admin@touchline.local as executive@touchline.local");
  await expect(entries.last()).toContainText("Began to look as somebody else");
  // An upload that was refused is a change that was tried, too; so is one that never became a run.
  const unread = Buffer.from(
    '{"fileName":"a.csv","dryRun":false,"constants":{},"mapping":{"named":"nothing"}}\na,b\n1,2\n',
  );
  expect(await (await asked.post("/api/imports", { headers, data: unread })).text()).toContain('"failed"');
  await page.goto("/audit?action=import&outcome=refused");
  const uploads = page.locator("#content").getByRole("listitem").filter({ hasText: "Imported a file" });
  await expect(uploads.first()).toContainText("admin@touchline.local");
  await expect(uploads.first()).not.toContainText("as executive");
  await expect(uploads.nth(1)).toContainText("admin@touchline.local as executive@touchline.local");
});
