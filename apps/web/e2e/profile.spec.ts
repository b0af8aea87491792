import { type Browser, expect, type Page } from "@playwright/test";
import { tabTo } from "./keyboard.ts";
import { type OwnServer, test } from "./own-server.ts";
import { mintPerson, type Person, trySignIn } from "./people.ts";
import { expectAccessible } from "./signed-in.ts";

async function open(browser: Browser, own: OwnServer, person: Person): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: own.base })).newPage();
  await trySignIn(page, person);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  return page;
}
const isOut = async (page: Page) => {
  await page.goto("/profile");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().close();
};

test("name, time zone and theme, by keyboard alone, from the name in the rail", async ({ page, own }) => {
  const person = await mintPerson(own.databaseUrl, "department_head");
  await trySignIn(page, person);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: /^Person/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your profile" })).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, page.getByLabel("Name", { exact: true }));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("Noor de Vries");
  await tabTo(page, page.getByLabel("Time zone"));
  await page.keyboard.type("Asia/Tok");
  await tabTo(page, page.getByLabel("Theme"));
  await page.keyboard.type("Dark");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Save" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Noor de Vries" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByText("Times in Asia/Tokyo")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await expectAccessible(page);
});

test("another password: the present one is asked for, advice is given, and all other sign-ins end", async ({
  page,
  own,
  browser,
}) => {
  const person = await mintPerson(own.databaseUrl, "executive");
  const other = await open(browser, own, person);
  await trySignIn(page, person);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.goto("/profile");
  const change = async (present: string, next: string) => {
    await page.getByLabel("Present password").fill(present);
    await page.getByLabel("New password").fill(next);
    await page.keyboard.press("Enter");
  };
  await change("not mine", "nine-purple-kettles");
  await expect(page.getByText("This is not your present password.")).toBeVisible();
  await change(person.password, "qwerty12");
  await expect(page.getByRole("alert").filter({ hasText: /easily guessed|most common/ })).toBeVisible();
  await change(person.password, "xK9#mQ2v!t");
  await expect(
    page.getByText(/all your other sign-ins have ended\. This password will do\. 15/),
  ).toBeVisible();
  await expect(page.getByLabel("New password")).toHaveValue("");
  await isOut(other);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your profile" })).toBeVisible();
  const again = await open(browser, own, { ...person, password: "xK9#mQ2v!t" });
  await again.context().close();
});

test("sign-ins are listed in words, and ended one by one or all at once", async ({ page, own, browser }) => {
  const person = await mintPerson(own.databaseUrl, "executive");
  const [first, second, third] = [
    await open(browser, own, person),
    await open(browser, own, person),
    await open(browser, own, person),
  ];
  await trySignIn(page, person);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.goto("/profile");
  const rows = page.getByRole("region", { name: "Where you are signed in" }).getByRole("row");
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toContainText(/Chrome on Linux.*127\.0\.0\.1/);
  await expect(rows.filter({ hasText: "This one" })).toHaveCount(1);
  // The latest begun stands first, after the one in use.
  await page
    .getByRole("button", { name: /^End the sign-in of Chrome on Linux/ })
    .last()
    .click();
  await expect(rows).toHaveCount(4);
  await isOut(first);
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(rows).toHaveCount(2);
  await expect(page.getByText("This one")).toBeVisible();
  await isOut(second);
  await isOut(third);
});
