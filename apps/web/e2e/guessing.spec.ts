import { expect } from "@playwright/test";
import { type OwnServer, test } from "./own-server.ts";
import { mintPerson, onDatabase } from "./people.ts";
import { startReady } from "./server.ts";

/** A sign-in as the form sends it, over HTTP and without a browser's delays. */
async function door(base: string) {
  const csrf = await fetch(`${base}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return async (email: string, password: string, headers: Record<string, string> = {}) => {
    const begun = performance.now();
    const answer = await fetch(`${base}/api/auth/callback/credentials`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: base, cookie, ...headers },
      body: new URLSearchParams({ email, password, csrfToken, json: "true" }),
    });
    const text = await answer.text();
    const signed = answer.headers.getSetCookie().some((line) => /session-token=./.test(line));
    const names = [...answer.headers.keys()].sort().join();
    return { status: answer.status, text, names, signed, ms: performance.now() - begun };
  };
}

const refused = (text: string) => text.includes("error=refused");
const waits = (text: string) => /error=wait-\d+/.test(text);
const forget = (own: OwnServer) =>
  onDatabase(own.databaseUrl, ({ pool }) => pool.query("delete from attempt"));
const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test("100 interleaved pairs: a wrong password and an unknown address are told apart by nothing, time included", async ({
  own,
}) => {
  test.setTimeout(180_000);
  const { email } = await mintPerson(own.databaseUrl, "executive");
  const attempt = await door(own.base);
  const answers = new Set<string>();
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  await onDatabase(own.databaseUrl, async ({ pool }) => {
    for (let pair = -5; pair < 100; pair += 1) {
      // Guesses are slowed down alike, as the next test says: here every one is looked at.
      await pool.query("delete from attempt");
      const tries = [
        ["known", email],
        ["unknown", `nobody-${pair}@example.com`],
      ] as const;
      for (const [kind, address] of pair % 2 === 0 ? tries : [...tries].reverse()) {
        const { status, text, names, ms } = await attempt(address, "not-the-password");
        answers.add(`${status} ${text} ${names}`);
        if (pair >= 0) times[kind].push(ms);
      }
    }
  });
  expect([...answers]).toHaveLength(1);
  expect([...answers][0]).toContain("error=refused");
  const ratio = median(times.known) / median(times.unknown);
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.2);
});

test("a known and an unknown address are made to wait alike", async ({ own }) => {
  await forget(own);
  const { email } = await mintPerson(own.databaseUrl, "executive");
  const attempt = await door(own.base);
  const told: Record<string, string[]> = { known: [], unknown: [] };
  for (let guess = 0; guess < 8; guess += 1)
    for (const [kind, address] of Object.entries({ known: email, unknown: "nobody@example.com" })) {
      const { status, text } = await attempt(address, "not-the-password");
      told[kind]?.push(`${status} ${waits(text) ? "wait" : text}`);
    }
  expect(told["known"]).toEqual(told["unknown"]);
  expect(told["known"]?.at(-1)).toMatch(/ wait$/);
});

test("200 right sign-ins at once from one address all succeed", async ({ own }) => {
  test.setTimeout(180_000);
  await forget(own);
  const people = await Promise.all(Array.from({ length: 4 }, () => mintPerson(own.databaseUrl, "executive")));
  const attempt = await door(own.base);
  const all = await Promise.all(
    Array.from({ length: 50 }, () => people)
      .flat()
      .map(({ email, password }) => attempt(email, password)),
  );
  expect(all.filter(({ signed }) => !signed).map(({ status, text }) => `${status} ${text}`)).toEqual([]);
});

/** 60 guesses at once, each at another account, so that the address alone makes them wait. */
async function guessAtOnce(own: OwnServer, base: string, forwarded: (guess: number) => string) {
  await forget(own);
  const attempt = await door(base);
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, guess) =>
      attempt(`nobody-${guess}@example.com`, "not-the-password", { "x-forwarded-for": forwarded(guess) }),
    ),
  );
  const { rows } = await onDatabase(own.databaseUrl, ({ pool }) =>
    pool.query<{ most: number; keys: number }>(
      "select max(count)::int most, count(*)::int keys from attempt",
    ),
  );
  const looked = answers.filter(({ text }) => refused(text)).length;
  expect(looked + answers.filter(({ text }) => waits(text)).length, "nothing but looked at, or to wait").toBe(
    60,
  );
  // A counter for each account that was looked at; the others are of addresses.
  return { looked, most: rows[0]?.most ?? 0, addresses: (rows[0]?.keys ?? 0) - looked };
}

test("guesses at once are counted exactly by address; a forged X-Forwarded-For changes nothing", async ({
  own,
}) => {
  const forged = await guessAtOnce(own, own.base, (guess) => `198.51.100.${guess}`);
  expect(forged.addresses).toBe(1);
  expect(forged.most, "every guess that was looked at is counted, and no other").toBe(forged.looked);
  expect(forged.looked).toBeGreaterThanOrEqual(20);
  expect(forged.looked, "20, and one for each wait that ran out meanwhile").toBeLessThan(30);

  const { base, server } = await startReady(own.databaseUrl, { TRUSTED_PROXY_HOPS: "1" });
  try {
    const before = await guessAtOnce(own, base, (guess) => `198.51.100.${guess}, 203.0.113.7`);
    expect(before).toMatchObject({ addresses: 1, most: before.looked });
    expect(before.looked).toBeLessThan(30);
    const behind = await guessAtOnce(own, base, (guess) => `203.0.113.7, 198.51.100.${guess}`);
    expect(behind).toEqual({ looked: 60, most: 1, addresses: 60 });
  } finally {
    server.kill("SIGKILL");
  }
});

test("a password of 50,000 characters is refused without a look: nothing is counted or hashed for it", async ({
  own,
}) => {
  await forget(own);
  const { email } = await mintPerson(own.databaseUrl, "executive");
  const attempt = await door(own.base);
  const usual = await attempt("nobody@example.com", "not-the-password");
  await forget(own);
  const long = await attempt(email, "x".repeat(50_000));
  expect({ status: long.status, text: long.text }).toEqual({ status: usual.status, text: usual.text });
  const { rows } = await onDatabase(own.databaseUrl, ({ pool }) => pool.query("select 1 from attempt"));
  expect(rows).toEqual([]);
});
