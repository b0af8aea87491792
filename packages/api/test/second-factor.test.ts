import { updateSettings } from "@touchline/db/commands/settings";
import { readOrganisation } from "@touchline/db/queries/structure";
import type { Role } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { keyedDigest, seal, unseal } from "../src/sealed.ts";
import { attemptSignIn } from "../src/sign-in.ts";
import { callAs, mintActor, PASSWORD, SECRET } from "./actor.ts";
import { NOW, scope } from "./company.ts";

const t = testDatabase();
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const codeAt = (typed: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(typed) }).generate({ timestamp: at.getTime() });

/** A user whose second factor was set up at NOW, by the procedures. */
async function enrol(role: Role = "executive") {
  const actor = await mintActor(t.db, role);
  const call = callAs(t.db, actor.sessionId);
  const { typed, uri } = await call.profile.secondFactor.begin();
  const { recoveryCodes } = await call.profile.secondFactor.confirm({ code: codeAt(typed, NOW) });
  return { ...actor, call, typed, uri, recoveryCodes };
}
const signIn = (email: string, code: string | undefined, now: Date) =>
  attemptSignIn(t.db, { email, password: PASSWORD, code, secret: SECRET, now });

test("what is sealed opens for its owner under its secret alone, unchanged", () => {
  const kept = seal(SECRET, "user 1", "JBSWY3DPEHPK3PXP");
  expect(kept).not.toContain("JBSWY3DPEHPK3PXP");
  expect(seal(SECRET, "user 1", "JBSWY3DPEHPK3PXP")).not.toBe(kept);
  expect(unseal(SECRET, "user 1", kept)).toBe("JBSWY3DPEHPK3PXP");
  expect(() => unseal(SECRET, "user 2", kept)).toThrow();
  expect(() => unseal(`${SECRET}x`, "user 1", kept)).toThrow();
  const [version, nonce, tag, sealed = ""] = kept.split(".");
  const turned = `${sealed.startsWith("A") ? "B" : "A"}${sealed.slice(1)}`;
  expect(() => unseal(SECRET, "user 1", [version, nonce, tag, turned].join("."))).toThrow();
  expect(() => unseal(SECRET, "user 1", [version, nonce, tag?.slice(0, 8), sealed].join("."))).toThrow();
  expect(keyedDigest(SECRET, "a")).not.toBe(keyedDigest(`${SECRET}x`, "a"));
});

