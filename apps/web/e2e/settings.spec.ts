import { test } from "./own-server.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

test("settings are explained, changed, and say who changed them last", async ({ page, own }) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("Nobody has changed them yet.")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByLabel("Name").fill("Hotel Meridian");
  await page.getByLabel("Least answers for a verdict").fill("12");
  await page.getByLabel("First month of the financial year").selectOption({ label: "April" });
  await page.getByLabel("First day of the week").selectOption({ label: "Sunday" });
  const idle = page.getByRole("group", { name: "A sign-in ends without a visit for" });
  await expect(idle.getByRole("spinbutton")).toHaveValue("7");
  await idle.getByRole("combobox").selectOption({ label: "hours" });
  await idle.getByRole("spinbutton").fill("8");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByText(/Last changed by admin@touchline\.local, /)).toBeVisible();
  await expect(page.getByTitle("Hotel Meridian")).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("Name")).toHaveValue("Hotel Meridian");
  await expect(page.getByLabel("Least answers for a verdict")).toHaveValue("12");
  await expect(page.getByLabel("First day of the week")).toHaveValue("7");
  await expect(idle.getByRole("spinbutton")).toHaveValue("8");
  await page.getByRole("link", { name: "All changes" }).click();
  const entry = page.getByRole("listitem").filter({ hasText: "Changed settings" });
  await expect(entry).toContainText("Name:Your company → Hotel Meridian");
  await expect(entry).toContainText("Least answers for a verdict:30 → 12");
  await expect(entry).not.toContainText("Exclude careless");
});

test("another time zone is asked for twice, and counts every day anew", async ({ page, own }) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/settings");
  await page.getByLabel("Time zone").selectOption("Europe/Paris");
  await page.getByRole("button", { name: "Save the settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Count every day anew?" });
  await expect(dialog).toContainText("From UTC to Europe/Paris");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.reload();
  await expect(page.getByLabel("Time zone")).toHaveValue("UTC");

  await page.getByLabel("Time zone").selectOption("Europe/Paris");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await dialog.getByRole("button", { name: "Change the zone and save" }).click();
  await expect(page.getByText("Saved. Every day was counted anew.")).toBeVisible();
  await expect(page.getByText("(Europe/Paris)")).toBeVisible();
});

test("what can't be is refused before anything is changed", async ({ page, own }) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/settings");
  await page.getByLabel("Least people for a figure").fill("2");
  await page.getByRole("button", { name: "Save the settings" }).click();
  expect(
    await page
      .getByLabel("Least people for a figure")
      .evaluate((field: HTMLInputElement) => field.validity.rangeUnderflow),
  ).toBe(true);
  await page.reload();
  await expect(page.getByLabel("Least people for a figure")).toHaveValue("5");
});
