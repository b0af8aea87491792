import { readFile } from "node:fs/promises";
import { answersOn, expect, expectAccessible, signInAs, test } from "./signed-in.ts";

test("the overview says what happened and shows every score with its interval and n", async ({ page }) => {
  await signInAs(page, "executive");
  await expect(page.getByText(/^The experience is worse than in the period before: down \d/)).toBeVisible();
  const figures = page.getByRole("region", { name: "The whole experience" });
  await expect(figures.getByText(/^\d+\.\d of 100$/).first()).toBeVisible();
  await expect(figures.getByText(/^n [\d,]+$/).first()).toBeVisible();
  await expect(figures.getByRole("img", { name: /^Experience score over time: from \d/ })).toBeVisible();
  const movers = page.getByRole("region", { name: "What needs you" });
  await expect(movers.getByRole("link", { name: "Check-in", exact: true })).toBeVisible();
  await expect(movers.getByText(/points of the whole/).first()).toBeVisible();
  const departments = page.getByRole("region", { name: "Departments" });
  await expect(departments.getByRole("row").nth(1).getByRole("link")).toBeVisible();
  const stages = page.getByRole("region", { name: /^The journey/ }).getByRole("listitem");
  await expect(stages).toHaveCount(9);
  await expect(
    page.getByRole("region", { name: "How fresh the data are" }).getByText("Fixture"),
  ).toBeVisible();
  await expectAccessible(page);
});

test("a figure's meaning opens by keyboard, and three clicks lead to an answer behind it", async ({
  page,
}) => {
  await signInAs(page, "executive");
  const about = page.getByRole("button", { name: /^Experience score/ });
  await about.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Sum of weight x score/)).toBeVisible();
  await expect(page.getByText(/^Last data came in/).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^Sum of weight x score/)).toBeHidden();

  await about.click();
  await page.getByRole("link", { name: "The answers behind it" }).first().click();
  await expect(page).toHaveURL(/\/records$/);
  await page.getByRole("row").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/records\/\d+$/);
  await expect(page.getByRole("table", { name: "What was rated" })).toBeVisible();
  await expectAccessible(page);
});

test("filters live in the address: figures follow, reload and back keep them", async ({ page }) => {
  await signInAs(page, "department_head");
  const year = await answersOn(page);
  await page.getByLabel("Period").selectOption("all");
  await expect(page).toHaveURL(/period=all/);
  await expect.poll(() => answersOn(page)).toBe(3_600);
  expect(year).toBe(1_800);
  await page.reload();
  expect(await answersOn(page)).toBe(3_600);
  await expect(page.getByLabel("Period")).toHaveValue("all");

  await page.getByLabel("Channel").selectOption({ label: "Front desk" });
  await expect(page).toHaveURL(/channel=front-desk/);
  await expect.poll(() => answersOn(page)).toBe(2_880);
  await page.getByRole("region", { name: "Departments" }).getByRole("row").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/departments\/[a-z-]+\?period=all&channel=front-desk/);
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL(/\/\?period=all&channel=front-desk/);
  await page.getByLabel("Evidence of use").selectOption("used");
  await expect(page).toHaveURL(/evidence=used/);
  await page.getByLabel("Evidence of use").selectOption("all");
  // Front desk alone: also the answers of which nobody knows whether they rest on use.
  await expect.poll(() => answersOn(page)).toBe(3_840);
  await page.goBack();
  await expect(page.getByLabel("Evidence of use")).toHaveValue("used");
  await page.goBack();
  await expect(page.getByLabel("Evidence of use")).toHaveValue("headline");
});

