import { createReset, inviteUser, renewInvitation } from "@touchline/db/commands/link";
import { unlinkIdentities } from "@touchline/db/commands/single-sign-on";
import { createUser, disableUser } from "@touchline/db/commands/user";
import { listUsers, readSessionUser } from "@touchline/db/queries/user";
import type { Role } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { refuseAnswer, singleSignOn } from "../src/single-sign-on.ts";
import { readSingleSignOnSettings, type SingleSignOnSettings } from "../src/single-sign-on-settings.ts";
import { NOW, scope } from "./company.ts";

const t = testDatabase();
const ISSUER = "https://login.example.com";
const WITH_ROLES = {
  OIDC_ROLE_CLAIM: "groups",
  OIDC_ROLES: "cx-admins=admin,cx-heads=department_head,cx=executive",
  OIDC_DEPARTMENT_CLAIM: "departments",
};
const settingsOf = (more: Record<string, string>): SingleSignOnSettings => {
  const needed = {
    OIDC_ISSUER: ISSUER,
    OIDC_CLIENT_ID: "touchline",
    OIDC_CLIENT_SECRET: "s3cr3t-of-the-client",
    OIDC_ALLOWED_DOMAINS: "example.com",
  };
  const settings = readSingleSignOnSettings({ ...needed, ...more });
  if (!settings) throw new Error("no settings");
  return settings;
};
let serial = 0;

beforeEach(async () => {
  await t.db.execute(sql`update organisation set second_factor_roles = '{}'`);
  await t.db.execute(sql`insert into department (id, slug, name) values (81, 'stores', 'Stores'), (82, 'web', 'Web')
    on conflict do nothing`);
});

const somebody = () => {
  serial += 1;
  return { sub: `sub-${serial}`, email: `person${serial}@example.com`, name: `Person ${serial}` };
};
const mint = async (role: Role, passwordHash: string | null = null, departmentIds: number[] = []) => {
  const who = somebody();
  const id = await createUser(t.db, scope, { ...who, role, passwordHash, departmentIds });
  return { id, ...who };
};
const arrive = (
  who: Record<string, unknown>,
  more: { settings?: Record<string, string>; claims?: Record<string, unknown> } = {},
) =>
  singleSignOn(t.db, {
    settings: settingsOf(more.settings ?? {}),
    said: { idToken: { iss: ISSUER, email_verified: true, ...who, ...more.claims }, userInfo: null },
    address: "192.0.2.7",
    agent: "Browser",
    now: NOW,
  });
const read = (done: object) =>
  readSessionUser(t.db, scope, { sessionId: "sessionId" in done ? String(done.sessionId) : "", now: NOW });
const entries = async () => {
  const { rows } = await t.db.execute<Record<string, unknown>>(
    sql`select actor, action, subject, before, after, outcome, address from audit_log order by id`,
  );
  return rows;
};
/** The outcome, and the one entry that it must have left. */
const audited = async (work: () => Promise<object>) => {
  const before = (await entries()).length;
  const done = await work();
  const added = (await entries()).slice(before);
  expect(added).toHaveLength(1);
  return { done, entry: added[0] };
};

