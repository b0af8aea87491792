import { expect, request } from "@playwright/test";
import { HOSTILE, OWN } from "../test/return-vectors.ts";
import { test } from "./own-server.ts";
import { mintPerson } from "./people.ts";

/** What a browser is sent in an address; the longest would be refused for its length alone. */
const VECTORS = HOSTILE.filter((given) => given.length < 2_500);
const COOKIE = "next-auth.callback-url";

test("after signing in the browser is on our origin, whatever the address asks for", async ({
  page,
  own,
  context,
}) => {
  test.setTimeout(240_000);
  const person = await mintPerson(own.databaseUrl, "admin");
  const left: string[] = [];
  page.on("request", (asked) => {
    if (asked.isNavigationRequest() && new URL(asked.url()).origin !== own.base) left.push(asked.url());
  });
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => left.push("a dialogue")));
  const tried = VECTORS.filter((_, at) => at % 2 === 0);
  expect(tried.length).toBeGreaterThanOrEqual(30);
  const path = "/imports?x=1";
  for (const given of [...tried, path]) {
    await context.clearCookies();
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(given)}`);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
    expect(page.url(), JSON.stringify(given)).toBe(`${own.base}${given === path ? path : "/"}`);
  }
  // Who is signed in already is sent on at once.
  for (const given of VECTORS) {
    const sent = await page.request.get(`/sign-in?callbackUrl=${encodeURIComponent(given)}`, {
      maxRedirects: 0,
    });
    expect(sent.headers()["location"], JSON.stringify(given)).toBe("/");
  }
  expect(left).toEqual([]);
});

test("a stranger comes back to the page that was asked for", async ({ page, own }) => {
  const person = await mintPerson(own.databaseUrl, "executive");
  await page.goto("/?period=all&evidence=all");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect(page.url()).toBe(`${own.base}/?period=all&evidence=all`);
});

test("next-auth's own addresses never send anybody off the origin, by query, body or cookie", async ({
  own,
}) => {
  test.setTimeout(240_000);
  const person = await mintPerson(own.databaseUrl, "executive");
  const asked = await request.newContext({ baseURL: own.base, maxRedirects: 0 });
  const { csrfToken } = (await (await asked.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const cookies = (await asked.storageState()).cookies
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  await asked.dispose();

  /** Every address that an answer names: in its head, its body, its cookies, and inside those. */
  const named = (headers: readonly { name: string; value: string }[], body: string): string[] => {
    const found = headers.filter(({ name }) => /^(location|refresh)$/i.test(name)).map(({ value }) => value);
    for (const { name, value } of headers)
      if (/^set-cookie$/i.test(name) && value.startsWith(`${COOKIE}=`))
        found.push(decodeURIComponent(/^[^=]*=([^;]*)/.exec(value)?.[1] ?? ""));
    if (body.startsWith("{")) found.push(String((JSON.parse(body) as { url?: string }).url ?? "/"));
    return found.flatMap((url) => {
      const inner = URL.canParse(url, own.base)
        ? new URL(url, own.base).searchParams.get("callbackUrl")
        : null;
      return inner === null ? [url] : [url, inner];
    });
  };

  for (const given of [...VECTORS, ...OWN]) {
    const client = await request.newContext({
      baseURL: own.base,
      maxRedirects: 0,
      extraHTTPHeaders: { cookie: `${cookies}; ${COOKIE}=${encodeURIComponent(given)}` },
    });
    const query = `callbackUrl=${encodeURIComponent(given)}`;
    const post = (path: string, form: Record<string, string>) =>
      client.post(path, { headers: { origin: own.base }, form: { csrfToken, callbackUrl: given, ...form } });
    const answers = [
      await client.get(`/api/auth/signin?${query}`),
      await client.get(`/api/auth/signout?${query}`),
      await client.get(`/api/auth/error?${query}&error=Callback`),
      await client.get(`/api/auth/error?${query}&error=${encodeURIComponent(given)}`),
      await client.get(`/api/auth/callback/credentials?${query}`),
      await client.get("/api/auth/signin"),
      await post("/api/auth/signin/credentials", {}),
      await post("/api/auth/signin/credentials", { json: "true" }),
      await post("/api/auth/signout", {}),
      await post(`/api/auth/signout?${query}`, { json: "true" }),
    ];
    // Comparing a password takes its time: one right sign-in for every seventh.
    if (VECTORS.indexOf(given) % 7 === 0)
      answers.push(
        await post(`/api/auth/callback/credentials?${query}`, { ...person, id: "", json: "true" }),
      );
    for (const answer of answers) {
      const all = named(answer.headersArray(), await answer.text());
      for (const url of all)
        expect(new URL(url, own.base).origin, `${answer.url()} ${JSON.stringify(given)}`).toBe(own.base);
    }
    await client.dispose();
  }
});
