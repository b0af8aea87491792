import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  createFirstAdmin,
  createFirstAdminLink,
  createReset,
  inviteUser,
  redeemLink,
  renewInvitation,
} from "../src/commands/link.ts";
import { createSession } from "../src/commands/session.ts";
import { disableUser, enableUser } from "../src/commands/user.ts";
import { readLink } from "../src/queries/link.ts";
import { readSessionUser } from "../src/queries/user.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");
const now = new Date("2026-03-03T10:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const HOUR = 3_600_000;
let serial = 0;

async function invite() {
  serial += 1;
  const [email, hash] = [`invited${serial}@example.com`, `hash-${serial}`];
  const rights = { name: "Invited", role: "executive", departmentIds: [] } as const;
  return { id: await inviteUser(t.db, scope, { ...rights, email, hash, now }), email, hash };
}
const redeem = (kind: "invitation" | "reset", hash: string, at = now) =>
  redeemLink(t.db, scope, { kind, hash, passwordHash: `made by ${hash}`, now: at });
const gone = { code: "not_found", message: expect.stringContaining("This link has been used") };
const fulfilled = (all: PromiseSettledResult<unknown>[]) =>
  all.filter(({ status }) => status === "fulfilled");

test("of 50 posts at once to the first admin's link one makes an admin, and it closes for good", async () => {
  await createFirstAdminLink(t.db, scope, { hash: "old", now });
  await createFirstAdminLink(t.db, scope, { hash: "first", now });
  const post = (hash: string, at: number) =>
    createFirstAdmin(t.db, scope, {
      hash,
      email: `admin${at}@example.com`,
      name: "Admin",
      passwordHash: "x",
      now,
    });
  await expect(post("old", 99)).rejects.toMatchObject(gone);
  const all = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => post("first", at)));
  expect(fulfilled(all)).toHaveLength(1);
  const { rows } = await t.db.execute(sql`select role from user_account`);
  expect(rows).toEqual([{ role: "admin" }]);
  await expect(createFirstAdminLink(t.db, scope, { hash: "again", now })).rejects.toMatchObject({
    code: "conflict",
  });
  await t.db.execute(sql`update user_account set disabled_at = now()`);
  await expect(createFirstAdminLink(t.db, scope, { hash: "again", now })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("an invitation works once, for a day, for its own user, and the newest alone", async () => {
  const one = await invite();
  const other = await invite();
  await expect(redeem("reset", one.hash)).rejects.toMatchObject(gone);
  await expect(redeem("invitation", one.hash, after(24 * HOUR))).rejects.toMatchObject(gone);
  const read = (at: Date) => readLink(t.db, scope, { kind: "invitation", hash: one.hash, now: at });
  expect(await read(after(24 * HOUR - 1))).toEqual({ user: { email: one.email, name: "Invited" } });
  expect(await read(after(24 * HOUR))).toBeNull();
  const all = await Promise.allSettled(
    Array.from({ length: 50 }, () => redeem("invitation", one.hash, after(24 * HOUR - 1))),
  );
  expect(fulfilled(all)).toHaveLength(1);
  const { rows } = await t.db.execute<{ id: number; password_hash: string | null }>(
    sql`select id, password_hash from user_account where id in (${one.id}, ${other.id}) order by id`,
  );
  expect(rows).toEqual([
    { id: one.id, password_hash: `made by ${one.hash}` },
    { id: other.id, password_hash: null },
  ]);
  await expect(renewInvitation(t.db, scope, { userId: one.id, hash: "n", now })).rejects.toMatchObject({
    code: "conflict",
  });
  await renewInvitation(t.db, scope, { userId: other.id, hash: "newer", now });
  await expect(redeem("invitation", other.hash)).rejects.toMatchObject(gone);
  expect(await redeem("invitation", "newer")).toEqual({ email: other.email });
});

test("a reset works once, for an hour, and ends all sign-ins in the same moment", async () => {
  const { id, email, hash } = await invite();
  await expect(createReset(t.db, scope, { userId: id, hash: "r", now })).rejects.toMatchObject({
    code: "conflict",
  });
  await redeem("invitation", hash);
  const sessions = await Promise.all([1, 2].map(() => createSession(t.db, scope, { userId: id, now })));
  await createReset(t.db, scope, { userId: id, hash: "r1", now });
  await expect(redeem("reset", "r1", after(HOUR))).rejects.toMatchObject(gone);
  const holds = async () =>
    (await Promise.all(sessions.map((sessionId) => readSessionUser(t.db, scope, { sessionId, now })))).filter(
      Boolean,
    );
  expect(await holds()).toHaveLength(2);
  expect(await redeem("reset", "r1", after(HOUR - 1))).toEqual({ email });
  expect(await holds()).toHaveLength(0);
  await expect(redeem("reset", "r1")).rejects.toMatchObject(gone);
});

test("no link lets a disabled user in, nor is one made; tokens and hashes are in no entry", async () => {
  const { id, hash } = await invite();
  await disableUser(t.db, scope, { userId: id, now });
  expect(await readLink(t.db, scope, { kind: "invitation", hash, now })).toBeNull();
  await expect(redeem("invitation", hash)).rejects.toMatchObject(gone);
  await expect(renewInvitation(t.db, scope, { userId: id, hash: "x", now })).rejects.toMatchObject({
    code: "conflict",
  });
  await enableUser(t.db, scope, { userId: id });
  expect(await redeem("invitation", hash)).toBeDefined();
  const { rows } = await t.db.execute(
    sql`select 1 from audit_log where concat(subject, before, after) ~ 'hash-|made by'`,
  );
  expect(rows).toEqual([]);
});
