import { test } from "./own-server.ts";
import { plant } from "./planted.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

test.use({ purpose: "segments and changes" });

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async ({ own }) => {
  test.setTimeout(180_000);
  await plant(own, new Date());
});

test("the segment that disagrees stands first, framed in the map, and leads to its answers", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/segments?evidence=used");
  await expect(
    page.getByText(/^Restaurant and bar stands [\d.]+ points lower with Business than with all others\./),
  ).toBeVisible();
  const first = page.getByRole("table", { name: "Where the segments disagree most" }).getByRole("row").nth(1);
  await expect(first).toContainText(/Restaurant and bar\s*Business.*Worse/);
  const map = page.getByRole("table", { name: "Scores by touchpoint and segment" });
  const cell = map.getByRole("cell", { name: /Restaurant and bar, Business/ });
  await expect(cell).toContainText("Worse");
  await expect(map.getByRole("cell", { name: /Breakfast, Business/ })).not.toContainText("Worse");
  await expectAccessible(page);
  await first.getByRole("link", { name: /answers of Business about Restaurant and bar/ }).click();
  await expect(page).toHaveURL(/\/records\?.*segment=business.*touchpoint=restaurant-and-bar/);
  await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
  // The pages of scores are split likewise, and a row narrows its page.
  await page.goto("/");
  const split = page.getByRole("table", { name: "By segment" });
  await expect(split.getByRole("row", { name: /^Business/ })).toContainText("Worse");
  await split.getByRole("link", { name: "Business" }).click();
  await expect(page).toHaveURL(/\/\?segment=business$/);
  await expect(split.getByRole("row")).toHaveCount(4);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("/segments");
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
});

test("the change that is all mix is told as such, with what moved; by segment it is not", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/changes");
  const moved = page.getByRole("table", { name: "What really changed" });
  await expect(moved.getByRole("row", { name: /^Booking/ })).toContainText("Worse");
  await expect(
    page.getByText(
      /^All mix: answers moved between channels: Front desk from 20 % to 80 % of its answers, Web site from 80 % to 20 %/,
    ),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Split by").selectOption("segment");
  await expect(page).toHaveURL(/by=segment/);
  await expect(page.getByText(/^All rate: on the same segments it fell by/).first()).toBeVisible();
  await page.getByLabel("Period").selectOption("all");
  await expect(page.getByRole("heading", { name: "Nothing to compare with" })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("/changes");
  await expect(moved).toBeVisible();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
});

test("satisfied is not delighted: on the overview, at its touchpoint, and nowhere where it was not asked", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/");
  await page.getByRole("link", { name: /% better than expected$/ }).click();
  const panel = page.getByRole("region", { name: "Satisfied is not delighted" });
  await expect(
    panel.getByText(/are satisfied, but only for [\d.]+ % was it better than they expected/),
  ).toBeVisible();
  await page.goto("/touchpoints/restaurant-and-bar");
  await expect(panel.getByRole("button", { name: /^Better than expected/ })).toBeVisible();
  await page.goto("/touchpoints/breakfast");
  await expect(page.getByRole("heading", { name: "In customers' words" })).toBeVisible();
  await expect(panel).toBeHidden();
});

test("a trend shows its usual range in figures, and its bad week is told in words", async ({ page, own }) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/touchpoints/wi-fi");
  const chart = page.getByRole("figure", { name: "Wi-Fi: score over time" });
  await expect(chart.getByText(/Its usual range, [\d.]+ to [\d.]+ around [\d.]+/)).toBeVisible();
  await expect(chart.getByText(/More than chance: .*outside its usual range/)).toBeVisible();
  await page.goto("/");
  const whole = page.getByRole("figure", { name: "Experience score over time" });
  const usual = whole.getByText(/Its usual range, [\d.]+ to [\d.]+ around [\d.]+/);
  await expect(usual).toBeVisible();
  await page.getByRole("link", { name: "By months" }).click();
  await expect(page).toHaveURL(/\?weekly=false#trend$/);
  await expect(page.getByRole("link", { name: "Week by week, with its usual range" })).toBeVisible();
  await expect(usual).toHaveCount(0);
  // The bad week is one of all that is no service; service itself was hardly rated.
  await page.goto("/service?period=last_90_days");
  const both = page.getByRole("figure", { name: "Service and the rest over time" });
  await expect(both.getByText(/The rest's usual range, [\d.]+ to [\d.]+ around [\d.]+/)).toBeVisible();
  await expect(both.getByText("Too few weeks are known to tell service's usual range")).toBeVisible();
});
