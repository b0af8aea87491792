import type { Page } from "@playwright/test";
import { importRows, interaction } from "../../../packages/db/test/importing.ts";
import { tabTo } from "./keyboard.ts";
import { test } from "./own-server.ts";
import { onDatabase } from "./people.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

test.use({ purpose: "failure demand" });
test.setTimeout(120_000);

const SAID = ["The shower stayed cold", "Our egg was raw", "Nobody knows why I call", "Room not made up"];

/** 200 uses of the room; 140 contacts whose cause is known, 60 that a rule could decide, 12 with words alone. */
test.beforeAll(async ({ own }) => {
  const now = new Date();
  const at = now.getTime() - 60 * 86_400_000;
  const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
  const contact = (id: string, more: Parameters<typeof interaction>[2]) =>
    interaction(id, "concierge", { at, openedAt: at, channel: "front-desk", ...more });
  await onDatabase(own.databaseUrl, ({ db }) =>
    importRows(
      db,
      [
        ...times(200, (i) => interaction(`used${i}`, "room", { at, channel: "front-desk" })),
        ...times(80, (i) => contact(`room${i}`, { cause: "room", reason: "Room not clean" })),
        ...times(60, (i) => contact(`egg${i}`, { cause: "breakfast", reason: "Breakfast cold" })),
        ...times(60, (i) => contact(`net${i}`, { reason: "Question about Wi-Fi" })),
        ...times(12, (i) => contact(`said${i}`, { comment: `${SAID[i % SAID.length]} (${i})` })),
      ],
      { fileName: "contacts.csv", now },
    ),
  );
});

/** What waits for an answer of the server, on a machine that has much to do. */
const SOON = { timeout: 20_000 };

const causes = (page: Page) => page.getByRole("region", { name: "Which touchpoint caused them" });

test("what made customers ask, down to the contacts, at any width and in both themes", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/failure-demand?compare=same_period_last_year");
  await expect(page.getByText(/Room alone caused 57\.1 %\. Of 34\.0 % of all contacts/)).toBeVisible();
  const row = causes(page).getByRole("row", { name: /^Room/ });
  await expect(row).toContainText("80");
  await expect(row).toContainText("400.0");
  await expect(
    causes(page)
      .getByRole("row", { name: /^Breakfast/ })
      .getByText("Use not logged"),
  ).toBeVisible();
  await expect(page.getByText(/from Housekeeping to Front office: 80 contacts, 57\.1 %/)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width: 1280, height: 800 });

  const chart = page.getByRole("figure", { name: "Causes not known, over time" });
  await chart.getByText("Figures of this picture").click();
  await expect(chart.getByRole("cell", { name: "34.0 %" })).toBeVisible();
  await expect(chart.getByRole("columnheader", { name: "Contacts" })).toBeVisible();

  await page.goto("/failure-demand?period=last_90_days");
  const share = page.getByRole("figure", { name: "Failure demand over time" });
  await expect(share.getByText("Too few weeks are known to tell its usual range")).toBeVisible();
  await page.goBack();

  const file = await page.context().request.get("/api/export/failure-touchpoints");
  expect(await file.text()).toMatch(/^Caused by,Contacts,.*\r?\nRoom,80,57\.14/);

  await page.getByRole("link", { name: "80 contacts that Housekeeping caused" }).click();
  await expect(page).toHaveURL(/compare=same_period_last_year.*sender=housekeeping&asked=front-office/);
  await expect(page.getByText("80 contacts", { exact: true })).toBeVisible(SOON);
  await expect(page.getByRole("cell", { name: "Room not clean" }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Older contacts" }).click();
  await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(30, SOON);
});

