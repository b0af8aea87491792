import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { tabTo } from "./keyboard.ts";
import { test } from "./own-server.ts";
import { codeOf, mintPerson, onDatabase, type Person, signOut, trySignIn } from "./people.ts";
import { expectAccessible } from "./signed-in.ts";

const overview = (page: Page) => page.getByRole("heading", { name: "Overview" });
const code = (page: Page) => page.getByLabel("Code", { exact: true });

/** Sets the second factor up on the profile page, which is open. Returns the key and the recovery codes. */
async function setUp(page: Page): Promise<{ key: string; recovery: string[] }> {
  await page.getByRole("button", { name: "Set up the second factor" }).click();
  await expect(page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  const key = ((await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{4})+$/).textContent()) ?? "").trim();
  await page.getByLabel("Code that the app shows").fill(codeOf(key, -1));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeFocused();
  const recovery = await page.locator("[data-printed] li").allTextContents();
  expect(recovery).toHaveLength(10);
  return { key, recovery };
}

async function signInWith(page: Page, person: Person, given: string): Promise<void> {
  await trySignIn(page, person);
  await expect(code(page)).toBeFocused();
  await page.keyboard.type(given);
  await page.keyboard.press("Enter");
}

test("set up, asked for at the sign-in, each code once, recovery codes, renewed, switched off", async ({
  page,
  own,
  context,
}) => {
  test.setTimeout(120_000);
  const person = await mintPerson(own.databaseUrl, "executive");
  await trySignIn(page, person);
  await expect(overview(page)).toBeVisible();
  await page.goto("/profile");
  await tabTo(page, page.getByRole("button", { name: "Set up the second factor" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Scan this with your authenticator app" })).toBeFocused();
  await expectAccessible(page);
  await tabTo(page, page.getByLabel("Code that the app shows"));
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is not the code that the app shows now.")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Cancel" }));
  await page.keyboard.press("Enter");
  const { key, recovery } = await setUp(page);
  await expectAccessible(page);

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(recovery.join("\n"));
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(await readFile(await saved.path(), "utf8")).toContain(recovery.join("\n"));
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => {
    window.print = () => {
      const shown = [...document.querySelectorAll("button, nav, h2")].filter(
        (each) => each.getClientRects().length,
      );
      document.title = `${shown.length} others, ${document.querySelectorAll("[data-printed] li").length} codes`;
    };
  });
  await page.getByRole("button", { name: "Print" }).click();
  await expect(page).toHaveTitle("0 others, 10 codes");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("You have 10 recovery codes left")).toBeVisible();
  await expectAccessible(page);

  await signOut(page);
  await trySignIn(page, { ...person, password: "wrong" });
  await expect(page.getByText("don't go together")).toBeVisible();
  await signInWith(page, person, "123456");
  await expect(page.getByText("This code is not right, or was used before.")).toBeVisible();
  await expectAccessible(page);
  const used = codeOf(key);
  await code(page).fill(used);
  await page.keyboard.press("Enter");
  await expect(overview(page)).toBeVisible();

  await signOut(page);
  await signInWith(page, person, used);
  await expect(page.getByText("This code is not right, or was used before.")).toBeVisible();
  await code(page).fill((recovery[0] ?? "").toUpperCase());
  await page.keyboard.press("Enter");
  await expect(overview(page)).toBeVisible();
  await signOut(page);
  await signInWith(page, person, recovery[0] ?? "");
  await expect(page.getByText("This code is not right, or was used before.")).toBeVisible();
  await page.getByRole("button", { name: "Back to e-mail and password" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await signInWith(page, person, codeOf(key, 1));
  await expect(overview(page)).toBeVisible();

  await page.goto("/profile");
  await expect(page.getByText("You have 9 recovery codes left")).toBeVisible();
  await page.getByRole("button", { name: "Make new recovery codes" }).click();
  await page.getByLabel("Your password").fill("not mine");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is not your present password.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Your password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeFocused();
  expect(await page.locator("[data-printed] li").allTextContents()).not.toContain(recovery[1]);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("button", { name: "Switch it off" }).click();
  await page.getByLabel("Your password").fill(person.password);
  await page.getByRole("dialog").getByRole("button", { name: "Switch it off" }).click();
  await expect(page.getByRole("button", { name: "Set up the second factor" })).toBeVisible();
  await signOut(page);
  await trySignIn(page, person);
  await expect(overview(page)).toBeVisible();
});

test("who owes a second factor sets it up before anything else opens, and can't switch it off", async ({
  page,
  own,
}) => {
  const person = await mintPerson(own.databaseUrl, "executive");
  const needs = (roles: string) =>
    onDatabase(own.databaseUrl, ({ pool }) =>
      pool.query("update organisation set second_factor_roles = $1", [roles]),
    );
  await needs("{executive}");
  await trySignIn(page, person);
  await expect(page).toHaveURL(/\/profile$/);
  await expect(page.getByText("Your role needs a second factor.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Overview" })).toHaveCount(0);
  await expectAccessible(page);
  await setUp(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("Your role needs it, so it can't be switched off.")).toBeVisible();
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(overview(page)).toBeVisible();
  await needs("{}");
});
