import { systemScope } from "@touchline/domain/access";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createSession, endSession, SESSION_LIMITS, touchSession } from "../src/commands/session.ts";
import { createUser } from "../src/commands/user.ts";
import { countUsers, readCredentials, readSessionUser } from "../src/queries/user.ts";
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
