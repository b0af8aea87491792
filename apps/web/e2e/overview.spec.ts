import { answersOn, expect, expectAccessible, signInAs, test } from "./signed-in.ts";

test("the overview says what happened and shows every score with its interval and n", async ({ page }) => {
  await signInAs(page, "executive");
  await expect(page.getByText(/^The whole experience got worse: the score is \d/)).toBeVisible();
  const figures = page.getByRole("region", { name: "The whole experience" });
  await expect(figures.getByText(/^\d+\.\d$/).first()).toBeVisible();
  await expect(figures.getByText(/n [\d,]+/).first()).toBeVisible();
  const checkIn = page
    .getByRole("region", { name: "Touchpoints along the journey" })
    .getByRole("row", { name: /Check-in/ });
  await expect(checkIn.getByText("Worse")).toBeVisible();
  const room = page.getByRole("row", { name: /^Room/ });
  await expect(room.getByText("No real change")).toBeVisible();
  await expect(
    page.getByRole("region", { name: "Channels" }).getByRole("row", { name: /Front desk/ }),
  ).toBeVisible();
  await expectAccessible(page);
});

test("filters live in the address: figures follow, reload and back keep them", async ({ page }) => {
  await signInAs(page, "department_head");
  const year = await answersOn(page);
  await page.getByLabel("Period").selectOption("all");
  await expect(page).toHaveURL(/period=all/);
  await expect.poll(() => answersOn(page)).toBe(4_800);
  expect(year).toBe(2_400);
  await page.reload();
  expect(await answersOn(page)).toBe(4_800);
  await expect(page.getByLabel("Period")).toHaveValue("all");

  await page.getByLabel("Evidence of use").selectOption("all");
  await expect(page).toHaveURL(/evidence=all/);
  await expect(page.getByText("All answers, also by")).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("Evidence of use")).toHaveValue("headline");
  await expect(page.getByText("Verified answers alone where")).toBeVisible();

  await page.getByLabel("First day").fill("2001-01-01");
  await page.getByLabel("Last day").fill("2001-12-31");
  await expect(page).toHaveURL(/period=custom&from=2001-01-01&to=2001-12-31/);
  await expect(page.getByText(/Nobody answered in 1 Jan 2001 to 31 Dec 2001/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show all time" }).click();
  await expect.poll(() => answersOn(page)).toBe(4_800);
});

test("days that can't be are told with a way out", async ({ page }) => {
  await signInAs(page, "executive");
  await page.goto("/?period=custom&from=2026-02-30&to=2026-03-01");
  await expect(page.getByText(/no day of the calendar/)).toBeVisible();
  await page.getByRole("link", { name: "Clear the filters" }).click();
  await expect.poll(() => answersOn(page)).toBe(2_400);
});

test("the page reads without JavaScript, and on a narrow screen nothing is cut off", async ({
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
  await expect(read.getByText(/^The whole experience got worse/)).toBeVisible();
  await expect(read.getByRole("row", { name: /Breakfast/ })).toBeVisible();
  await read.getByLabel("Period").selectOption("all");
  await read.getByRole("button", { name: "Apply" }).click();
  expect(await answersOn(read)).toBe(4_800);
  await plain.close();

  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("/");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
