import { expect, signInAs, test } from "./signed-in.ts";

const PAGES = [
  "/",
  "/journey",
  "/departments",
  "/touchpoints",
  "/touchpoints/check-in",
  "/service",
  "/channels",
  "/channels/front-desk",
  "/consistency",
  "/drivers",
  "/segments",
  "/changes",
  "/voice",
];

test("every picture has a name, and every chart a table with its figures", async ({ page }) => {
  await signInAs(page, "executive");
  for (const path of PAGES) {
    await page.goto(path);
    const unnamed = await page.locator("svg").evaluateAll((all) =>
      all
        .filter((svg) => !svg.closest("[aria-hidden=true]"))
        .filter((svg) => svg.getAttribute("role") !== "img" || !svg.getAttribute("aria-label"))
        .map((svg) => svg.outerHTML.slice(0, 200)),
    );
    expect(unnamed, path).toEqual([]);
    for (const chart of await page.getByRole("figure").all()) {
      const name = (await chart.getAttribute("aria-label")) ?? "";
      expect(name, path).not.toBe("");
      await chart.getByText("Figures of this picture").click();
      const table = chart.getByRole("table", { name });
      await expect(table).toBeVisible();
      expect(await table.getByRole("row").count(), `${path}: ${name}`).toBeGreaterThan(1);
    }
    for (const table of await page.getByRole("table").all())
      expect(await table.locator("caption").textContent(), path).not.toBe("");
  }
});

test("who asks for reduced motion sees none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signInAs(page, "executive");
  for (const path of PAGES) {
    await page.goto(path);
    if (path === "/") {
      const chart = page.getByRole("figure", { name: "Experience score over time" });
      await chart.hover({ position: { x: 300, y: 100 } });
      await expect(chart.locator(".recharts-wrapper")).toBeVisible();
    }
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
          const lasts = (of: string) => of.split(",").some((each) => Number.parseFloat(each) > 0.001);
          return lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration));
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(moving, path).toEqual([]);
  }
});
