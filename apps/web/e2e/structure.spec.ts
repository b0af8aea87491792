import type { Locator, Page } from "@playwright/test";
import { createDb } from "@touchline/db/client";
import { systemScope } from "@touchline/domain/access";
import { importFixture } from "./fixture.ts";
import { type OwnServer, test } from "./own-server.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

// Lines are counted here, and others add some.
test.use({ purpose: "structure" });

// Merges can't be taken back: other tests must not share this structure.
test.beforeAll(async ({ own }) => {
  const { db, close } = createDb(own.databaseUrl);
  await importFixture(db, systemScope("browser tests"), new Date());
  await close();
});

/** The row of that name, by the button that renames it. */
const rowOf = (page: Page, name: string): Locator =>
  page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: `Rename ${name}`, exact: true }) })
    .last();
const namesIn = (list: Locator) =>
  list
    .getByRole("button", { name: /^Rename / })
    .allTextContents()
    .then((all) => all.map((text) => text.replace(/^Rename /, "")));

async function open(page: Page, own: OwnServer, part = "touchpoints"): Promise<void> {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto(`/structure?show=${part}`);
  await expect(page.getByRole("heading", { name: "Structure", level: 1 })).toBeVisible();
}

/** Waits until the server has put a row in its place. */
const moved = (page: Page) =>
  page.waitForResponse((response) => response.url().includes("structure.move") && response.ok());

/** How many answers the overview speaks of. */
const answersOn = (page: Page) =>
  page
    .getByText(/^[\d,]+ answers$/)
    .first()
    .textContent();

/** Adds a row of the part that is open. */
async function add(page: Page, kind: string, name: string): Promise<void> {
  await page.getByRole("button", { name: `Add a ${kind}` }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText(`${name} was added.`)).toBeVisible();
}

