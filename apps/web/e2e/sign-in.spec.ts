import { expect, expectAccessible, signInAs, test, userOf } from "./signed-in.ts";

test("a wrong password is refused without saying what was wrong", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  for (const email of [userOf("executive").email, "nobody@example.com"]) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "don't go together" })).toBeVisible();
  }
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("signing out ends the session also for a copy of its cookie", async ({ page, context }) => {
  await signInAs(page, "executive");
  const kept = await context.cookies();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(kept);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("procedures and uploads ask for the session themselves, and for the page's own origin", async ({
  page,
  baseURL,
  request,
}) => {
  const origin = baseURL ?? "";
  expect((await request.post("/api/imports", { headers: { origin } })).status()).toBe(401);
  expect((await request.get("/api/trpc/session.get")).status()).toBe(401);
  await signInAs(page, "executive");
  const own = page.context().request;
  expect((await own.post("/api/imports", { headers: { origin } })).status()).toBe(403);
  expect((await own.get("/api/imports/1/rejected")).status()).toBe(403);
  expect(
    (await own.post("/api/trpc/imports.undo", { headers: { origin: "http://evil.example" } })).status(),
  ).toBe(403);
  expect((await own.get("/api/trpc/session.get")).status()).toBe(200);
});