test("it is set up by a code from the app, kept sealed, and ends sign-ins begun without it", async () => {
  const actor = await mintActor(t.db, "executive");
  const other = await attemptSignIn(t.db, { email: actor.email, password: PASSWORD, now: NOW });
  const call = callAs(t.db, actor.sessionId);
  await expect(call.profile.secondFactor.confirm({ code: "123456" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await call.profile.secondFactor.begin();
  const { typed, uri } = await call.profile.secondFactor.begin();
  expect(uri).toBe(
    `otpauth://totp/Touchline:${encodeURIComponent(actor.email)}?issuer=Touchline&secret=${typed}&algorithm=SHA1&digits=6&period=30`,
  );
  const { rows } = await t.db.execute<{ secret: string }>(
    sql`select secret from second_factor where user_id = ${actor.id}`,
  );
  expect(rows[0]?.secret).toMatch(/^v1\./);
  expect(rows[0]?.secret).not.toContain(typed);
  expect((await call.profile.get()).secondFactor).toEqual({
    required: false,
    confirmed: false,
    recoveryCodesLeft: 0,
  });
  for (const code of ["", "12345", "abcdef", codeAt(typed, later(120))])
    await expect(call.profile.secondFactor.confirm({ code })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  const { recoveryCodes } = await call.profile.secondFactor.confirm({ code: ` ${codeAt(typed, NOW)} ` });
  expect(new Set(recoveryCodes).size).toBe(10);
  await expect(call.profile.secondFactor.begin()).rejects.toMatchObject({ code: "CONFLICT" });
  const again = callAs(t.db, actor.sessionId);
  expect((await again.profile.get()).secondFactor).toEqual({
    required: false,
    confirmed: true,
    recoveryCodesLeft: 10,
  });
  const others = callAs(t.db, other.outcome === "signed_in" ? other.sessionId : null);
  await expect(others.profile.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("the right password asks for the code; a code is taken once, also of ten at once, and no older one after it", async () => {
  const { email, typed } = await enrol();
  expect(await signIn(email, undefined, later(60))).toEqual({ outcome: "code_needed" });
  expect(await signIn(email, "", later(60))).toEqual({ outcome: "code_needed" });
  // The one that set it up is used already.
  expect(await signIn(email, codeAt(typed, NOW), later(1))).toEqual({ outcome: "code_refused" });
  expect(await signIn(email, codeAt(typed, later(120)), later(60))).toEqual({ outcome: "code_refused" });
  const code = codeAt(typed, later(60));
  await t.db.execute(sql`delete from attempt`);
  const all = await Promise.all(Array.from({ length: 4 }, () => signIn(email, code, later(60))));
  expect(all.filter(({ outcome }) => outcome === "signed_in")).toHaveLength(1);
  expect(all.filter(({ outcome }) => outcome === "code_refused")).toHaveLength(3);
  await t.db.execute(sql`delete from attempt`);
  expect(await signIn(email, codeAt(typed, later(30)), later(60))).toEqual({ outcome: "code_refused" });
  expect(await signIn(email, codeAt(typed, later(90)), later(60))).toMatchObject({ outcome: "signed_in" });
});

test("wrong codes are counted like wrong passwords; asking for the code costs nothing", async () => {
  const { email, typed } = await enrol();
  for (let at = 0; at < 12; at += 1)
    expect(await signIn(email, undefined, later(60))).toEqual({ outcome: "code_needed" });
  for (let at = 0; at < 5; at += 1)
    expect(await signIn(email, "000000", later(60))).toEqual({ outcome: "code_refused" });
  expect(await signIn(email, codeAt(typed, later(60)), later(60))).toMatchObject({ outcome: "wait" });
  expect(await signIn(email, codeAt(typed, later(60)), later(62))).toMatchObject({ outcome: "signed_in" });
});

test("a recovery code lets in once, however it is typed, for its own user alone; kept as a keyed digest", async () => {
  const one = await enrol();
  const other = await enrol();
  const [code = "", second = ""] = one.recoveryCodes;
  expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  expect(await signIn(other.email, code, later(60))).toEqual({ outcome: "code_refused" });
  const typedOtherwise = ` ${code.toUpperCase().replaceAll("-", " ")} `;
  const all = await Promise.all(
    Array.from({ length: 4 }, () => signIn(one.email, typedOtherwise, later(60))),
  );
  expect(all.filter(({ outcome }) => outcome === "signed_in")).toHaveLength(1);
  const { rows } = await t.db.execute<{ line: string }>(sql`
    select string_agg(hash, ' ') line from recovery_code where user_id = ${one.id}`);
  expect(rows[0]?.line).not.toContain(second);
  const { rows: entries } = await t.db.execute(sql`
    select after from audit_log where action = 'session.create' and outcome = 'done' and actor = ${one.email}`);
  expect(entries.at(-1)).toEqual({ after: { secondFactor: "recovery_code" } });
  expect((await one.call.profile.get()).secondFactor.recoveryCodesLeft).toBe(9);
  const { recoveryCodes } = await one.call.profile.secondFactor.renewCodes({ password: PASSWORD });
  await t.db.execute(sql`delete from attempt`);
  expect(await signIn(one.email, second, later(60))).toEqual({ outcome: "code_refused" });
  expect(await signIn(one.email, recoveryCodes[0], later(60))).toMatchObject({ outcome: "signed_in" });
});

test("a role that needs it may do nothing before, but set it up; and can't switch it off", async () => {
  const before = await mintActor(t.db, "admin");
  const was = await readOrganisation(t.db, scope);
  const put = (secondFactorRoles: readonly Role[]) =>
    updateSettings(t.db, scope, { settings: { ...was, secondFactorRoles }, zoneConfirmed: false });
  await put(["admin"]);
  const call = () => callAs(t.db, before.sessionId);
  await expect(call().users.list()).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: expect.stringContaining("Set it up in your profile"),
  });
  expect((await call().session.get()).role).toBe("admin");
  const { typed } = await call().profile.secondFactor.begin();
  await call().profile.secondFactor.confirm({ code: codeAt(typed, NOW) });
  expect((await call().users.list()).length).toBeGreaterThan(0);
  await expect(call().profile.secondFactor.disable({ password: PASSWORD })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await put([]);
  await expect(call().profile.secondFactor.disable({ password: "wrong" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  await call().profile.secondFactor.disable({ password: PASSWORD });
  expect((await call().profile.get()).secondFactor.confirmed).toBe(false);
});

test("an admin frees a user who lost phone and codes, which ends that user's sign-ins", async () => {
  const lost = await enrol();
  const admin = await mintActor(t.db, "admin");
  await callAs(t.db, admin.sessionId).users.resetSecondFactor({ userId: lost.id });
  await expect(callAs(t.db, lost.sessionId).profile.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(await signIn(lost.email, undefined, later(60))).toMatchObject({ outcome: "signed_in" });
  await expect(
    callAs(t.db, admin.sessionId).users.resetSecondFactor({ userId: lost.id }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test("present password: wrong ones are counted, the right one ends other sign-ins and not this one", async () => {
  const actor = await mintActor(t.db, "executive");
  const other = await attemptSignIn(t.db, { email: actor.email, password: PASSWORD, now: NOW });
  const call = (now = NOW) => callAs(t.db, actor.sessionId, { now });
  const change = (present: string, next = "seven-green-trombones", now = NOW) =>
    call(now).profile.changePassword({ present, next });
  await expect(change(PASSWORD, "short")).rejects.toMatchObject({
    message: expect.stringContaining("at least 8"),
  });
  for (let guess = 0; guess < 5; guess += 1)
    await expect(change(`wrong ${guess}`)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(change(PASSWORD)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await change(PASSWORD, "seven-green-trombones", later(2))).toEqual({ advice: null });
  expect((await call().profile.sessions.list()).map(({ current }) => current)).toEqual([true]);
  const others = callAs(t.db, other.outcome === "signed_in" ? other.sessionId : null);
  await expect(others.session.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(await signIn(actor.email, undefined, later(60))).toEqual({ outcome: "refused" });
});
