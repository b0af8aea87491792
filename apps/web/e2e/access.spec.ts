import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { fresh } from "./empty-server.ts";
import { tabTo } from "./keyboard.ts";
import { type OwnServer, test } from "./own-server.ts";
import { mintPerson, onDatabase, trySignIn } from "./people.ts";
import { startReady } from "./server.ts";
import { expectAccessible, signInAs } from "./signed-in.ts";

const GONE = "This link has been used, has run out, or was replaced by a newer one.";
const overview = (page: Page) => page.getByRole("heading", { name: "Overview" });

/** Calls a procedure with the cookies of a context, as our own pages do. */
async function call<Answer>(
  context: BrowserContext,
  base: string,
  path: string,
  input: unknown,
): Promise<Answer> {
  const answer = await context.request.post(`/api/trpc/${path}`, {
    headers: { origin: base },
    data: { json: input },
  });
  expect(answer.status(), path).toBe(200);
  return (await answer.json()).result.data.json as Answer;
}

type Invited = { userId: number; delivery: { by: "hand"; link: string } };

async function invite(browser: Browser, own: OwnServer, email: string): Promise<Invited> {
  const context = await browser.newContext({ baseURL: own.base });
  await signInAs(await context.newPage(), "admin", own.user("admin"));
  const rights = { email, name: "Maria Lindqvist", role: "executive", departmentIds: [] };
  const invited = await call<Invited>(context, own.base, "users.invite", rights);
  await context.close();
  return invited;
}

test("an invitation: the link, a password, and in; the link is dead afterwards, and was in no address", async ({
  page,
  own,
  browser,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const { delivery } = await invite(browser, own, "maria@example.com");
  const token = delivery.link.split("#")[1] ?? "";
  expect(token).toMatch(/^[\w-]{43}$/);
  await page.goto(delivery.link);
  await expect(page.getByLabel("E-mail")).toHaveValue("maria@example.com");
  expect(page.url()).toBe(`${own.base}/invitation`);
  await expectAccessible(page);

  const field = page.getByLabel("New password");
  await tabTo(page, field);
  await page.keyboard.type("short");
  await expect(page.getByText("Too short: at least 8 characters")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("A password needs at least 8 characters")).toBeVisible();
  await field.fill("password123");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is one of the most common passwords.")).toBeVisible();
  await expectAccessible(page);
  await field.fill("");
  await page.keyboard.type("seven-green-trombones");
  await expect(page.getByText("A good length.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(overview(page)).toBeVisible();

  await page.goto(delivery.link);
  await expect(page.getByRole("alert").filter({ hasText: GONE })).toBeVisible();
  await expect(page.getByText("Ask an administrator of your Touchline for a new invitation.")).toBeVisible();
  await expectAccessible(page);
  expect(asked.filter((url) => url.includes(token) && !url.startsWith(delivery.link))).toEqual([]);
  expect(own.server.said()).not.toContain(token);
  expect(
    await page.evaluate(() => history.state === null || !JSON.stringify(history.state).includes("#")),
  ).toBe(true);
});

test("a link that ran out, is wrong, or lost its end says so", async ({ page, own, browser }) => {
  const { delivery, userId } = await invite(browser, own, "late@example.com");
  await onDatabase(own.databaseUrl, ({ pool }) =>
    pool.query("update user_link set expires_at = now() - interval '1 minute' where user_id = $1", [userId]),
  );
  for (const link of [
    delivery.link,
    delivery.link.replace("/invitation", "/reset"),
    `${own.base}/reset#${"x".repeat(43)}`,
    `${own.base}/reset#${encodeURIComponent("<script>alert(1)</script>")}`,
    `${own.base}/first-admin#${"x".repeat(43)}`,
  ]) {
    await page.goto("about:blank");
    await page.goto(link);
    await expect(page.getByRole("alert").filter({ hasText: GONE }), link).toBeVisible();
  }
  for (const path of ["/invitation", "/reset", "/first-admin"]) {
    await page.goto(path);
    await expect(page.getByText("The link's last part is missing.")).toBeVisible();
    await expectAccessible(page);
  }
});

test("a reset: another password, signed in with it, and every older sign-in is over", async ({
  page,
  own,
  browser,
}) => {
  const person = await mintPerson(own.databaseUrl, "executive");
  const before = await (await browser.newContext({ baseURL: own.base })).newPage();
  await signInAs(before, "executive", { ...own.user("executive"), ...person });
  const admin = await browser.newContext({ baseURL: own.base });
  await signInAs(await admin.newPage(), "admin", own.user("admin"));
  const { delivery } = await call<Invited>(admin, own.base, "users.reset", { userId: person.id });

  await page.goto(delivery.link);
  await page.getByLabel("New password").fill("eleven-quiet-harbours");
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(overview(page)).toBeVisible();
  await before.goto("/");
  await expect(before).toHaveURL(/\/sign-in/);
  await trySignIn(before, person);
  await expect(before.getByText("don't go together")).toBeVisible();
  await admin.close();
  await before.context().close();
});

test("the first administrator comes by the link from the terminal", async ({ page, own }) => {
  const { server, link, admins } = await fresh(own, "first_by_hand");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "The first administrator" })).toBeVisible();
  await tabTo(page, page.getByLabel("Your name"));
  await expectAccessible(page);
  await page.keyboard.type("Ada Admin");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type("ada@example.com");
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type("AdaAdmin1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "little more than a name" })).toBeVisible();
  await page.getByLabel("Password").fill("four-lazy-accordions");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Ada Admin" })).toBeVisible();
  expect(await admins()).toEqual(["ada@example.com"]);
  await page.goto(link);
  await expect(page.getByText(GONE)).toBeVisible();
  server.kill("SIGKILL");
});

test("50 posts at once on an empty database make one administrator", async ({ own }) => {
  const { base, server, link, admins } = await fresh(own, "first_by_fifty");
  const token = link.split("#")[1];
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      fetch(`${base}/api/trpc/access.createFirstAdmin`, {
        method: "POST",
        headers: { origin: base, "content-type": "application/json" },
        body: JSON.stringify({
          json: {
            token,
            email: `admin${at}@example.com`,
            name: `Admin ${at}`,
            password: "four-lazy-accordions",
          },
        }),
      }).then(({ status }) => status),
    ),
  );
  expect(answers.filter((status) => status === 200)).toHaveLength(1);
  expect(answers.filter((status) => status >= 500 && status !== 503)).toEqual([]);
  expect(await admins()).toHaveLength(1);
  server.kill("SIGKILL");
});

