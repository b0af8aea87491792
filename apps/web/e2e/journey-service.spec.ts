import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Db } from "@touchline/db/client";
import { runImport } from "@touchline/db/commands/import";
import { listDepartments } from "@touchline/db/queries/structure";
import { systemScope } from "@touchline/domain/access";
import type { RowOutcome } from "@touchline/domain/records";
import { type OwnServer, test } from "./own-server.ts";
import { mintPerson, onDatabase, trySignIn } from "./people.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

test.use({ purpose: "journey-service" });

const scope = systemScope("browser tests");
const CUSTOMERS = 60;

/**
 * Sixty customers, last month and a year earlier, each with three touchpoints rated: help always good, the room good. The
 * check-in was good a year ago; now every other customer finds it bad, ten days before the good help.
 */
function outcomes(now: Date): RowOutcome[] {
  const rated = [-13, -1].flatMap((month) =>
    Array.from({ length: CUSTOMERS }, (_, person) => {
      const bad = month === -1 && person % 2 === 0;
      return [
        { touchpoint: "check-in", day: 5, score: bad ? 2 : 4 + (month === -1 ? 0 : person % 2) },
        { touchpoint: "room", day: 8, score: 4 + (person % 2) },
        { touchpoint: "concierge", day: 15, score: person % 4 === 0 ? 4 : 5 },
      ].map((answer) => ({ ...answer, month, person, bad }));
    }).flat(),
  );
  return rated.map(({ touchpoint, day, score, month, person, bad }, at) => ({
    row: at + 1,
    status: "accepted",
    dropped: [],
    records: [
      {
        kind: "submission",
        externalId: `${month}-${touchpoint}-${person}`,
        customer: `customer-${month}-${person}`,
        at: Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, day, 12),
        segment: null,
        comment: bad && touchpoint === "check-in" ? "Nobody was at the desk" : null,
        weight: null,
        interaction: null,
        answers: [{ touchpoint, channel: "front-desk", question: "csat_1_5", score, usage: "yes" }],
      },
    ],
  }));
}

async function importJourneys(db: Db): Promise<void> {
  const now = new Date();
  const rows = outcomes(now);
  const text = JSON.stringify(rows);
  await runImport(db, scope, {
    source: { slug: "journeys", name: "Journeys" },
    mapping: { name: "Journeys", body: {} },
    fileName: "journeys.csv",
    fileSha256: createHash("sha256").update(text).digest("hex"),
    fileBytes: text.length,
    constants: {},
    structure: { departments: [], touchpoints: [], channels: [], segments: [], logs: [] },
    unknownNames: "reject",
    batches: (async function* () {
      yield rows;
    })(),
    now,
  });
}

test.beforeAll(({ own }) => onDatabase(own.databaseUrl, ({ db }) => importJourneys(db)));

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 800 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width: 1_440, height: 900 });
}

