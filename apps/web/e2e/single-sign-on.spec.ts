import { type BrowserContext, expect, type Page } from "@playwright/test";
import { createDb } from "@touchline/db/client";
import { createUser, disableUser } from "@touchline/db/commands/user";
import { systemScope } from "@touchline/domain/access";
import { test as withServer } from "./own-server.ts";
import { freePort, startReady, startServer } from "./server.ts";
import { expectAccessible } from "./signed-in.ts";
import { CLIENT, type Persona, startProvider, type TestProvider } from "./single-sign-on-provider.ts";

const good = { email_verified: true, name: "Jane Doe", groups: ["everybody", "cx"] };
const of = (email: unknown, more: Record<string, unknown> = {}) => ({ claims: { ...good, email, ...more } });

const UNSURE = /can't be sure of/;
const NO_ADDRESS = /does not confirm your e-mail address/;
const NO_ROLE = /does not say clearly what you may see/;
const NOT_ENDED = /did not come to an end/;
const NOT_HERE = /Addresses like yours may not sign in here/;

/** name at the provider -> what it says and does, the reason that is written down, and the words that are shown. */
const HOSTILE: Record<string, Persona & { reason: string; words: RegExp }> = {
  "full-width at": { ...of("jane＠example.com"), reason: "email", words: NO_ADDRESS },
  "list by comma": { ...of("eve@evil.example,jane@example.com"), reason: "email", words: NO_ADDRESS },
  "list by array": { ...of(["jane@example.com"]), reason: "email", words: NO_ADDRESS },
  "two at": { ...of("eve@evil.example@example.com"), reason: "email", words: NO_ADDRESS },
  "look-alike k": { ...of("\u212Aate@example.com"), reason: "email", words: NO_ADDRESS },
  "no address": { ...of(undefined), reason: "email", words: NO_ADDRESS },
  unverified: {
    ...of("jane@example.com", { email_verified: false }),
    reason: "email_unverified",
    words: NO_ADDRESS,
  },
  "text for true": {
    ...of("jane@example.com", { email_verified: "true" }),
    reason: "email_unverified",
    words: NO_ADDRESS,
  },
  "wrong domain": { ...of("jane@evil.example"), reason: "domain", words: NOT_HERE },
  "domain below": { ...of("jane@mail.example.com"), reason: "domain", words: NOT_HERE },
  "unknown role": {
    ...of("jane@example.com", { groups: ["admin"] }),
    reason: "role_unknown",
    words: NO_ROLE,
  },
  "no role": { ...of("jane@example.com", { groups: undefined }), reason: "role_missing", words: NO_ROLE },
  "two roles": {
    ...of("jane@example.com", { groups: ["cx", "cx-admins"] }),
    reason: "role_ambiguous",
    words: NO_ROLE,
  },
  "unknown department": {
    ...of("jane@example.com", { groups: ["cx-heads"], departments: ["nowhere"] }),
    reason: "department",
    words: NO_ROLE,
  },
  "two stories": {
    ...of("jane@example.com"),
    forge: (payload, { own }) => own({ ...payload, email: "kate@example.com" }),
    reason: "contradiction",
    words: UNSURE,
  },
  "another key": {
    ...of("jane@example.com"),
    forge: (payload, { foreign }) => foreign(payload),
    reason: "answer",
    words: NOT_ENDED,
  },
  "no signature": {
    ...of("jane@example.com"),
    forge: (payload, { none }) => none(payload),
    reason: "answer",
    words: NOT_ENDED,
  },
  "client's secret": {
    ...of("jane@example.com"),
    forge: (payload, { secret }) => secret(payload),
    reason: "answer",
    words: NOT_ENDED,
  },
  "wrong audience": {
    ...of("jane@example.com"),
    forge: (payload, { own }) => own({ ...payload, aud: "another-client" }),
    reason: "answer",
    words: NOT_ENDED,
  },
  "wrong nonce": {
    ...of("jane@example.com"),
    forge: (payload, { own }) => own({ ...payload, nonce: "of-another-question" }),
    reason: "answer",
    words: NOT_ENDED,
  },
  "wrong issuer": {
    ...of("jane@example.com"),
    forge: (payload, { own }) => own({ ...payload, iss: "https://evil.example" }),
    reason: "answer",
    words: NOT_ENDED,
  },
  "no subject": {
    ...of("jane@example.com"),
    forge: ({ sub: _left, ...payload }, { own }) => own(payload),
    reason: "answer",
    words: NOT_ENDED,
  },
  "run out": {
    ...of("jane@example.com"),
    forge: (payload, { own }) => own({ ...payload, exp: 1_700_000_000 }),
    reason: "answer",
    words: NOT_ENDED,
  },
  "disabled here": {
    ...of("disabled@example.com"),
    reason: "disabled",
    words: /Your account may not sign in/,
  },
  "password here": {
    ...of("password@example.com"),
    reason: "password_user",
    words: /You have a password here/,
  },
};

