import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { chooseFile, figureOf, outcomeOf } from "./import-steps.ts";
import { expect, expectAccessible, signInAs, test } from "./signed-in.ts";

const day = (date: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, date)).toISOString().slice(0, 10);
};
/** No preset knows it: a title above the table, semicolons, a scale that only words tell, and one that nothing does. */
const visits = () =>
  [
    "Guest visits, as exported",
    "",
    "visit_id;visited;channel;How satisfied were you with the sauna?;pool_rating;remarks",
    `v1;${day(3)};Kiosk;Very satisfied;5;Quiet and very warm, just as it should be`,
    `v2;${day(4)};Kiosk;Dissatisfied;2;Far too many people in there at once`,
    `v3;${day(31 + 14)};Kiosk;Satisfied;4;`,
    `v4;not a day;Kiosk;Satisfied;4;`,
    "",
  ].join("\n");

test("a file that no preset knows is proposed, changed, previewed, and imported as it was shown", async ({
  page,
}) => {
  await signInAs(page, "admin");
  await page.goto("/imports/new");
  await chooseFile(page, "visits.csv", visits());
  await expect(page.getByLabel("Delimiter")).toHaveValue(";");
  await expect(page.getByLabel("Lines above the header")).toHaveValue("2");
  await expect(page.getByLabel("Read visit_id as")).toHaveValue("id");
  await expect(page.getByLabel("Read visited as")).toHaveValue("date");
  await expect(page.getByText("Its answers are words of the scale “Satisfaction, 1 to 5”")).toBeVisible();
  await expect(page.getByText("4 rows were looked at: 3 will be stored, 1 will be rejected.")).toBeVisible();
  const left = page.getByRole("region", { name: "What will be left out" });
  await expect(left.getByRole("row", { name: /not a day/ })).toBeVisible();

  await page.getByRole("button", { name: /Take it as “Satisfaction, 1 to 5”/ }).click();
  const about = page.getByLabel("Touchpoint that pool_rating is about");
  await about.fill("Swimming pool");
  await about.press("Enter");
  const rows = page.getByRole("region", { name: "Rows as they will be stored" });
  await expect(
    rows.getByRole("columnheader", { name: "Swimming pool (Satisfaction, 1 to 5)" }),
  ).toBeVisible();
  await page.getByLabel("Owner of Swimming pool").selectOption({ index: 1 });
  await page.getByLabel("Stage of Swimming pool").selectOption("use");
  await page.getByLabel("Name of this mapping").fill("Visits by hand");
  await page.getByLabel("Name of this mapping").press("Enter");
  await expect(page.getByLabel("Owner of Swimming pool")).not.toHaveValue("");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(outcomeOf(page).getByRole("heading")).toHaveText(/^Imported as run \d+$/);
  await expect(figureOf(page, "Rows accepted")).toHaveText("3");
  await expect(figureOf(page, "Rows rejected")).toHaveText("1");
  await page.goto("/imports/new");
  await chooseFile(page, "visits.csv", visits());
  await page.getByLabel("How to read it").selectOption({ label: "Visits by hand, version 1" });
  // What is there already is not offered again.
  await expect(page.getByText("New names")).toHaveCount(0);
  await page.goto("/imports");
  const row = page.getByRole("row", { name: /visits\.csv/ });
  await row.getByRole("button", { name: /^Undo/ }).click();
  await row.getByRole("button", { name: /^Undo run/ }).click();
  await expect(row.getByRole("cell", { name: "Undone" })).toBeVisible();
});