test("days are typed or picked in a calendar, by keyboard too", async ({ page }) => {
  await signInAs(page, "executive");
  await page.getByRole("button", { name: /^Days/ }).click();
  await page.getByLabel("First day").fill("2001-01-01");
  await page.getByLabel("Last day").fill("2001-12-31");
  await expect(page).toHaveURL(/period=custom&from=2001-01-01&to=2001-12-31/);
  await expect(page.getByText(/Nobody answered in 1 Jan 2001 to 31 Dec 2001/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "31 Dec 2001" }).focus();
  await page.keyboard.press("PageUp");
  await expect(page.getByRole("button", { name: "30 Nov 2001" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("From 30 Nov 2001: pick the last day")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=2001-11-23&to=2001-11-30/);
  await expect(page.getByRole("dialog", { name: "Days of the question" })).toBeHidden();
  await page.getByRole("link", { name: "Show all time" }).click();
  await expect.poll(() => answersOn(page)).toBe(3_600);
});

test("a slow older answer never takes the place of a newer one", async ({ page }) => {
  await signInAs(page, "executive");
  await page.route(/period=last_7_days.*_rsc|_rsc.*period=last_7_days/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue().catch(() => undefined);
  });
  await page.getByLabel("Period").selectOption("last_7_days");
  await expect(page.getByRole("form", { name: "Filters" })).toHaveAttribute("aria-busy", "true");
  expect(await answersOn(page)).toBe(1_800);
  await page.getByLabel("Period").selectOption("all");
  await expect.poll(() => answersOn(page)).toBe(3_600);
  await page.waitForTimeout(2_500);
  expect(await answersOn(page)).toBe(3_600);
  await expect(page).toHaveURL(/period=all/);
});

test("days that can't be are told with a way out", async ({ page }) => {
  await signInAs(page, "executive");
  await page.goto("/?period=custom&from=2026-02-30&to=2026-03-01");
  await expect(page.getByText(/no day of the calendar/)).toBeVisible();
  await page.getByRole("link", { name: "Clear the filters" }).click();
  await expect.poll(() => answersOn(page)).toBe(1_800);
});

test("a table is sorted by its address, and its file holds the same rows", async ({ page }) => {
  await signInAs(page, "executive");
  const table = page.getByRole("table", { name: "Departments" });
  await table.getByRole("link", { name: "Department", exact: true }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(table.getByRole("columnheader", { name: "Department" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  const names = await table.getByRole("rowheader").allTextContents();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV of the departments" }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n").slice(1);
  expect(lines).toHaveLength(names.length);
  expect(lines.every((line, at) => (names[at] ?? "").startsWith(line.split(",")[0] ?? "?"))).toBe(true);
});

test("a chart comes alive under the pointer and is saved as a picture", async ({ page }) => {
  await signInAs(page, "executive");
  const chart = page.getByRole("figure", { name: "Experience score over time" });
  await chart.hover({ position: { x: 300, y: 100 } });
  await chart.hover({ position: { x: 320, y: 110 } });
  await expect(chart.locator(".recharts-wrapper")).toBeVisible();
  await page.mouse.move(0, 0);
  await chart.hover({ position: { x: 340, y: 100 } });
  await expect(chart.getByText(/^\[[\d.]+, [\d.]+\] n [\d,]+$/).first()).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    chart.getByRole("button", { name: "Save as PNG" }).click(),
  ]);
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(bytes.readUInt32BE(16)).toBe(2_400);
  await chart.getByText("Figures of this picture").click();
  // A heading, and a year of weeks.
  expect(await chart.getByRole("row").count()).toBeGreaterThan(52);
  await expectAccessible(page);
});

test("the page reads without JavaScript, and on narrow screens nothing is cut off", async ({
  page,
  browser,
  baseURL,
}) => {
  await signInAs(page, "executive");
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({
    storageState,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
    ...(baseURL && { baseURL }),
  });
  const read = await plain.newPage();
  await read.goto("/");
  await expect(read.getByText(/^The experience is worse/)).toBeVisible();
  await expect(read.getByRole("table", { name: "Departments" })).toBeVisible();
  await read.getByText("Filters", { exact: true }).click();
  await read.getByLabel("Period").selectOption("all");
  await read.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => answersOn(read)).toBe(3_600);
  await plain.close();
});

test("on paper the menu and the bar are gone, and what was asked is printed", async ({ page }) => {
  await signInAs(page, "executive");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/Shown: .*evidence: best available/)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeHidden();
  await expect(page.getByRole("form", { name: "Filters" })).toBeHidden();
});