const FRIENDS: Record<string, Persona> = {
  executive: of("Executive@Example.com"),
  invited: of("invited@example.com", { groups: "cx-admins" }),
  replayed: of("replayed@example.com"),
  elsewhere: of("elsewhere@example.com"),
};

/** One statement to the database, and its rows. */
type Ask = <Row extends Record<string, unknown>>(text: string) => Promise<Row[]>;

interface Sso {
  readonly base: string;
  readonly ask: Ask;
  readonly provider: TestProvider & { start: () => Promise<void> };
}

const test = withServer.extend<{ baseURL: string }, { sso: Sso }>({
  sso: [
    async ({ own }, use) => {
      const issuer = `http://localhost:${await freePort()}`;
      const { base, server } = await startReady(own.databaseUrl, {
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: CLIENT.id,
        OIDC_CLIENT_SECRET: CLIENT.secret,
        OIDC_ALLOWED_DOMAINS: "example.com",
        OIDC_NAME: "Example Ltd",
        OIDC_ROLE_CLAIM: "groups",
        OIDC_ROLES: "cx-admins=admin,cx-heads=department_head,cx=executive",
        OIDC_DEPARTMENT_CLAIM: "departments",
      });
      const personas = new Map(Object.entries({ ...HOSTILE, ...FRIENDS }));
      const begin = () => startProvider(issuer, `${base}/api/auth/callback/single-sign-on`, personas);
      let running = await begin();
      const { db, pool, close } = createDb(own.databaseUrl, { max: 2 });
      const ask: Ask = async (text) => (await pool.query(text)).rows;
      const scope = systemScope("browser tests");
      const add = (name: string, passwordHash: string | null) => {
        const email = `${name}@example.com`;
        return createUser(db, scope, { email, name, role: "executive", passwordHash, departmentIds: [] });
      };
      const userId = await add("disabled", null);
      await disableUser(db, scope, { userId, now: new Date() });
      await add("password", "a hash that nothing matches");
      await add("invited", null);
      const provider = {
        nextReturn: () => running.nextReturn(),
        stop: () => running.stop(),
        start: async () => {
          running = await begin();
        },
      };
      await use({ base, ask, provider });
      await close();
      await running.stop();
      server.kill("SIGKILL");
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ sso }, use) => use(sso.base),
});

test.beforeEach(async ({ sso }) => {
  await sso.ask("delete from attempt");
});

const button = (page: Page) => page.getByRole("button", { name: "Sign in with Example Ltd" });

