import type { Page } from "@playwright/test";
import { test as base } from "./live-page.ts";
import { type RealCompany, type RealFile, realData, reference, startCompany } from "./real-company.ts";
import { answersOn, expect, expectAccessible, signInAs } from "./signed-in.ts";

/** Tests on a company whose whole data are these files; an executive reads. */
const companyOf = (files: readonly RealFile[]) =>
  base.extend<{ baseURL: string }, { company: RealCompany }>({
    company: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from the pattern
      async ({}, use) => {
        const company = await startCompany(files);
        await use(company);
        await company.stop();
      },
      { scope: "worker", timeout: 240_000 },
    ],
    baseURL: async ({ company }, use) => use(company.base),
  });

const airport = companyOf(
  [2016, 2017].map((year) => ({ preset: "sfo", path: `sfo/${year}_SFO_Customer_Survey.csv` })),
);
const airline = companyOf([{ preset: "airline", path: "airline/train.csv.gz" }]);
const YEAR_2017 = "period=custom&from=2017-01-01&to=2017-12-31";

const read = (page: Page, company: RealCompany) => signInAs(page, "executive", company.user("executive"));
const expectNoSidewaysScroll = async (page: Page, path: string) => {
  for (const width of [360, 1_440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at ${width}`).toBe(
      width,
    );
  }
};

airport.describe("the airport's survey", () => {
  airport.skip(!realData, "skipped: no real data");
  // Large pages, and axe reads the whole of them.
  airport.setTimeout(180_000);

  airport("who had used the Wi-Fi rates it really higher than who guesses", async ({ page, company }) => {
    await read(page, company);
    await page.goto(`/touchpoints/wi-fi?${YEAR_2017}`);
    const guesses = page.getByRole("region", { name: "People who used it, and people who did not" });
    await expect(guesses.getByText(/^82\.7 % of users are satisfied, 55\.8 % of those who/)).toContainText(
      /those who guess rate it really lower\. Counting guesses in would lower the score by 4\.7 points\./,
    );
    const line = (name: RegExp) => guesses.getByRole("row", { name });
    await expect(line(/^Used it/)).toContainText("1,403");
    await expect(line(/^Did not use it/)).toContainText("559");
    expect(await answersOn(page)).toBe(1_403);
    await page.getByRole("link", { name: "Did not use it" }).click();
    await expect(page).toHaveURL(/\/records\?.*use=not_used/);
    expect(await answersOn(page)).toBe(559);
  });

  airport("of the food it says that there is no real difference", async ({ page, company }) => {
    await read(page, company);
    await page.goto(`/touchpoints/restaurants?${YEAR_2017}`);
    const guesses = page.getByRole("region", { name: "People who used it, and people who did not" });
    await expect(guesses.getByText(/of users are satisfied/)).toContainText(
      /no real difference\. Counting guesses in would not really move the score/,
    );
  });

  airport(
    "one survey a year has no course by months, and the overview says so",
    async ({ page, company }) => {
      const { nps } = reference<{ years: Record<string, { nps: { nps: number; n: number } }> }>(
        "sfo/reference.2013-2017-only.json",
      ).years["2017"] ?? { nps: { nps: Number.NaN, n: 0 } };
      await read(page, company);
      await page.goto(`/?${YEAR_2017}&weekly=false`);
      const figures = page.getByRole("region", { name: "The whole experience" });
      await expect(figures.getByText(nps.nps.toFixed(1), { exact: true })).toBeVisible();
      await expect(figures.getByText(`n ${nps.n.toLocaleString("en-GB")}`, { exact: true })).toBeVisible();
      await expect(page.getByText("only May 2017 has enough answers by itself")).toBeVisible();
      await expectAccessible(page);
      for (const path of ["/", "/touchpoints", "/touchpoints/wi-fi", "/records"])
        await expectNoSidewaysScroll(page, `${path}?${YEAR_2017}`);
    },
  );

  airport(
    "a wide survey's answers stay readable: the first ones, and how many more",
    async ({ page, company }) => {
      await read(page, company);
      await page.goto(`/records?${YEAR_2017}`);
      await expect(page.getByText(/^and \d+ more$/).first()).toBeVisible();
      expect(await page.getByRole("row").count()).toBeLessThanOrEqual(201);
    },
  );
});

airline.describe("the airline's file, without dates", () => {
  airline.skip(!realData, "skipped: no real data");
  airline.setTimeout(180_000);

  airline(
    "the overview tells why a past year is empty, and is right over all time",
    async ({ page, company }) => {
      const { overall, items } = reference<{
        train: {
          overall: { n: number };
          items: Record<string, { n: number; counts_1_to_5: number[]; top2_pct: number }>;
        };
      }>("airline/reference.train-only.json").train;
      const all = Object.values(items);
      const rated = all.reduce((sum, { n }) => sum + n, 0);
      const top = all.reduce((sum, { counts_1_to_5: [, , , four = 0, five = 0] }) => sum + four + five, 0);
      await read(page, company);
      await expect(
        page.getByText(/Their file has no dates, so they count on the day of the import/),
      ).toBeVisible();
      await page.getByRole("link", { name: "Show all time" }).click();
      await expect.poll(() => answersOn(page)).toBe(rated + overall.n);
      const figures = page.getByRole("region", { name: "The whole experience" });
      await expect(figures.getByText(`${((100 * top) / rated).toFixed(1)} %`, { exact: true })).toBeVisible();
      await expect(
        figures.getByText(`n ${rated.toLocaleString("en-GB")}`, { exact: true }).first(),
      ).toBeVisible();
      await expect(page.getByText(/^There is no course to draw/)).toBeVisible();
      await expect(page.getByText(/^There is nothing to compare with/)).toBeVisible();

      const wifi = items["Inflight wifi service"];
      await page.goto("/touchpoints/inflight-wi-fi?period=all");
      expect(await answersOn(page)).toBe(wifi?.n);
      await expect(
        page
          .getByRole("region", { name: "The touchpoint in figures" })
          .getByText(`${wifi?.top2_pct.toFixed(1)} %`, { exact: true }),
      ).toBeVisible();
      await expectNoSidewaysScroll(page, "/touchpoints/inflight-wi-fi?period=all");
      await expectAccessible(page);
    },
  );
});
