import { stopSeeingAs } from "@touchline/db/commands/see-as";
import { endSession } from "@touchline/db/commands/session";
import { ROLE_PERMISSIONS } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { authorise, createContext } from "../src/context.ts";
import { appRouter } from "../src/root.ts";
import { callAs, mintActor } from "./actor.ts";
import { NOW, scope } from "./company.ts";
import { callPath, everyProcedure } from "./procedures.ts";

const t = testDatabase();
const HOUR = 3_600_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);

const contextOf = (sessionId: string, now = NOW) =>
  createContext({
    db: t.db,
    now,
    requestId: "test",
    log: { error: () => undefined },
    sessionId,
    address: "192.0.2.7",
    installation: null,
  });
const whoIs = async (sessionId: string, now = NOW) => (await contextOf(sessionId, now).viewer())?.email;
const entries = async () =>
  (
    await t.db.execute<{ actor: string; actorId: number; action: string; subject: string; outcome: string }>(
      sql`select actor, actor_id "actorId", action, subject, outcome from audit_log
          where action not in ('user.create', 'session.create') order by id`,
    )
  ).rows;

async function mintPair() {
  await t.db.execute(
    sql`insert into department (id, slug, name) values (5, 'five', 'Five') on conflict do nothing`,
  );
  const admin = await mintActor(t.db, "admin");
  const head = await mintActor(t.db, "department_head", [5]);
  return { admin, head };
}

