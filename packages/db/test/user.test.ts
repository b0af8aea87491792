import { mintScope, systemScope } from "@touchline/domain/access";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  createSession,
  endOtherSessions,
  endOwnSession,
  endSession,
  SESSION_LIMITS,
  touchSession,
} from "../src/commands/session.ts";
import { createUser, disableUser, enableUser, updateUser } from "../src/commands/user.ts";
import { listOwnSessions } from "../src/queries/session.ts";
import { countUsers, listUsers, readCredentials, readSessionUser } from "../src/queries/user.ts";
import { auditLog, user } from "../src/schema/user.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");
const now = new Date("2026-03-03T10:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
let serial = 0;

const mintUser = async () => {
  serial += 1;
  const email = `User${serial}@Example.com`;
  const id = await createUser(t.db, scope, {
    email,
    name: `User ${serial}`,
    role: "executive",
    passwordHash: "hash",
    departmentIds: [],
  });
  return { id, email };
};
const read = (sessionId: string, at: Date) => readSessionUser(t.db, scope, { sessionId, now: at });

test("an address is taken once, in any case", async () => {
  const { email } = await mintUser();
  const before = await countUsers(t.db, scope);
  await expect(
    createUser(t.db, scope, {
      email: email.toUpperCase(),
      name: "Again",
      role: "admin",
      passwordHash: null,
      departmentIds: [],
    }),
  ).rejects.toMatchObject({ code: "conflict" });
  expect(await countUsers(t.db, scope)).toBe(before);
});

test("a session holds until it is ended, idle or expired, or its user disabled", async () => {
  const { id, email } = await mintUser();
  expect(await readCredentials(t.db, scope, { email, knownAt: null })).toMatchObject({
    id,
    passwordHash: "hash",
  });
  const sessionId = await createSession(t.db, scope, { userId: id, now });
  expect(await read(sessionId, now)).toMatchObject({ id, role: "executive", departmentIds: [] });
  expect(await read(sessionId, after(SESSION_LIMITS.idle + 1))).toBeNull();

  await touchSession(t.db, scope, { sessionId, lastSeenAt: now, now: after(SESSION_LIMITS.idle - 1) });
  expect(await read(sessionId, after(SESSION_LIMITS.idle + 1))).not.toBeNull();
  await touchSession(t.db, scope, { sessionId, lastSeenAt: now, now: after(SESSION_LIMITS.absolute - 1) });
  expect(await read(sessionId, after(SESSION_LIMITS.absolute))).toBeNull();

  await t.db.update(user).set({ disabledAt: now }).where(eq(user.id, id));
  expect(await read(sessionId, after(SESSION_LIMITS.absolute - 1))).toBeNull();
  expect(await readCredentials(t.db, scope, { email, knownAt: null })).toBeNull();
  await t.db.update(user).set({ disabledAt: null }).where(eq(user.id, id));
  expect(await read(sessionId, after(SESSION_LIMITS.absolute - 1))).not.toBeNull();

  await endSession(t.db, scope, { sessionId, now });
  await endSession(t.db, scope, { sessionId, now });
  expect(await read(sessionId, after(1))).toBeNull();
  const entries = await t.db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.subject, `user ${id}`))
    .orderBy(sql`id`);
  expect(entries.map((entry) => entry.action)).toEqual(["user.create", "session.create", "session.end"]);
});

const entriesOf = async (userId: number) => {
  const rows = await t.db
    .select({ action: auditLog.action, before: auditLog.before, after: auditLog.after })
    .from(auditLog)
    .where(eq(auditLog.subject, `user ${userId}`))
    .orderBy(sql`id`);
  return rows.filter(({ action }) => action.startsWith("user."));
};
const mintAdmin = async () => {
  const { id } = await mintUser();
  await t.db.update(user).set({ role: "admin" }).where(eq(user.id, id));
  return id;
};

test("limits are the organisation's as they are now, for sign-ins of before too", async () => {
  const { id } = await mintUser();
  const sessionId = await createSession(t.db, scope, { userId: id, now });
  await t.db.execute(sql`update organisation set session_idle_minutes = 10, session_absolute_minutes = 20`);
  expect(await read(sessionId, after(10 * 60_000 - 1))).not.toBeNull();
  expect(await read(sessionId, after(10 * 60_000))).toBeNull();
  await touchSession(t.db, scope, { sessionId, lastSeenAt: now, now: after(9 * 60_000) });
  await touchSession(t.db, scope, { sessionId, lastSeenAt: now, now: after(18 * 60_000) });
  expect(await read(sessionId, after(20 * 60_000 - 1))).not.toBeNull();
  expect(await read(sessionId, after(20 * 60_000))).toBeNull();
  await t.db.execute(
    sql`update organisation set session_idle_minutes = default, session_absolute_minutes = default`,
  );
});