test("by keyboard alone: add, rename, put in order, archive, restore", async ({ page, own }) => {
  await open(page, own, "segments");
  const list = page.getByRole("list", { name: "Segments" });
  for (const name of ["First", "Second", "Third"]) {
    await page.getByRole("button", { name: "Add a segment" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(page.getByText(`${name} was added.`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Add a segment" })).toBeFocused();
  }
  await page.getByRole("button", { name: "Rename Second" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name of Second")).toBeFocused();
  await page.keyboard.type("Regulars");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Rename Regulars" })).toBeFocused();

  // Lifted, moved and put down with the keys that the handle tells of.
  const handle = page.getByRole("button", { name: "Move Third", exact: true });
  await handle.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText(/^Third is lifted, at line 3/)).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText(/^Third is at Regulars/)).toBeAttached();
  await Promise.all([moved(page), page.keyboard.press("Space")]);
  await expect.poll(() => namesIn(list)).toEqual(["First", "Third", "Regulars"]);
  await page.getByRole("button", { name: "Move Third up" }).focus();
  await Promise.all([moved(page), page.keyboard.press("Enter")]);
  await expect.poll(() => namesIn(list)).toEqual(["Third", "First", "Regulars"]);
  await page.reload();
  expect(await namesIn(list)).toEqual(["Third", "First", "Regulars"]);

  await page.getByRole("button", { name: "Archive First" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/With it stay: nothing/)).toBeVisible();
  await page.getByRole("button", { name: "Archive", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/First is archived/)).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "Restore First" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => namesIn(list)).toEqual(["Third", "Regulars", "First"]);
  await expectAccessible(page);
});

test("a touchpoint is dragged into another stage, and stays there", async ({ page, own }) => {
  await open(page, own);
  const list = page.getByRole("list", { name: "Touchpoints by journey stage" });
  const before = await namesIn(list);
  const handle = page.getByRole("button", { name: "Move Check-in", exact: true });
  const target = page.getByRole("button", { name: "Move Breakfast", exact: true });
  await handle.scrollIntoViewIfNeeded();
  const [from, to] = [await handle.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error("the rows are not there");
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 30, { steps: 4 });
  await page.mouse.move(to.x + 10, to.y + 16, { steps: 12 });
  await Promise.all([moved(page), page.mouse.up()]);
  await expect
    .poll(async () => (await namesIn(list)).indexOf("Check-in"))
    .toBeGreaterThan(before.indexOf("Check-in"));
  const after = await namesIn(list);
  await page.reload();
  expect(await namesIn(list)).toEqual(after);
  const stage = page.getByRole("button", { name: "Stage of Check-in" });
  await stage.click();
  await expect(page.getByLabel("Journey stage", { exact: true })).toHaveValue(/\d/);
  await expect(page.getByLabel("Journey stage", { exact: true }).locator("option:checked")).toHaveText(
    "Using it",
  );
  await expectAccessible(page);
  await page.getByLabel("Journey stage", { exact: true }).selectOption({ label: "Getting it" });
  await page.getByRole("button", { name: "Put it there" }).click();
  await expect(page.getByText("Check-in was put last in Getting it.")).toBeVisible();
});

test("what nobody owns and who owns nothing is said, and mended from a day on", async ({ page, own }) => {
  await open(page, own, "departments");
  await add(page, "department", "Guest relations");
  const nothing = page.getByRole("region", { name: "Owns nothing" });
  await expect(nothing.getByText("Guest relations", { exact: true })).toBeVisible();
  await page.goto("/structure");
  await page.getByRole("button", { name: "Owner of Concierge: Front office" }).click();
  await page.getByLabel("Department").selectOption({ label: "Nobody" });
  await page.getByRole("button", { name: "Save" }).click();
  const nobody = page.getByRole("region", { name: "Nobody owns" });
  await nobody.getByRole("button", { name: "Give an owner to Concierge" }).click();
  await expectAccessible(page);
  await page.getByLabel("Department").selectOption({ label: "Guest relations" });
  await page.getByLabel("From").fill("2020-01-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Guest relations owns Concierge from 1 Jan 2020 on.")).toBeVisible();
  // Nobody's from today on, though: a later change stays.
  await expect(nobody.getByText("Concierge", { exact: true })).toBeVisible();
  await nobody.getByRole("button", { name: "Give an owner to Concierge" }).click();
  await expect(page.getByRole("dialog").getByText("from 1 Jan 2020")).toBeVisible();
  await page.getByLabel("Department").selectOption({ label: "Guest relations" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Owner of Concierge: Guest relations" })).toBeVisible();
  await expect(nobody.getByText("Concierge", { exact: true })).toHaveCount(0);
  await expect(nothing.getByText("Guest relations", { exact: true })).toHaveCount(0);
  await page.goto("/");
  const table = page.getByRole("row", { name: /Guest relations/ });
  await expect(table.first()).toBeVisible();

  await page.goto("/structure");
  await page.getByRole("button", { name: "Concierge: weight 2" }).click();
  await page.getByLabel("Weight", { exact: true }).fill("3.5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Concierge: weight 3.5" })).toBeVisible();
});

test("a merge says what it moves, moves it, and loses no answer", async ({ page, own }) => {
  await signInAs(page, "admin", own.user("admin"));
  const answers = await answersOn(page);
  await page.goto("/structure");
  await add(page, "touchpoint", "Morning meal");
  await rowOf(page, "Breakfast").getByRole("button", { name: "Merge Breakfast" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Becomes a part of").selectOption({ label: "Morning meal" });
  await expect(dialog.getByText(/Moves to Morning meal: 960 answers/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Merge into Morning meal" }).click();
  await expect(page.getByText(/Breakfast is a part of Morning meal now. Moved: 960 answers/)).toBeVisible();
  await expect(page.getByText("A part of Morning meal", { exact: true })).toBeVisible();
  await page.goto("/");
  expect(await answersOn(page)).toBe(answers);

  await page.goto("/structure?show=channels");
  await rowOf(page, "Social").getByRole("button", { name: "Merge Social" }).click();
  await dialog.getByLabel("Becomes a part of").selectOption({ label: "Facebook" });
  await expect(dialog.getByRole("alert")).toHaveText(/is below "Social"/);
  await expect(dialog.getByRole("button", { name: "Merge into Facebook" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Archive Social" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(/channels in use/);
});

test("it fits a phone, and is nobody's but an admin's", async ({ page, own }) => {
  await open(page, own);
  await page.setViewportSize({ width: 360, height: 800 });
  for (const part of ["touchpoints", "departments", "channels", "stages", "segments"]) {
    await page.goto(`/structure?show=${part}`);
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await expectAccessible(page);
  }
  await page.context().clearCookies();
  await page.setViewportSize({ width: 1280, height: 800 });
  await signInAs(page, "executive", own.user("executive"));
  await expect(page.getByRole("link", { name: "Structure" })).toHaveCount(0);
  await page.goto("/structure");
  await expect(page.getByRole("button", { name: /^Add a/ })).toHaveCount(0);
});