/** From the sign-in page to the provider, and in there by this name. Ends where the provider sends people to. */
async function goThrough(page: Page, persona: string, from = "/sign-in"): Promise<void> {
  await page.goto(from);
  await button(page).click();
  await page.getByPlaceholder("Enter any login").fill(persona);
  await page.getByPlaceholder("and password").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

interface Entry extends Record<string, unknown> {
  readonly actor: string;
  readonly subject: string;
  readonly outcome: string;
  readonly after: { singleSignOn?: string; reason?: string };
}
const entriesAfter = (ask: Ask, id: number) =>
  ask<Entry>(`select actor, subject, outcome, after from audit_log where id > ${id} order by id`);
const newestEntry = async (ask: Ask) =>
  (await ask<{ id: number }>("select max(id)::int id from audit_log"))[0]?.id ?? 0;

async function expectNobody(page: Page): Promise<void> {
  expect((await page.request.get("/api/trpc/session.get")).status()).toBe(401);
}

/** The return from the provider, before anybody opened it. */
async function heldReturn(page: Page, { provider }: Sso, persona: string): Promise<string> {
  const held = provider.nextReturn();
  await goThrough(page, persona);
  return held;
}

const cookiesOf = (context: BrowserContext) => context.cookies();

test("somebody with a role comes in, is made a user, and goes on to the page that was asked for", async ({
  page,
  sso,
}) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  const before = await newestEntry(sso.ask);
  await goThrough(page, "executive");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect(await entriesAfter(sso.ask, before)).toMatchObject([
    {
      actor: "executive@example.com",
      outcome: "done",
      after: { singleSignOn: "created", role: "executive" },
    },
  ]);
  const rows = await sso.ask(`
    select i.subject, u.email, u.password_hash from user_identity i join user_account u on u.id = i.user_id`);
  expect(rows).toEqual([{ subject: "executive", email: "executive@example.com", password_hash: null }]);

  const kept = await cookiesOf(page.context());
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().addCookies(kept);
  await expectNobody(page);
});

test("an invited user is joined and given the role that the claim says", async ({ page, sso }) => {
  const before = await newestEntry(sso.ask);
  await goThrough(page, "invited", `/sign-in?callbackUrl=${encodeURIComponent("/imports")}`);
  await expect(page).toHaveURL(/\/imports$/);
  expect(await entriesAfter(sso.ask, before)).toMatchObject([
    { actor: "invited@example.com", after: { singleSignOn: "linked", role: "admin" } },
  ]);
});

for (const [name, { reason, words }] of Object.entries(HOSTILE))
  test(`refused: ${name}`, async ({ page, sso }) => {
    const before = await newestEntry(sso.ask);
    await goThrough(page, name);
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(sso.base);
    expect(await entriesAfter(sso.ask, before)).toMatchObject([
      { outcome: "refused", after: { singleSignOn: "refused", reason } },
    ]);
    await expectNobody(page);
  });

test("refused: a return without the cookies of a question of ours, in another browser", async ({
  page,
  browser,
  sso,
}) => {
  const held = await heldReturn(page, sso, "replayed");
  const victim = await browser.newContext({ baseURL: sso.base });
  const before = await newestEntry(sso.ask);
  const other = await victim.newPage();
  await other.goto(held);
  await expect(other.getByRole("alert").filter({ hasText: NOT_ENDED })).toBeVisible();
  await expectNobody(other);
  expect(await entriesAfter(sso.ask, before)).toMatchObject([{ after: { reason: "answer" } }]);
  await victim.close();
});

test("refused: another state, and a return that is posted from the provider's origin", async ({
  page,
  sso,
}) => {
  const held = new URL(await heldReturn(page, sso, "replayed"));
  const posted = await page.request.post(`${sso.base}${held.pathname}`, {
    form: Object.fromEntries(held.searchParams),
    headers: { origin: "http://localhost:9" },
  });
  expect(posted.status()).toBe(403);
  held.searchParams.set("state", "of-another-question");
  await page.goto(held.href);
  await expect(page.getByRole("alert").filter({ hasText: NOT_ENDED })).toBeVisible();
  await expectNobody(page);
});

test("refused: the same return for a second time, with its cookies stolen before as well", async ({
  page,
  browser,
  sso,
}) => {
  const held = await heldReturn(page, sso, "replayed");
  const stolen = await cookiesOf(page.context());
  await page.goto(held);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const thief = await browser.newContext({ baseURL: sso.base });
  await thief.addCookies(stolen);
  const other = await thief.newPage();
  await other.goto(held);
  await expect(other.getByRole("alert").filter({ hasText: NOT_ENDED })).toBeVisible();
  await expectNobody(other);
  await thief.close();
  const rows = await sso.ask(
    `select 1 from session s join user_account u on u.id = s.user_id where u.email = 'replayed@example.com'`,
  );
  expect(rows).toHaveLength(1);
});