test("an admin says what a reason means, sees what that does, and takes it back; a contact gets its cost", async ({
  page,
  own,
}) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/failure-demand/causes");
  await expect(page.getByText("A rule for “Question about Wi-Fi” would decide 60 of them.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set what “Question about Wi-Fi” means" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("it decides 60 of 60 contacts");
  await dialog.getByLabel("Caused by").selectOption({ label: "Wi-Fi" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Set the rule" }).click();
  await expect(page.getByText(/are caused by Wi-Fi from now on/)).toBeVisible(SOON);
  await expect(page.getByText("Of 212 service contacts, 5.7 % have no known cause.")).toBeVisible(SOON);

  await page.goto("/failure-demand");
  const row = causes(page).getByRole("row", { name: /^Wi-Fi/ });
  await expect(row).toContainText("60");
  await expect(row).toContainText("rule");
  await page.getByRole("link", { name: "By a rule" }).click();
  await expect(page.getByText("60 contacts", { exact: true })).toBeVisible(SOON);

  await page.goto("/failure-demand/causes");
  await page.getByRole("button", { name: "Change what “Question about Wi-Fi” means" }).click();
  await dialog.getByRole("button", { name: "Take the rule away" }).click();
  await expect(page.getByText(/34\.0 % have no known cause/)).toBeVisible(SOON);

  await page.goto("/failure-demand");
  await page.getByRole("link", { name: "Set what a contact costs" }).click();
  await page.getByLabel("Cost of a contact").fill("6.5");
  await page.getByLabel("Currency").selectOption("EUR");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect(page.getByText("Saved.")).toBeVisible(SOON);
  await page.goto("/failure-demand");
  await expect(page.getByText("at €6.50 a contact")).toBeVisible();
  await expect(page.getByText("€910", { exact: true })).toBeVisible();
  await expect(causes(page).getByRole("columnheader", { name: "Cost, EUR" })).toBeVisible();
  const figures = await page.context().request.get("/api/export/failure-figures");
  expect(await figures.text()).toContain("Estimated cost,EUR,910,140,");
  const file = await page.context().request.get("/api/export/failure-touchpoints");
  expect(await file.text()).toMatch(/Estimated cost \(EUR\),.*\r?\nRoom,80,.*,520,/);
});

/** Reads contacts one after another without a mouse: what is typed for each. */
async function readByKeyboard(page: Page, typed: readonly string[]): Promise<string[]> {
  await page.goto("/failure-demand/causes");
  const words = page.getByRole("blockquote");
  const seen: string[] = [];
  await tabTo(page, page.getByLabel("What made the customer ask?"));
  for (const [at, text] of typed.entries()) {
    const said = (await words.textContent()) ?? "";
    seen.push(said);
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await expect(page.getByText(`You have read ${at + 1} of 12`)).toBeVisible(SOON);
    await expect(words).not.toHaveText(said);
    await expect(page.getByLabel("What made the customer ask?")).toBeFocused();
  }
  return seen;
}

test("reviewers read by keyboard; heads see how far they agree, not who they are, and do not read", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  const first = await readByKeyboard(page, ["room", "tell", "brea", "brea"]);
  expect(first[0]).toMatch(/\(\d+\)$/);
  // Back to the last one, which is still marked, and another answer.
  await page.getByRole("button", { name: "Back to the last one" }).press("Enter");
  await expect(page.getByRole("blockquote")).toHaveText(first[3] ?? "");
  await expect(page.getByRole("radio", { name: "Breakfast" })).toBeChecked();
  await page.getByLabel("What made the customer ask?").press("Enter");
  await expect(page.getByRole("blockquote")).not.toHaveText(first[3] ?? "", SOON);
  await expect(page.getByText("You have read 4 of 12")).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, "admin", own.user("admin"));
  expect(await readByKeyboard(page, ["room", "room", "brea", "brea"])).toEqual(first);
  await page.goto("/failure-demand/causes");
  const pair = page.getByRole("table", { name: "Reviewers two by two" }).getByRole("row").nth(1);
  await expect(pair).toContainText("Executive");
  await expect(pair).toContainText("0.6");

  await page.context().clearCookies();
  await signInAs(page, "department_head", own.user("department_head"));
  await page.goto("/failure-demand");
  await expect(page.getByText(/Cohen's kappa 0\.6\d, 95 % interval \[.*n 4/)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/Executive|Administrator|admin@/);
  await expect(page.getByRole("link", { name: "Say what caused contacts" })).toHaveCount(0);
  expect((await page.goto("/failure-demand/causes"))?.status()).toBe(403);
  const refused = await page.context().request.get("/api/export/reasons");
  expect(refused.status()).toBe(403);
  await page.goto("/failure-demand/contacts?choice=all");
  await expect(page.getByText("You see contacts that your departments caused or were asked")).toBeVisible();
});