test("an invited user is joined by a verified address, once; from then on the subject alone counts", async () => {
  const invited = somebody();
  const id = await inviteUser(t.db, scope, {
    ...invited,
    role: "department_head",
    departmentIds: [82],
    hash: `invitation-${invited.sub}`,
    now: NOW,
  });
  const state = async () => (await listUsers(t.db, scope, NOW)).find((row) => row.id === id)?.state;
  expect(await state()).toBe("invited");
  const { done, entry } = await audited(() => arrive({ ...invited, email: invited.email.toUpperCase() }));
  expect(entry).toEqual({
    actor: invited.email,
    action: "session.create",
    subject: `user ${id}`,
    before: null,
    after: { singleSignOn: "linked" },
    outcome: "done",
    address: "192.0.2.7",
  });
  expect(await read(done)).toMatchObject({ id, role: "department_head", departmentIds: [82] });
  expect(await state()).toBe("active");
  const { rows } = await t.db.execute(sql`select 1 from user_link where user_id = ${id}`);
  expect(rows).toEqual([]);

  const again = await audited(() => arrive({ ...invited, email: "other-name@example.com" }));
  expect(again.entry).toMatchObject({ actor: invited.email, after: { singleSignOn: "known" } });
  expect(await read(again.done)).toMatchObject({ id, email: invited.email });

  const successor = await audited(() => arrive({ ...invited, sub: "somebody-new" }));
  expect(successor.done).toEqual({ refused: "other_identity" });
  expect(successor.entry).toMatchObject({ subject: `user ${id}`, outcome: "refused" });

  await expect(renewInvitation(t.db, scope, { userId: id, hash: "again", now: NOW })).rejects.toMatchObject({
    code: "conflict",
  });
  await createReset(t.db, scope, { userId: id, hash: `reset-${invited.sub}`, now: NOW });
  await unlinkIdentities(t.db, scope, { userId: id, now: NOW });
  expect((await entries()).at(-1)).toMatchObject({
    action: "user.unlink_single_sign_on",
    before: { identities: [{ issuer: ISSUER, subject: invited.sub }] },
    after: { endedSessions: 2 },
  });
  expect(await read(again.done)).toBeNull();
  await expect(unlinkIdentities(t.db, scope, { userId: id, now: NOW })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await read(await arrive({ ...invited, sub: "somebody-new" }))).toMatchObject({ id });
});

test("nobody unknown is let in where no claim gives a role", async () => {
  const stranger = somebody();
  const { done, entry } = await audited(() => arrive(stranger));
  expect(done).toEqual({ refused: "unknown_user" });
  expect(entry).toMatchObject({
    actor: stranger.email,
    subject: "nobody",
    after: { singleSignOn: "refused", reason: "unknown_user" },
  });
});

test("an account with a password is joined only where that is configured", async () => {
  const owner = await mint("executive", "hash");
  const { done } = await audited(() => arrive(owner));
  expect(done).toEqual({ refused: "password_user" });
  const joined = await audited(() => arrive(owner, { settings: { OIDC_LINK_PASSWORD_USERS: "yes" } }));
  expect(await read(joined.done)).toMatchObject({ id: owner.id });
  expect(await read((await audited(() => arrive(owner))).done)).toMatchObject({ id: owner.id });
});

test("claims make users, give them roles and departments, and take them away; another role ends sign-ins", async () => {
  const who = somebody();
  const claims = (groups: string, departments?: unknown) => ({
    settings: WITH_ROLES,
    claims: { groups: ["all", groups], departments },
  });
  const made = await audited(() => arrive(who, claims("cx-heads", ["web", "stores", "web"])));
  expect(made.entry).toMatchObject({
    actor: who.email,
    after: { singleSignOn: "created", email: who.email, name: who.name, role: "department_head" },
  });
  expect(await read(made.done)).toMatchObject({ role: "department_head", departmentIds: [81, 82] });
  const same = await audited(() => arrive(who, claims("cx-heads", ["stores", "web"])));
  expect(same.entry).toMatchObject({ before: null, after: { singleSignOn: "known" } });
  const fewer = await audited(() => arrive(who, claims("cx-heads", "stores")));
  expect(fewer.entry).toMatchObject({
    before: { departmentIds: [81, 82] },
    after: { departmentIds: [81], endedSessions: 0 },
  });
  expect(await read(made.done)).toMatchObject({ departmentIds: [81] });
  for (const wrong of [["stores", "nowhere"], undefined, [""]])
    expect((await audited(() => arrive(who, claims("cx-heads", wrong)))).done).toEqual({
      refused: "department",
    });

  const other = await audited(() => arrive(who, claims("cx")));
  expect(other.entry).toMatchObject({
    before: { role: "department_head" },
    after: { role: "executive", endedSessions: 3 },
  });
  for (const ended of [made, same, fewer]) expect(await read(ended.done)).toBeNull();
  expect(await read(other.done)).toMatchObject({ role: "executive" });
  expect((await audited(() => arrive(who, claims("nothing")))).done).toEqual({ refused: "role_unknown" });
  expect((await audited(() => arrive(who, claims("cx-admins")))).entry).toMatchObject({
    after: { role: "admin" },
  });
});

