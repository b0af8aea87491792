import { readFile } from "node:fs/promises";
import { answersOn, expect, expectAccessible, signInAs, test } from "./signed-in.ts";

const MAPPING = {
  schemaVersion: 1,
  name: "Stay survey",
  source: "stay-survey",
  format: { kind: "csv" },
  records: [
    {
      kind: "submission",
      externalId: { column: "Guest" },
      at: { column: "Day" },
      answers: [{ touchpoint: "room", question: "csat_1_5", score: { column: "Room" } }],
    },
  ],
};
const lastMonth = () => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15)).toISOString().slice(0, 10);
};
const csv = () =>
  ["Guest,Day,Room", `a,${lastMonth()},5`, `b,${lastMonth()},4`, `c,${lastMonth()},=9`, ""].join("\n");

test("a file is checked, imported, counted, listed with what was left out, and taken back", async ({
  page,
}) => {
  await signInAs(page, "admin");
  const before = await answersOn(page);
  await page.getByRole("link", { name: "Imports" }).click();
  await expectAccessible(page);
  await page.getByLabel("How to read it").selectOption({ label: "A mapping of your own" });
  await page
    .getByLabel(/^File/)
    .setInputFiles({ name: "stays.csv", mimeType: "text/csv", buffer: Buffer.from(csv()) });
  await page.getByLabel(/^Mapping/).setInputFiles({
    name: "mapping.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(MAPPING)),
  });
  await page.getByRole("button", { name: "Check only" }).click();
  const outcome = page.locator("section", { has: page.locator("#outcome") });
  await expect(outcome.getByRole("heading")).toHaveText("Checked: nothing was changed");
  await expect(outcome.getByText("Rows accepted").locator("xpath=following-sibling::dd")).toHaveText("2");
  await expect(outcome.getByRole("cell", { name: "=9", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(outcome.getByRole("heading")).toHaveText(/^Imported as run \d+$/);
  await expect(outcome.getByText("Records created").locator("xpath=following-sibling::dd")).toHaveText("2");
  await expectAccessible(page);
  const row = page.getByRole("row", { name: /stays\.csv/ });
  await expect(row.getByRole("cell", { name: "Published" })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: /rejected rows/ }).click(),
  ]);
  const rejected = await readFile(await download.path(), "utf8");
  expect(rejected).toMatch(/^row,left out,column,value,reason\r\n3,row,Room,'=9,/);

  await page.goto("/");
  expect(await answersOn(page)).toBe(before + 2);
  await page.goto("/imports");
  await page.getByLabel("How to read it").selectOption({ label: "Stay survey, version 1" });
  await page
    .getByLabel(/^File/)
    .setInputFiles({ name: "stays.csv", mimeType: "text/csv", buffer: Buffer.from(csv()) });
  await page.getByRole("button", { name: "Check only" }).click();
  await expect(outcome.getByText("Records unchanged").locator("xpath=following-sibling::dd")).toHaveText("2");
  await row.getByRole("button", { name: /^Undo/ }).click();
  await row.getByRole("button", { name: /^Undo run/ }).click();
  await expect(row.getByRole("cell", { name: "Undone" })).toBeVisible();
  await page.goto("/");
  expect(await answersOn(page)).toBe(before);
});

test("a survey's columns that are no ratings are named with the reason", async ({ page }) => {
  await signInAs(page, "admin");
  await page.goto("/imports");
  const survey = [
    "RespondentID,How satisfied were you with the room?,Favourite colour",
    ",Response,Response",
    "11,Very satisfied,Blue",
    "12,Dissatisfied,Red",
    "",
  ].join("\n");
  await page.getByLabel("How to read it").selectOption("named:surveymonkey");
  await page
    .getByLabel(/^File/)
    .setInputFiles({ name: "survey.csv", mimeType: "text/csv", buffer: Buffer.from(survey) });
  await page.getByRole("button", { name: "Check only" }).click();
  await page.getByText("1 column was not imported").click();
  await expect(page.getByRole("term").filter({ hasText: "Favourite colour" })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("what can't be read is refused in words, and too large a file before it is read", async ({ page }) => {
  await signInAs(page, "admin");
  await page.goto("/imports");
  await page
    .getByLabel(/^File/)
    .setInputFiles({ name: "odd.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await page.getByRole("button", { name: "Check only" }).click();
  await expect(page.getByText("The columns of odd.csv fit none of the presets")).toBeVisible();
  const large = Buffer.alloc(6_000_000, "x");
  await page.getByLabel(/^File/).setInputFiles({ name: "large.csv", mimeType: "text/csv", buffer: large });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText(/larger than the 5 MB/)).toBeVisible();
});

test("an executive has no imports to open", async ({ page }) => {
  await signInAs(page, "executive");
  await expect(page.getByRole("link", { name: "Imports" })).toHaveCount(0);
  await page.goto("/imports");
  await expect(page.getByText("Your role may not open this page")).toBeVisible();
});