test("a forgotten password: whom to ask without mail; with mail the same answer for every address", async ({
  page,
  own,
}) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByText("Ask your administrator for a link")).toBeVisible();
  await expectAccessible(page);
  const { base, server } = await startReady(own.databaseUrl, {
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "Touchline <cx@example.com>",
  });
  for (const email of [own.user("executive").email, "nobody@example.com"]) {
    await page.goto(`${base}/forgot`);
    await page.getByLabel("E-mail").fill(email);
    await page.keyboard.press("Enter");
    await expect(
      page.getByRole("status").filter({ hasText: "If somebody here has this address" }),
    ).toBeVisible();
  }
  await expectAccessible(page);
  server.kill("SIGKILL");
});

test("without JavaScript the pages that need it say so", async ({ browser, own }) => {
  const context = await browser.newContext({ baseURL: own.base, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of ["/invitation", "/reset", "/first-admin"]) {
    await page.goto(`${path}#${"x".repeat(43)}`);
    await expect(page.locator("noscript p")).toBeVisible();
    await expect(page.locator("noscript p")).toContainText("This page needs JavaScript");
  }
  await page.goto("/sign-in");
  await expect(page.locator("noscript p")).toContainText("Signing in needs JavaScript");
  await context.close();
});

test("guesses are slowed down in words; a password of 50,000 characters is refused at once", async ({
  page,
  own,
}) => {
  await page.goto("/sign-in");
  const long = { email: "nobody@example.com", password: "x".repeat(50_000) };
  await trySignIn(page, long);
  await expect(page.getByText("don't go together")).toBeVisible();
  const person = await mintPerson(own.databaseUrl, "executive");
  const told = page.getByText(
    /^There were too many tries\. Wait (one second|\d+ seconds), then try again\.$/,
  );
  const guess = async (password: string) => {
    await trySignIn(page, { ...person, password });
    await expect(page.getByRole("alert").filter({ hasText: /./ }).first()).toBeVisible();
  };
  for (let free = 1; free <= 5; free += 1) {
    await guess(`guess ${free}`);
    await expect(told).toBeHidden();
  }
  // Waits double from a second on: on a slow machine the first ones are over before the next guess.
  for (let more = 1; more <= 9 && !(await told.isVisible()); more += 1) await guess(`another guess ${more}`);
  await expect(told).toBeVisible();
  await expectAccessible(page);
  const { rows } = await onDatabase(own.databaseUrl, ({ pool }) =>
    pool.query("select distinct address from audit_log where subject = $1 and outcome = 'refused'", [
      `user ${person.id}`,
    ]),
  );
  expect(rows).toEqual([{ address: "127.0.0.1" }]);
});