test("an admin looks as a head: that head's rights and records, reading alone, each end written down once", async () => {
  const { admin, head } = await mintPair();
  const written = (await entries()).length;
  await callAs(t.db, admin.sessionId).users.seeAs({ userId: head.id });

  const { viewer, scope: minted } = await authorise(contextOf(admin.sessionId), "metrics:read");
  expect(viewer).toMatchObject({
    id: head.id,
    role: "department_head",
    departmentIds: [5],
    seenBy: { id: admin.id, email: admin.email, until: later(HOUR) },
  });
  expect(minted).toMatchObject({
    actor: { userId: head.id, label: `${admin.email} as ${head.email}`, seenBy: admin.id },
    recordsOf: [5],
  });
  const call = callAs(t.db, admin.sessionId);
  expect(await call.session.get()).toMatchObject({
    email: head.email,
    permissions: ROLE_PERMISSIONS.department_head.filter((one) => one.endsWith(":read")),
  });
  await expect(call.profile.get()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(call.users.list()).rejects.toMatchObject({ code: "FORBIDDEN" });

  await stopSeeingAs(t.db, minted, { sessionId: admin.sessionId, now: NOW });
  await stopSeeingAs(t.db, minted, { sessionId: admin.sessionId, now: NOW });
  expect(await whoIs(admin.sessionId)).toBe(admin.email);
  expect((await entries()).slice(written)).toEqual([
    {
      actor: admin.email,
      actorId: admin.id,
      action: "session.see_as",
      subject: `user ${head.id}`,
      outcome: "done",
    },
    {
      actor: `${admin.email} as ${head.email}`,
      actorId: admin.id,
      action: "session.see_as_self",
      subject: `user ${head.id}`,
      outcome: "done",
    },
  ]);
});

test("every mutation is refused meanwhile, in words that say why, also as another admin", async () => {
  const { admin } = await mintPair();
  const shown = await mintActor(t.db, "admin");
  await callAs(t.db, admin.sessionId).users.seeAs({ userId: shown.id });
  const call = callAs(t.db, admin.sessionId);
  expect((await call.users.get({ userId: shown.id })).email).toBe(shown.email);
  const kinds = await everyProcedure(appRouter);
  const open = [...kinds].filter(([path]) => path.startsWith("access."));
  const mutations = [...kinds].filter(([path, kind]) => kind === "mutation" && !path.startsWith("access."));
  expect(open.length).toBeGreaterThan(0);
  expect(mutations.length).toBeGreaterThan(15);
  const name = (await call.session.get()).name;
  for (const [path] of mutations)
    expect(await callPath(call, path, { userId: admin.id }), path).toEqual({
      status: "FORBIDDEN",
      message: `You are looking at Touchline as ${name}: read only.`,
    });
  const last = (await entries()).at(-1);
  expect(last).toMatchObject({
    actor: `${admin.email} as ${shown.email}`,
    actorId: admin.id,
    outcome: "refused",
  });
});

test("it ends after an hour, on sign-out, and when either of the two is disabled or the admin is no admin", async () => {
  const begin = async () => {
    const pair = await mintPair();
    await callAs(t.db, pair.admin.sessionId).users.seeAs({ userId: pair.head.id });
    return pair;
  };
  const first = await begin();
  expect(await whoIs(first.admin.sessionId, later(HOUR - 1))).toBe(first.head.email);
  expect(await whoIs(first.admin.sessionId, later(HOUR))).toBe(first.admin.email);
  await callAs(t.db, first.admin.sessionId, { now: later(HOUR) }).users.seeAs({ userId: first.head.id });

  const another = callAs(t.db, (await mintActor(t.db, "admin")).sessionId).users;
  const second = await begin();
  await another.disable({ userId: second.head.id });
  expect(await whoIs(second.admin.sessionId)).toBe(second.admin.email);
  await another.enable({ userId: second.head.id });
  expect(await whoIs(second.admin.sessionId)).toBe(second.admin.email);
  await callAs(t.db, second.admin.sessionId).users.seeAs({ userId: second.head.id });

  const third = await begin();
  await another.disable({ userId: third.admin.id });
  expect(await whoIs(third.admin.sessionId)).toBeUndefined();

  const fourth = await begin();
  await another.update({ userId: fourth.admin.id, name: "X", role: "executive", departmentIds: [] });
  expect(await whoIs(fourth.admin.sessionId)).toBeUndefined();

  const fifth = await begin();
  await endSession(t.db, scope, { sessionId: fifth.admin.sessionId, now: NOW });
  expect(await whoIs(fifth.admin.sessionId)).toBeUndefined();

  const sixth = await begin();
  await t.db.execute(sql`update user_account set role = 'executive' where id = ${sixth.admin.id}`);
  expect(await whoIs(sixth.admin.sessionId)).toBe(sixth.admin.email);
});

test("nobody looks as themselves, as a disabled user, as nobody, or as one through another", async () => {
  const { admin, head } = await mintPair();
  const call = () => callAs(t.db, admin.sessionId).users;
  await expect(call().seeAs({ userId: admin.id })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(call().seeAs({ userId: 2_000_000_000 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await call().disable({ userId: head.id });
  await expect(call().seeAs({ userId: head.id })).rejects.toMatchObject({ code: "CONFLICT" });
  const other = await mintActor(t.db, "admin");
  await call().seeAs({ userId: other.id });
  await expect(call().seeAs({ userId: (await mintActor(t.db, "executive")).id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await whoIs(admin.sessionId)).toBe(other.email);
});

test("the shown user's second factor is not asked for; the admin's own still is", async () => {
  const { admin, head } = await mintPair();
  await callAs(t.db, admin.sessionId).users.seeAs({ userId: head.id });
  await t.db.execute(sql`update organisation set second_factor_roles = '{department_head}'`);
  expect((await callAs(t.db, admin.sessionId).session.get()).email).toBe(head.email);
  await expect(authorise(contextOf(admin.sessionId), "metrics:read")).resolves.toBeDefined();
  await t.db.execute(sql`update organisation set second_factor_roles = '{admin}'`);
  await expect(authorise(contextOf(admin.sessionId), "metrics:read")).rejects.toMatchObject({
    code: "forbidden",
  });
  await t.db.execute(sql`update organisation set second_factor_roles = '{}'`);
});

test("users are searched by name and address, by role and by state, and read one by one", async () => {
  const admin = await mintActor(t.db, "admin");
  const call = callAs(t.db, admin.sessionId).users;
  const invite = { role: "executive" as const, departmentIds: [] };
  const { userId } = await call.invite({ ...invite, email: "lena_50@example.com", name: "Lena Maro" });
  const found = async (input: Parameters<typeof call.list>[0]) =>
    (await call.list(input)).map(({ id }) => id);
  expect(await found({ search: "a maro" })).toEqual([userId]);
  expect(await found({ search: "LENA_50@" })).toEqual([userId]);
  expect(await found({ search: "lena_5_@" })).toEqual([]);
  expect(await found({ search: "lena", role: "admin" })).toEqual([]);
  expect(await found({ search: "lena", role: "executive", state: "invited" })).toEqual([userId]);
  await call.disable({ userId });
  expect(await found({ search: "lena", state: "invited" })).toEqual([]);
  expect(await found({ search: "lena", state: "disabled" })).toEqual([userId]);
  expect((await call.get({ userId })).name).toBe("Lena Maro");
  await expect(call.get({ userId: 2_000_000_000 })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
