import { createReset, redeemLink } from "@touchline/db/commands/link";
import { createUser, disableUser } from "@touchline/db/commands/user";
import { readSessionUser } from "@touchline/db/queries/user";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { ensureFirstUsers } from "../src/first-users.ts";
import { hashPassword, inTurn, randomPassword } from "../src/password.ts";
import { attemptSignIn, type SignIn, signOut } from "../src/sign-in.ts";
import { NOW, scope } from "./company.ts";

/** How much work argon2 was given: counted, because time on a shared machine says little. */
const work = vi.hoisted(() => ({ hashed: 0, verified: 0, under: 0, most: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return {
    ...real,
    hash: (...given: Parameters<typeof real.hash>) => {
      work.hashed += 1;
      return real.hash(...given);
    },
    verify: (...given: Parameters<typeof real.verify>) => {
      work.verified += 1;
      work.under += 1;
      work.most = Math.max(work.most, work.under);
      return real.verify(...given).finally(() => {
        work.under -= 1;
      });
    },
  };
});

const t = testDatabase();
const PASSWORD = "plum-otter-lantern-42";
let serial = 0;

beforeEach(async () => {
  await t.db.execute(sql`delete from attempt`);
});

async function mintUser(): Promise<{ id: number; email: string }> {
  serial += 1;
  const email = `somebody${serial}@example.com`;
  const id = await createUser(t.db, scope, {
    email,
    name: `Somebody ${serial}`,
    role: "executive",
    passwordHash: await hashPassword(PASSWORD),
    departmentIds: [],
  });
  return { id, email };
}

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const attempt = (input: Pick<SignIn, "email" | "password"> & Partial<SignIn>) =>
  attemptSignIn(t.db, { now: NOW, ...input });
const verify = (kept: string | null, password: string) => inTurn((matches) => matches(kept, password));

test("passwords are kept as argon2id with the agreed cost", async () => {
  const kept = await hashPassword("correct horse battery");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verify(kept, "correct horse battery")).toBe(true);
  expect(await verify(kept, "correct horse batter")).toBe(false);
  expect(await verify(null, "correct horse battery")).toBe(false);
  const composed = await hashPassword("caf\u00e9 au lait");
  expect(await verify(composed, "cafe\u0301 au lait")).toBe(true);
  expect(new Set(Array.from({ length: 20 }, randomPassword)).size).toBe(20);
});

test("a password of 50,000 characters is refused at once, kept or tried, and nothing is hashed", async () => {
  const { email } = await mintUser();
  const long = "x".repeat(50_000);
  const hashing = performance.now();
  await hashPassword("plum otter lantern");
  const oneHash = performance.now() - hashing;
  const before = { ...work };
  const started = performance.now();
  await expect(hashPassword(long)).rejects.toMatchObject({ code: "invalid" });
  expect(await attempt({ email, password: long })).toEqual({ outcome: "refused" });
  expect(performance.now() - started, "both, beside one hash").toBeLessThan(oneHash);
  expect(work).toEqual(before);
});

test("the first start makes one user for each role, once; the head owns the first department", async () => {
  await t.db.execute(sql`delete from session`);
  await t.db.execute(sql`delete from user_account`);
  await t.db.execute(sql`insert into department (slug, name, position) values ('z', 'Z', 2), ('a', 'A', 1)`);
  const users = await ensureFirstUsers(t.db, scope);
  expect(users.map((user) => user.role).sort()).toEqual(["admin", "department_head", "executive"]);
  expect(await ensureFirstUsers(t.db, scope)).toEqual([]);

  const head = users.find((user) => user.role === "department_head");
  const email = ` ${head?.email.toUpperCase()} `;
  const signed = await attempt({ email, password: head?.password ?? "" });
  const sessionId = signed.outcome === "signed_in" ? signed.sessionId : "";
  const read = () => readSessionUser(t.db, scope, { sessionId, now: NOW });
  const { rows } = await t.db.execute<{ id: number }>(sql`select id from department where slug = 'a'`);
  expect(await read()).toMatchObject({ role: "department_head", departmentIds: [rows[0]?.id] });
  await signOut(t.db, { sessionId, email: head?.email ?? "", address: "192.0.2.7", now: NOW });
  expect(await read()).toBeNull();
  const { rows: ends } = await t.db.execute(
    sql`select actor, address from audit_log where action = 'session.end' order by id desc limit 1`,
  );
  expect(ends).toEqual([{ actor: head?.email, address: "192.0.2.7" }]);
});

test("a wrong password, an unknown address, an invited and a disabled user are refused alike", async () => {
  const known = await mintUser();
  const disabled = await mintUser();
  await disableUser(t.db, scope, { userId: disabled.id, now: NOW });
  const invited = await mintUser();
  await t.db.execute(sql`update user_account set password_hash = null where id = ${invited.id}`);
  expect(await attempt({ email: known.email, password: "wrong" })).toEqual({ outcome: "refused" });
  for (const email of [disabled.email, invited.email, "nobody@example.com", "", "' or 1=1 --"])
    expect(await attempt({ email, password: PASSWORD })).toEqual({ outcome: "refused" });
});

test("100 interleaved pairs: a known and an unknown address cost the same work and queries", async () => {
  const { email } = await mintUser();
  await attempt({ email, password: PASSWORD });
  const counts: Record<"known" | "unknown", string[]> = { known: [], unknown: [] };
  const query = vi.spyOn(t.pool, "query");
  for (let at = 0; at < 100; at += 1) {
    for (const [kind, address] of [
      ["known", email],
      ["unknown", `nobody${at}@example.com`],
    ] as const) {
      await t.db.execute(sql`delete from attempt`);
      query.mockClear();
      const before = { ...work };
      expect(await attempt({ email: address, password: "wrong" })).toEqual({ outcome: "refused" });
      counts[kind].push(
        `${work.hashed - before.hashed} ${work.verified - before.verified} ${query.mock.calls.length}`,
      );
    }
  }
  query.mockRestore();
  expect(counts.known).toEqual(counts.unknown);
  expect(new Set(counts.known).size).toBe(1);
  expect(counts.known[0]).toMatch(/^0 1 /);
});