for (const goal of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
  test(`a goal elsewhere is not gone to: ${goal}`, async ({ page, sso }) => {
    await goThrough(page, "elsewhere", `/sign-in?callbackUrl=${encodeURIComponent(goal)}`);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
    expect(page.url()).toBe(`${sso.base}/`);
  });

test("what a session was before the sign-in does not live on in it", async ({ page, sso }) => {
  await goThrough(page, "elsewhere");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const name = "next-auth.session-token";
  const first = (await cookiesOf(page.context())).find((cookie) => cookie.name === name)?.value;
  await page.context().clearCookies();
  await page.context().addCookies([{ name, value: first ?? "", url: sso.base }]);
  await sso.ask(`update session set ended_at = now() where user_id in
    (select id from user_account where email = 'elsewhere@example.com')`);
  await goThrough(page, "replayed");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const second = (await cookiesOf(page.context())).find((cookie) => cookie.name === name)?.value;
  expect(second).not.toBe(first);
});

test("an error in the address shows fixed words alone", async ({ page }) => {
  await page.goto("/sign-in?error=%3Cimg%20src%3Dx%3E%20call%20555-1234");
  await expect(page.getByRole("alert").filter({ hasText: "Please try again" })).toBeVisible();
  await expect(page.getByText("555-1234")).toHaveCount(0);
});

test("who gives up at the provider comes back to words, not to an error page", async ({ page }) => {
  await page.goto(
    "/api/auth/callback/single-sign-on?error=access_denied&error_description=internal-detail-77",
  );
  await expect(page.getByRole("alert").filter({ hasText: NOT_ENDED })).toBeVisible();
  await expect(page.getByText("internal-detail-77")).toHaveCount(0);
});

test("while the provider is down the page says so, and it works again afterwards", async ({ page, sso }) => {
  await sso.provider.stop();
  await page.goto("/sign-in");
  await button(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "can't be reached" })).toBeVisible();
  await sso.provider.start();
  await goThrough(page, "executive");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("without configuration there is neither a button nor a way in", async ({ own, page }) => {
  await page.goto(`${own.base}/sign-in?error=domain`);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /Sign in with/ })).toHaveCount(0);
  expect(await (await page.request.get(`${own.base}/api/auth/providers`)).json()).not.toHaveProperty(
    "single-sign-on",
  );
  expect(
    (await page.request.get(`${own.base}/api/auth/callback/single-sign-on?code=a&state=b`)).status(),
  ).toBe(400);
});

for (const [name, broken] of [
  ["OIDC_CLIENT_SECRET", { OIDC_CLIENT_SECRET: "" }],
  ["OIDC_ALLOWED_DOMAINS", { OIDC_ALLOWED_DOMAINS: "*" }],
  ["OIDC_ISSUER", { OIDC_ISSUER: "http://login.example.com" }],
  ["OIDC_ROLES", { OIDC_ROLE_CLAIM: "groups" }],
] as const)
  test(`a configuration whose ${name} is wrong ends the start with one line`, async ({ own }) => {
    const started = Date.now();
    const server = startServer({
      PORT: String(await freePort()),
      DATABASE_URL: own.databaseUrl,
      NEXTAUTH_URL: "http://127.0.0.1:3000",
      NEXTAUTH_SECRET: "k7Zq2mXv9RtB4nWc8LpJ3sHd6FgY1aQe",
      OIDC_ISSUER: "https://login.example.com",
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ALLOWED_DOMAINS: "example.com",
      ...broken,
    });
    const code = await new Promise((resolve) => server.once("exit", resolve));
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(code).toBe(1);
    const lines = server
      .said()
      .split("\n")
      .filter((line) => line.includes("can't start"));
    expect(lines).toEqual([expect.stringContaining(`Touchline can't start: ${name} `)]);
    expect(server.said()).not.toContain(CLIENT.secret);
  });
