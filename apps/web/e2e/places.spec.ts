import { expect, expectAccessible, signInAs, test, userOf } from "./signed-in.ts";

const PAGES = [
  "/",
  "/departments",
  "/departments/front-office",
  "/touchpoints",
  "/touchpoints/check-in",
  "/channels",
  "/channels/front-desk",
  "/records",
];

test("no page scrolls sideways from 320 px on, and each is accessible in both themes", async ({ page }) => {
  test.setTimeout(180_000);
  await signInAs(page, "executive");
  const departments = await (await page.context().request.get("/api/trpc/places.list")).json();
  const [department] = departments.result.data.json.departments;
  for (const path of PAGES.map((each) => each.replace("front-office", department.slug))) {
    // 720 px is a screen of 1,440 px at 200 %.
    for (const width of [320, 360, 720, 1_024, 1_440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at ${width}`).toBe(
        width,
      );
    }
    await expectAccessible(page);
  }
});

test("a touchpoint's page: what happened, how the answers lie, where, and who guesses", async ({ page }) => {
  await signInAs(page, "executive");
  await page.goto("/touchpoints");
  await page.getByRole("link", { name: "Check-in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check-in" })).toBeVisible();
  await expect(page.getByText(/^Check-in is worse than in the period before/)).toBeVisible();
  const bars = page.getByRole("region", { name: "How the answers lie" });
  await expect(bars.getByRole("row")).toHaveCount(6);
  await expect(
    page.getByRole("region", { name: "People who used it, and people who did not" }),
  ).toBeVisible();
  await expect(
    page.getByRole("region", { name: "By channel" }).getByRole("link", { name: "Front desk" }),
  ).toBeVisible();
  await bars.getByRole("link", { name: /^3/ }).click();
  await expect(page).toHaveURL(/\/records\?.*scoreFrom=3&scoreThrough=3/);
  const scores = await page
    .getByRole("table", { name: /^Answers/ })
    .locator("tbody td:nth-child(3)")
    .allTextContents();
  expect(scores.length).toBeGreaterThan(0);
  expect(new Set(scores)).toEqual(new Set(["3"]));
});

test("answers go on page by page, and end", async ({ page }) => {
  await signInAs(page, "executive");
  await page.goto("/records?touchpoint=room&period=last_month");
  const seen = new Set<string>();
  const links = page.getByRole("table").getByRole("rowheader").getByRole("link");
  for (const link of await links.all()) seen.add((await link.getAttribute("href")) ?? "");
  expect(seen.size).toBeGreaterThan(20);
  await page.goto("/records?touchpoint=room");
  const first = (await links.first().getAttribute("href")) ?? "";
  await page.getByRole("link", { name: "Older answers" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(links.first()).not.toHaveAttribute("href", first);
  await page.getByRole("link", { name: "Back to the newest" }).click();
  await expect(links.first()).toHaveAttribute("href", first);
});

test("a department head begins with the own department, and the overview stays open", async ({ page }) => {
  const { email, password } = userOf("department_head");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/departments\/[a-z-]+$/);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("what is not there says so", async ({ page }) => {
  await signInAs(page, "executive");
  for (const path of [
    "/departments/none",
    "/touchpoints/none",
    "/channels/none",
    "/records/999999999",
    "/records/x",
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
  }
  expect((await page.context().request.get("/api/export/passwords")).status()).toBe(404);
  await page.goto("/?channel=none");
  await expect(page.getByRole("link", { name: "Clear the filters" })).toBeVisible();
});
