import { expect, expectAccessible, signInAs, test } from "./signed-in.ts";

test("by keyboard alone: search opens, finds, goes, and gives the focus back", async ({ page }) => {
  await signInAs(page, "executive");
  const search = page.getByRole("dialog", { name: "Search" });
  const field = search.getByRole("combobox");
  await page.getByRole("link", { name: "Overview", exact: true }).focus();
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await expect(search.getByRole("option", { name: "Breakfast" })).toBeVisible();
  await expect(search.getByRole("option", { name: "Imports" })).toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(search).toBeHidden();
  await expect(page.getByRole("link", { name: "Overview", exact: true })).toBeFocused();

  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+k");
  await expect(search).toBeHidden();

  await page.keyboard.press("Meta+k");
  await page.keyboard.type("no such name");
  await expect(search.getByText("Nothing has that name.")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("breakf");
  await expect(search.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/touchpoints\/breakfast$/);
  await expect(search).toBeHidden();
});

test("departments, channels and an admin's pages are found; chosen with the arrows", async ({ page }) => {
  await signInAs(page, "admin");
  await page.getByRole("button", { name: "Search" }).press("Enter");
  const search = page.getByRole("dialog", { name: "Search" });
  await expect(search.getByRole("group", { name: "Departments" }).getByRole("option").first()).toBeVisible();
  await page.keyboard.type("front desk");
  await expect(search.getByRole("option", { name: /Front desk/ }).first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.press("ArrowDown");
  await expect(search.getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("imports");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/imports$/);
  await expect(page.locator("#content")).toBeFocused();
  await expect(page.getByRole("heading", { name: "Imports" })).toBeVisible();
});

test("? shows the keys, not while typing, and can be switched off", async ({ page }) => {
  await signInAs(page, "executive");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await page.getByLabel("First day").focus();
  await page.keyboard.press("Shift+?");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.getByRole("button", { name: "Search" }).focus();
  await page.keyboard.press("Shift+?");
  await expect(keys).toBeVisible();
  await expectAccessible(page);
  await keys.getByLabel("Keys that are a single sign (?)").press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Search" })).toBeFocused();
  await page.keyboard.press("Shift+?");
  await expect(keys).toBeHidden();

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Departments" })).toBeFocused();
  await page.keyboard.type("keys");
  await page.keyboard.press("Enter");
  await expect(keys).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Search" })).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
});

test("names that can't be read are told, and pages are still found", async ({ page }) => {
  await signInAs(page, "executive");
  await page.route("**/api/trpc/places.list**", (route) => route.abort());
  await page.keyboard.press("Control+k");
  const search = page.getByRole("dialog", { name: "Search" });
  await expect(search.getByText(/Names could not be read/)).toBeVisible();
  await expect(search.getByRole("option", { name: "Overview" })).toBeVisible();
  await expectAccessible(page);
});

test("at 360 pixels the search fits and nothing scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAs(page, "executive");
  await page.getByRole("button", { name: "Search" }).click();
  const search = page.getByRole("dialog", { name: "Search" });
  await expect(search.getByRole("option", { name: "Breakfast" })).toBeVisible();
  const box = await search.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await expectAccessible(page);
});
