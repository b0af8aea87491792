import { readFile } from "node:fs/promises";
import { test } from "./own-server.ts";
import { plant } from "./planted.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

test.use({ purpose: "drivers" });

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async ({ own }) => {
  test.setTimeout(180_000);
  await plant(own, new Date());
});

test("what only disappoints, what delights, and what has not enough data are told, with a way to the answers", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Drivers" }).click();
  await expect(page).toHaveURL(/\/drivers$/);
  await expect(page.getByText(/^The overall answer hangs most on /)).toBeVisible();
  const kinds = page.getByRole("table", { name: "What only disappoints, and what delights" });
  await expect(kinds.getByRole("row", { name: /^Room Basic/ })).toBeVisible();
  await expect(kinds.getByRole("row", { name: /^Breakfast Delighter/ })).toBeVisible();
  await page.getByText(/touchpoints? without enough data/).click();
  await expect(page.getByText(/^Concierge: Not enough data: \d\d of 100 people rated it/)).toBeVisible();
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV of the drivers" }).click(),
  ]);
  const lines = await readFile(await file.path(), "utf8");
  expect(lines).toMatch(/^Room,.*,basic,/m);
  expect(lines).toMatch(/^Concierge,.*too few rated it with the whole/m);
  await page.getByRole("link", { name: "The overall answers" }).click();
  await expect(page).toHaveURL(/\/records\?.*touchpoint=overall/);
  await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
});

test("the question of the page stands in its address: department, overall answer and filters together", async ({
  page,
  own,
}) => {
  await signInAs(page, "department_head", own.user("department_head"));
  await page.goto("/drivers?period=all");
  await page.getByLabel("Touchpoints of").selectOption({ label: "Food and drink" });
  await expect(page).toHaveURL(/\/drivers\?period=all&department=food-and-drink/);
  const table = page.getByRole("table", { name: "Touchpoints by importance" });
  await expect(table.getByRole("rowheader")).toHaveText([/^Breakfast/]);
  await page.getByLabel("Segment").selectOption({ label: "Couples" });
  await expect(page).toHaveURL(/segment=couples/);
  await expect(page.getByLabel("Touchpoints of")).toHaveValue("food-and-drink");
  const breakfast = table.getByRole("link", { name: "Breakfast" });
  await expect(breakfast).toHaveAttribute("href", /segment=couples/);
  await breakfast.click();
  await expect(page).toHaveURL(/\/touchpoints\/breakfast\?period=all&segment=couples/);
});

test("the map's labels never lie on one another, wide or narrow, and a narrow page does not scroll sideways", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/drivers");
    const map = page.getByRole("figure", { name: "Importance and score" });
    const labels = map.locator("a > span[aria-hidden]:visible");
    await expect(labels).toHaveCount(3);
    const over = await labels.evaluateAll((all) => {
      const boxes = all.map((each) => each.getBoundingClientRect());
      return boxes.flatMap((a, at) =>
        boxes
          .slice(at + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
      ).length;
    });
    expect(over).toBe(0);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  }
  // On a narrow screen the numbers are explained.
  await expect(
    page.getByRole("list", { name: "What the numbers stand for" }).getByText("Breakfast"),
  ).toBeVisible();
});