test("users list and end their own sign-ins and nobody else's", async () => {
  const [own, other] = [await mintUser(), await mintUser()];
  const actor = { userId: own.id, label: own.email, address: "192.0.2.1" };
  const self = mintScope({ actor, role: "executive", recordsOf: [] });
  const start = (scopeOf: typeof self, userId: number) =>
    createSession(t.db, scopeOf, { userId, now, agent: "Browser" });
  const [first, second, third] = [
    await start(self, own.id),
    await start(self, own.id),
    await start(self, own.id),
  ];
  const foreign = await start(scope, other.id);
  const listed = await listOwnSessions(t.db, self, now);
  expect(listed.map(({ id }) => id).sort()).toEqual([first, second, third].sort());
  expect(listed[0]).toMatchObject({ address: "192.0.2.1", agent: "Browser" });
  await expect(endOwnSession(t.db, self, { sessionId: foreign, now })).rejects.toMatchObject({
    code: "not_found",
  });
  await endOwnSession(t.db, self, { sessionId: first, now });
  expect(await endOtherSessions(t.db, self, { keep: second, now })).toBe(1);
  expect((await listOwnSessions(t.db, self, now)).map(({ id }) => id)).toEqual([second]);
  expect(await read(foreign, now)).not.toBeNull();
});

test("role, departments, disabling and enabling: at once, with one entry of before and after each", async () => {
  await mintAdmin();
  await t.db.execute(sql`insert into department (id, slug, name) values (71, 'a', 'A'), (72, 'b', 'B')`);
  const { id, email } = await mintUser();
  const rights = { userId: id, name: "Renamed", now } as const;
  const sessionId = await createSession(t.db, scope, { userId: id, now });
  await updateUser(t.db, scope, { ...rights, role: "executive", departmentIds: [72] });
  expect(await read(sessionId, now)).toMatchObject({ name: "Renamed", departmentIds: [72] });
  await updateUser(t.db, scope, { ...rights, role: "department_head", departmentIds: [72, 71, 71] });
  expect(await read(sessionId, now)).toBeNull();
  const again = await createSession(t.db, scope, { userId: id, now });
  await disableUser(t.db, scope, { userId: id, now });
  expect(await read(again, now)).toBeNull();
  await expect(createSession(t.db, scope, { userId: id, now })).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await enableUser(t.db, scope, { userId: id });
  expect(await read(again, now)).toBeNull();

  const { rows: count } = await t.db.execute(sql`select count(*)::int n from audit_log`);
  for (const wrong of [
    () => enableUser(t.db, scope, { userId: id }),
    () => disableUser(t.db, scope, { userId: 9_999, now }),
    () => updateUser(t.db, scope, { ...rights, role: "executive", departmentIds: [9_999] }),
  ])
    await expect(wrong()).rejects.toMatchObject({ name: "AppError" });
  expect((await t.db.execute(sql`select count(*)::int n from audit_log`)).rows).toEqual(count);

  expect(await entriesOf(id)).toMatchObject([
    { action: "user.create", after: { email: email.toLowerCase(), role: "executive" } },
    { action: "user.update", before: { departmentIds: [] }, after: { name: "Renamed", departmentIds: [72] } },
    {
      action: "user.update",
      before: { role: "executive", departmentIds: [72] },
      after: { role: "department_head" },
    },
    { action: "user.disable", before: { disabled: false }, after: { disabled: true, endedSessions: 1 } },
    { action: "user.enable", before: { disabled: true }, after: { disabled: false } },
  ]);
  expect((await listUsers(t.db, scope, now)).find((row) => row.id === id)).toEqual({
    id,
    email: email.toLowerCase(),
    name: "Renamed",
    role: "department_head",
    departmentIds: [71, 72],
    state: "active",
    secondFactor: false,
    singleSignOn: false,
    createdAt: expect.any(Date),
    lastSeenAt: now,
    invitedUntil: null,
  });
});

test("the last admin stays, also when ten admins disable or demote one another at once", async () => {
  await t.db.update(user).set({ role: "executive" });
  const admins = await Promise.all(Array.from({ length: 10 }, mintAdmin));
  const invited = await mintAdmin();
  await t.db.update(user).set({ passwordHash: null }).where(eq(user.id, invited));
  const done = await Promise.allSettled(
    admins.map((userId, at) =>
      at % 2
        ? disableUser(t.db, scope, { userId, now })
        : updateUser(t.db, scope, { userId, name: "X", role: "executive", departmentIds: [], now }),
    ),
  );
  const refused = done.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused).toMatchObject([{ code: "conflict", message: expect.stringContaining("last admin") }]);
  const { rows } = await t.db.execute(
    sql`select 1 from user_account where role = 'admin' and disabled_at is null and password_hash is not null`,
  );
  expect(rows).toHaveLength(1);
});