test("of 60 tries at once on one account exactly five are made, and an unknown account behaves alike", async () => {
  const { email } = await mintUser();
  for (const address of [email, "nobody@example.com"]) {
    const before = work.verified;
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, at) => attempt({ email: address, password: `guess ${at}` })),
    );
    expect(tries.filter(({ outcome }) => outcome === "refused")).toHaveLength(5);
    expect(tries.filter(({ outcome }) => outcome === "wait")).toHaveLength(55);
    expect(work.verified - before).toBe(5);
  }
});

test("waits double, end at a quarter of an hour, and the right password then works", async () => {
  const { email } = await mintUser();
  const waits: number[] = [];
  let at = 0;
  for (let guess = 1; guess <= 18; guess += 1) {
    expect(await attempt({ email, password: "wrong", now: later(at) })).toEqual({ outcome: "refused" });
    if (guess < 5) continue;
    const shut = await attempt({ email, password: PASSWORD, now: later(at) });
    const seconds = shut.outcome === "wait" ? shut.seconds : 0;
    expect(await attempt({ email, password: PASSWORD, now: later(at + seconds - 0.5) })).toMatchObject({
      outcome: "wait",
    });
    waits.push(seconds);
    at += seconds;
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  expect(await attempt({ email, password: PASSWORD, now: later(at) })).toMatchObject({
    outcome: "signed_in",
  });
});

test("guesses from elsewhere never keep a user out where that user signed in before", async () => {
  const { email } = await mintUser();
  const home = "203.0.113.7";
  expect(await attempt({ email, password: PASSWORD, address: home })).toMatchObject({ outcome: "signed_in" });
  for (let guess = 0; guess < 8; guess += 1)
    await attempt({ email, password: "wrong", address: `198.51.100.${guess}` });
  const elsewhere = { email, password: PASSWORD, address: "198.51.100.99" };
  expect(await attempt(elsewhere)).toMatchObject({ outcome: "wait" });
  expect(await attempt({ email, password: PASSWORD, address: home })).toMatchObject({ outcome: "signed_in" });
  // That must not free guesses elsewhere either.
  expect(await attempt(elsewhere)).toMatchObject({ outcome: "wait" });
});

test("one address guesses 20 times over many accounts; a success in between frees no more", async () => {
  const { email } = await mintUser();
  const address = "203.0.113.80";
  const outcomes: string[] = [];
  for (let guess = 0; guess < 25; guess += 1) {
    const done = await attempt({ email: `spray${guess}@example.com`, password: "wrong", address });
    outcomes.push(done.outcome);
    if (guess === 10)
      expect(await attempt({ email, password: PASSWORD, address })).toMatchObject({ outcome: "signed_in" });
  }
  expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(20);
  const inSameNetwork = (host: string) =>
    attempt({ email: `six${host}@example.com`, password: "wrong", address: `2001:db8:1:2::${host}` });
  for (let guess = 1; guess <= 20; guess += 1) await inSameNetwork(guess.toString(16));
  expect(await inSameNetwork("ffff")).toMatchObject({ outcome: "wait" });
});

test("200 right sign-ins at once from one office all succeed", async () => {
  const people = await Promise.all([mintUser(), mintUser(), mintUser()]);
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, at) =>
      attempt({ email: people[at % 3]?.email ?? "", password: PASSWORD, address: "192.0.2.1" }),
    ),
  );
  expect(all.filter(({ outcome }) => outcome === "signed_in")).toHaveLength(200);
  // More at once would only make all of them late, at 19 MiB each.
  expect(work.most).toBeGreaterThan(0);
  expect(work.most).toBeLessThanOrEqual(4);
}, 120_000);

test("a password that is changed while the old one is compared lets nobody in", async () => {
  const { id, email } = await mintUser();
  await createReset(t.db, scope, { userId: id, hash: "h1", now: NOW });
  const passwordHash = await hashPassword("another-plum-otter-9");
  const redeem = () => redeemLink(t.db, scope, { kind: "reset", hash: "h1", passwordHash, now: NOW });
  const [done] = await Promise.all([attempt({ email, password: PASSWORD }), redeem()]);
  const sessionId = done.outcome === "signed_in" ? done.sessionId : null;
  const { rows } = await t.db.execute(sql`select 1 from session where user_id = ${id} and ended_at is null`);
  expect(rows).toEqual([]);
  if (sessionId) expect(await readSessionUser(t.db, scope, { sessionId, now: NOW })).toBeNull();
});

test("each try that was made leaves one entry, which never says an unknown address", async () => {
  const { id, email } = await mintUser();
  await attempt({ email, password: "wrong", address: "192.0.2.5" });
  await attempt({ email: "my-secret-typed-here", password: "wrong" });
  await attempt({ email, password: PASSWORD });
  const { rows } = await t.db.execute<{ line: string }>(sql`
    select concat_ws(' ', action, subject, outcome, actor, address) line from audit_log order by id desc limit 3`);
  expect(rows.map(({ line }) => line)).toEqual([
    `session.create user ${id} done ${email}`,
    "session.create nobody refused an unknown address",
    `session.create user ${id} refused ${email} 192.0.2.5`,
  ]);
});