test("the journey: the weak stage, what is not measured, and three clicks from the overview to an answer", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page
    .getByRole("region", { name: /^The journey/ })
    .getByRole("link", { name: "Getting it" })
    .click();
  await expect(page).toHaveURL(/\/journey#stage-arrive$/);
  await expect(page.getByRole("heading", { level: 1, name: "Journey" })).toBeVisible();
  await expect(
    page.getByText(
      /^“Getting it” is the weakest stage, at 50\.0: [\d.]+ points below all the others together\. It also fell the most, by 37\.5 points/,
    ),
  ).toBeVisible();
  const figures = page.getByRole("region", { name: "The journey in figures" });
  await expect(figures.getByText("30 of 60 customers", { exact: false })).toBeVisible();
  const map = page.getByRole("region", { name: "From first hearing to leaving" });
  const stages = map.locator("ol > li");
  await expect(stages).toHaveCount(9);
  await expect(stages.filter({ hasText: "Getting it" })).toContainText("Weakest stage, Fell the most");
  await expect(
    map.getByText(/touchpoints have no score and stand grey: [\d.]+ % of the weight/),
  ).toBeVisible();
  const grey = map
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: "Breakfast" }) })
    .last();
  await expect(grey).toContainText("No satisfaction question asked yet");
  await expect(grey).toContainText("Food and drink, direct");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await figures.getByRole("button", { name: "Journey yield" }).click();
  await figures.getByRole("link", { name: "Customers with a bad stop" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("customers with a bad stop");
  await expect(page.getByText("30 customers", { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Remove this filter" }).click();
  await expect(page.getByText("180 answers", { exact: true }).first()).toBeVisible();
  await page.goto("/journey");

  await map.getByRole("link", { name: "n 60 answers about Check-in" }).click();
  await expect(page).toHaveURL(/\/records\?touchpoint=check-in$/);
  await page
    .getByRole("table", { name: /^Answers/ })
    .getByRole("rowheader")
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("table", { name: "What was rated" })).toBeVisible();
});

test("service repairs what the rest breaks: gap, course, bad stops, and the records of a rescue", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page
    .getByRole("region", { name: "The whole experience" })
    .getByRole("link", { name: /above the rest/ })
    .click();
  await expect(page).toHaveURL(/\/service$/);
  await expect(
    page.getByText(
      "Service is at 93.8, the rest of the experience at 68.8: service is repairing what the rest breaks. 50.0 % of the customers who rated both had a bad stop that service made up for.",
    ),
  ).toBeVisible();
  const figures = page.getByRole("region", { name: "Service against the rest" });
  await expect(figures.getByText(/^Wider by [\d.]+ points since the period before/)).toBeVisible();
  await expect(figures.getByText(/the gap is not made by who answers/)).toBeVisible();
  const course = page.getByRole("figure", { name: "Service and the rest over time" });
  await course.getByText("Figures of this picture").click();
  // A year week by week, and two months with answers are no base to judge a week by.
  expect(await course.getByRole("table").getByRole("row").count()).toBeGreaterThan(52);
  await expect(course.getByText("Too few weeks are known to tell service's usual range")).toBeVisible();
  const stops = page.getByRole("region", { name: "Where the rescued had their bad stops" });
  await expect(stops.getByRole("row").filter({ hasText: "Check-in" })).toContainText("30100.0 %");
  const rescues = page.getByRole("region", { name: "Good rescue, bad journey" });
  await expect(rescues.getByRole("listitem")).toHaveCount(20);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    rescues.getByRole("link", { name: "CSV of the rescues" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("service-rescues.csv");
  await rescues
    .getByRole("link", { name: /about Check-in$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/records\/\d+$/);
  await expect(page.getByText("Nobody was at the desk")).toBeVisible();
});

test("filters stay in the address, and who has nothing to compare with is told so", async ({ page, own }) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/service?period=all");
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL(/\/\?period=all$/);
  await page.getByRole("link", { name: "The whole journey" }).click();
  await expect(page).toHaveURL(/\/journey\?period=all$/);
  await expect(page.getByText("There is nothing to compare these days with.")).toBeVisible();
});

/** Signs in as somebody who heads housekeeping, which owns the room. */
async function signInAsHousekeeper(page: Page, own: OwnServer): Promise<void> {
  const departments = await onDatabase(own.databaseUrl, ({ db }) => listDepartments(db, scope));
  const rooms = departments.filter(({ slug }) => slug === "housekeeping").map(({ id }) => id);
  const head = await mintPerson(own.databaseUrl, "department_head", rooms);
  await trySignIn(page, head);
  await expect(page).toHaveURL(/\/departments\/housekeeping$/);
}

test("department_head: from the overview to an own answer in three clicks", async ({ page, own }) => {
  await signInAsHousekeeper(page, own);
  await page.goto("/");
  await page.getByRole("link", { name: "The whole journey" }).click();
  await page.getByRole("link", { name: "n 60 answers about Room" }).click();
  await expect(page).toHaveURL(/\/records\?/);
  await page
    .getByRole("table", { name: /^Answers/ })
    .getByRole("rowheader")
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/\/records\/\d+$/);
  await expect(page.getByRole("table", { name: "What was rated" })).toBeVisible();
});

test("a head of another department sees the map, and no record behind it", async ({ page, own }) => {
  await signInAsHousekeeper(page, own);
  await page.goto("/journey");
  const map = page.getByRole("region", { name: "From first hearing to leaving" });
  await expect(map.getByRole("link", { name: "n 60 answers about Room" })).toBeVisible();
  await expect(map.getByRole("link", { name: "Check-in" })).toBeVisible();
  await expect(map.getByRole("link", { name: "n 60 answers about Check-in" })).toHaveCount(0);
  await page.goto("/service");
  await expect(page.getByRole("region", { name: "Good rescue, bad journey" })).toContainText(
    "at your departments",
  );
});