test("a disabled user stays out, whatever the claims say", async () => {
  const who = somebody();
  const settings = { settings: WITH_ROLES, claims: { groups: "cx" } };
  const { done } = await audited(() => arrive(who, settings));
  const user = await read(done);
  await disableUser(t.db, scope, { userId: user?.id ?? 0, now: NOW });
  expect((await audited(() => arrive(who, settings))).done).toEqual({ refused: "disabled" });
  expect((await audited(() => arrive({ ...who, sub: "new" }, settings))).done).toEqual({
    refused: "disabled",
  });
});

test("no claim takes the last admin who has a password away, also not two at once", async () => {
  await t.db.execute(sql`update user_account set role = 'executive'`);
  const admins = [await mint("admin", "hash"), await mint("admin", "hash")];
  const settings = { ...WITH_ROLES, OIDC_LINK_PASSWORD_USERS: "yes" };
  const guest = await arrive(somebody(), { settings, claims: { groups: "cx-admins" } });
  expect(await read(guest)).toMatchObject({ role: "admin" });
  const done = await Promise.all(admins.map((who) => arrive(who, { settings, claims: { groups: "cx" } })));
  expect(done.filter(({ refused }) => refused === "last_admin")).toHaveLength(1);
  expect(done.filter((each) => "sessionId" in each)).toHaveLength(1);
  const { rows } = await t.db.execute(
    sql`select 1 from user_account where role = 'admin' and password_hash is not null and disabled_at is null`,
  );
  expect(rows).toHaveLength(1);
});

test("20 first sign-ins of one person at once make one user", async () => {
  const who = somebody();
  const settings = { settings: WITH_ROLES, claims: { groups: "cx" } };
  const done = await Promise.all(Array.from({ length: 20 }, () => arrive(who, settings)));
  expect(new Set(done.map((each) => ("userId" in each ? each.userId : null))).size).toBe(1);
  const { rows } = await t.db.execute(sql`select 1 from user_account where email = ${who.email}`);
  expect(rows).toHaveLength(1);
});

test("a second factor that is owed keeps single sign-on out, unless the provider is trusted with it", async () => {
  const needy = await mint("executive");
  await t.db.execute(sql`update organisation set second_factor_roles = '{executive}'`);
  expect((await audited(() => arrive(needy))).done).toEqual({ refused: "second_factor" });
  const amr = { OIDC_TRUST_SECOND_FACTOR: "amr" };
  expect((await arrive(needy, { settings: amr, claims: { amr: ["pwd"] } })).refused).toBe("second_factor");
  const { done, entry } = await audited(() =>
    arrive(needy, { settings: amr, claims: { amr: ["pwd", "mfa"] } }),
  );
  expect(entry).toMatchObject({ after: { singleSignOn: "linked", secondFactor: "provider" } });
  expect(await read(done)).toMatchObject({ secondFactor: { required: false, confirmed: false } });

  await t.db.execute(sql`update organisation set second_factor_roles = '{}'`);
  const careful = await mint("executive");
  await t.db.execute(
    sql`insert into second_factor (user_id, secret, confirmed_at) values (${careful.id}, 'sealed', now())`,
  );
  expect((await audited(() => arrive(careful))).done).toEqual({ refused: "second_factor" });
  expect(await read(await arrive(careful, { settings: { OIDC_TRUST_SECOND_FACTOR: "yes" } }))).not.toBeNull();
});

test("claims that are not sure leave one entry without what they said", async () => {
  const { done, entry } = await audited(() =>
    arrive(somebody(), { claims: { email: "<script>@evil.example" } }),
  );
  expect(done).toEqual({ refused: "email" });
  expect(entry).toEqual({
    actor: "single sign-on",
    action: "session.create",
    subject: "nobody",
    before: null,
    after: { singleSignOn: "refused", reason: "email" },
    outcome: "refused",
    address: "192.0.2.7",
  });
});

test("false returns from the provider are written down, at most five at once from one address", async () => {
  const before = (await entries()).length;
  for (let at = 0; at < 12; at += 1) await refuseAnswer(t.db, { address: "198.51.100.4", now: NOW });
  await refuseAnswer(t.db, { address: "198.51.100.5", now: NOW });
  const added = (await entries()).slice(before);
  expect(added).toHaveLength(6);
  expect(added[0]).toMatchObject({ after: { singleSignOn: "refused", reason: "answer" } });
});