test("day and month are asked for where both orders are possible, and a wrong guess is put right", async ({
  page,
}) => {
  await signInAs(page, "admin");
  await page.goto("/imports/new");
  await chooseFile(page, "dates.csv", "id,date,comment\n1,3/4/2026,good enough\n2,5/6/2026,not so good\n");
  await expect(page.getByRole("alert").filter({ hasText: "must not be guessed" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await page.getByLabel("Order of day and month in date").selectOption("d/M/yyyy");
  await expect(page.getByRole("cell", { name: /^3 Apr 2026/ })).toBeVisible();
  await page.getByLabel("Header", { exact: true }).selectOption("0");
  await expect(page.getByLabel("Read Column 1 as")).toBeVisible();
});

test("the wizard needs no mouse and no width", async ({ page }) => {
  await signInAs(page, "admin");
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("/imports/new");
  await page.getByLabel(/^Drop a file here/).focus();
  await chooseFile(page, "visits.csv", visits());
  await page.getByLabel("Read remarks as").focus();
  await page.keyboard.press("Home");
  await expect(page.getByLabel("Read remarks as")).toHaveValue("left");
  await expect(page.getByRole("button", { name: "Check the whole file" })).toBeEnabled();
  await page.getByRole("button", { name: "Check the whole file" }).focus();
  await page.keyboard.press("Enter");
  await expect(outcomeOf(page).getByRole("heading")).toHaveText("Checked: nothing was changed");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await expectAccessible(page);
});

test("a cancelled import leaves nothing", async ({ page }) => {
  await signInAs(page, "admin");
  await page.goto("/imports/new");
  const rows = Array.from({ length: 700_000 }, (_, at) => `c${at},some remark or other ${at}\n`);
  await chooseFile(page, "many.csv.gz", gzipSync(`visit_id,remarks\n${rows.join("").slice(0, 4_900_000)}\n`));
  await expect(page.getByText(/rows were looked at/)).toBeVisible();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled. Nothing of the file was imported.")).toBeVisible();
  await page.goto("/imports");
  const row = page.getByRole("row", { name: /many\.csv/ });
  await expect(async () => {
    await page.reload();
    // Cancelled before anything was opened, there is no run at all.
    if ((await row.count()) > 0) await expect(row.first()).toContainText("Cancelled", { timeout: 500 });
  }).toPass();
});

test("a mapping is edited with its faults told by field, stored as a new version, exported and imported", async ({
  page,
}) => {
  await signInAs(page, "admin");
  await page.goto("/imports");
  const file = (body: unknown) => ({
    name: "desk.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(body)),
  });
  const mapping = {
    schemaVersion: 1,
    name: "Desk survey",
    source: "desk",
    format: { kind: "csv" },
    constants: { year: { value: "2025" } },
    records: [
      {
        kind: "submission",
        externalId: { template: "{year}-{No}" },
        answers: [{ touchpoint: "room", question: "csat_1_5", score: { column: "Q1" } }],
      },
    ],
  };
  await page.getByLabel("Import a mapping").setInputFiles(file({ ...mapping, records: [] }));
  await expect(page.getByText(/records: nothing is read from the file yet/)).toBeVisible();
  await page.getByLabel("Import a mapping").setInputFiles(file(mapping));
  await expect(page.getByText("Stored as version 1.")).toBeVisible();
  await page.getByRole("link", { name: "Desk survey" }).click();
  await expect(page.getByRole("heading", { name: "Desk survey" })).toBeVisible();
  await expectAccessible(page);
  const source = page.getByLabel("Source", { exact: true });
  await source.fill("The Desk");
  await source.press("Enter");
  await expect(page.getByText("must be a slug").first()).toBeVisible();
  await expect(source).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: "Store as a new version" })).toBeDisabled();
  await source.fill("desk");
  await source.press("Enter");
  await page.getByLabel("Column for Answers: Score of Room").fill("Q7");
  await page.getByLabel("Scale of Answers: Score of Room").selectOption("csat_1_7");
  await page.getByLabel("Fixed value").fill("2026");
  await page.getByLabel("Fixed value").press("Enter");
  await page.getByRole("button", { name: "Store as a new version" }).click();
  await expect(page.getByText("Version 2.")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export as a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("desk-survey.json");
  const body = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(body).toMatchObject({
    constants: { year: { value: "2026" } },
    records: [{ answers: [{ question: "csat_1_7", score: { column: "Q7" } }] }],
  });
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("a source is listed with what it delivers, and renamed", async ({ page }) => {
  await signInAs(page, "admin");
  await page.goto("/imports");
  const sources = page.locator("section", { has: page.locator("#sources") });
  const row = sources.getByRole("row", { name: /4,800/ });
  await expect(row).toContainText("Imported today");
  await row.getByRole("button", { name: /^Rename/ }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Hotel survey");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(row).toContainText("Hotel survey");
});
