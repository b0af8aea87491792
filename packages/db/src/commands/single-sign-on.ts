import type { Role, Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { SignOnRefusal } from "@touchline/domain/single-sign-on";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Queryable, Tx } from "../client.ts";
import { secondFactor, userIdentity } from "../schema/credential.ts";
import { organisation } from "../schema/organisation.ts";
import { user } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";
import { dropLinks } from "./link.ts";
import { createSession, endSessionsOf } from "./session.ts";
import { holdAdmins, insertUser, isLastAdmin, putDepartments } from "./user.ts";

export interface IdentitySignIn {
  readonly issuer: string;
  readonly subject: string;
  /** Verified, lower case. */
  readonly email: string;
  readonly name: string;
  /** null: roles are what admins set, and nobody is let in who was not invited. */
  readonly role: Role | null;
  /** null: departments stay what they are. */
  readonly departmentIds: readonly number[] | null;
  /** The provider answers for the second factor. */
  readonly secondFactor: boolean;
  /** An account with a password may be joined with this somebody by its address. */
  readonly linkPasswordUsers: boolean;
  readonly agent: string | null;
  /** As for createSession(). */
  readonly knownAt: string | null;
  readonly now: Date;
}

export type IdentityOutcome =
  | {
      readonly userId: number;
      readonly name: string;
      readonly email: string;
      readonly sessionId: string;
      readonly refused?: undefined;
    }
  | { readonly refused: SignOnRefusal };

/** A user as found, locked; `how` tells by what. */
interface Owner {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly departmentIds: readonly number[];
  readonly disabled: boolean;
  readonly hasPassword: boolean;
  readonly how: "known" | "linked";
}

async function findOwner(tx: Tx, input: IdentitySignIn): Promise<Owner | null> {
  const [known] = await tx
    .select({ userId: userIdentity.userId })
    .from(userIdentity)
    .where(and(eq(userIdentity.issuer, input.issuer), eq(userIdentity.subject, input.subject)));
  const [row] = await tx
    .select({
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      departmentIds: sql<number[]>`array(
        select department_id from user_department where user_id = user_account.id order by 1)`,
      disabled: sql<boolean>`${user.disabledAt} is not null`,
      hasPassword: sql<boolean>`${user.passwordHash} is not null`,
    })
    .from(user)
    .where(known ? eq(user.id, known.userId) : eq(user.email, input.email))
    .for("update");
  return row ? { ...row, how: known ? "known" : "linked" } : null;
}

/** Whether a sign-in with this role, or of this user, needs more than the provider's word. */
async function owesSecondFactor(tx: Tx, role: Role, userId: number | null): Promise<boolean> {
  const [row] = await tx.select({ roles: organisation.secondFactorRoles }).from(organisation);
  if (row?.roles.includes(role)) return true;
  if (userId === null) return false;
  const own = and(eq(secondFactor.userId, userId), isNotNull(secondFactor.confirmedAt));
  return (await tx.$count(secondFactor, own)) > 0;
}

/** With which role this somebody signs in, as the owner or, where there is none, as a new user; or why not at all. */
async function decide(
  tx: Tx,
  input: IdentitySignIn,
  owner: Owner | null,
): Promise<{ role: Role; refused?: undefined } | { role?: undefined; refused: SignOnRefusal }> {
  if (owner?.disabled) return { refused: "disabled" };
  if (owner?.how === "linked") {
    const joined = and(eq(userIdentity.userId, owner.id), eq(userIdentity.issuer, input.issuer));
    if ((await tx.$count(userIdentity, joined)) > 0) return { refused: "other_identity" };
    if (owner.hasPassword && !input.linkPasswordUsers) return { refused: "password_user" };
  }
  const role = input.role ?? owner?.role;
  if (role === undefined) return { refused: "unknown_user" };
  if (owner?.role === "admin" && role !== "admin" && (await isLastAdmin(tx, owner.id)))
    return { refused: "last_admin" };
  if (!input.secondFactor && (await owesSecondFactor(tx, role, owner?.id ?? null)))
    return { refused: "second_factor" };
  return { role };
}

interface Settled {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  /** Role and departments as they were, where they are others now. */
  readonly before: object | null;
  readonly after: object;
}

/** Sets role and departments as the provider says, where it says something. Another role ends the sign-ins of before. */
async function settle(tx: Tx, input: IdentitySignIn, owner: Owner, role: Role): Promise<Settled> {
  const { id, name, email } = owner;
  const departmentIds = [...new Set(input.departmentIds ?? owner.departmentIds)].sort((a, b) => a - b);
  const newRole = role !== owner.role;
  const newDepartments = departmentIds.join() !== owner.departmentIds.join();
  if (newRole) await tx.update(user).set({ role }).where(eq(user.id, id));
  if (newDepartments) await putDepartments(tx, id, departmentIds);
  const endedSessions = newRole ? await endSessionsOf(tx, id, input.now) : 0;
  if (owner.how === "linked") await dropLinks(tx, "invitation", id);
  const after = { singleSignOn: owner.how };
  if (!newRole && !newDepartments) return { id, name, email, before: null, after };
  const before = { role: owner.role, departmentIds: owner.departmentIds };
  return { id, name, email, before, after: { ...after, role, departmentIds, endedSessions } };
}

async function create(tx: Tx, input: IdentitySignIn, role: Role): Promise<Settled> {
  const { email, name } = input;
  const departmentIds = input.departmentIds ?? [];
  const { id, after } = await insertUser(tx, { email, name, role, passwordHash: null, departmentIds });
  return { id, name, email, before: null, after: { singleSignOn: "created", ...after } };
}

/** Writes down that a sign-in by single sign-on was refused, and why. */
export async function refuseSingleSignOn(
  db: Queryable,
  scope: Scope,
  input: { subject: string; reason: SignOnRefusal },
): Promise<void> {
  const { subject, reason } = input;
  const after = { singleSignOn: "refused", reason };
  await writeAudit(db, scope, { action: "session.create", subject, outcome: "refused", after });
}

/**
 * Signs in whom a provider vouches for: the user that this identity is joined with; else, and joined from now on, the
 * invited user of the same address; else, where a claim gives a role, a new one. All of it or nothing, with one entry,
 * also of a refusal. One after the other: two first sign-ins at once are one user, and one admin at least stays.
 */
export async function signInByIdentity(
  db: Queryable,
  scope: Scope,
  input: IdentitySignIn,
): Promise<IdentityOutcome> {
  const { issuer, subject, now } = input;
  return db.transaction(async (tx) => {
    await holdAdmins(tx);
    const owner = await findOwner(tx, input);
    const actor = { ...scope.actor, userId: owner?.id ?? null, label: owner?.email ?? input.email };
    const by = { ...scope, actor };
    const { role, refused } = await decide(tx, input, owner);
    if (refused !== undefined) {
      const entry = { subject: owner ? `user ${owner.id}` : "nobody", reason: refused };
      await refuseSingleSignOn(tx, by, entry);
      return { refused };
    }
    const settled = owner ? await settle(tx, input, owner, role) : await create(tx, input, role);
    const { id, name, email } = settled;
    await tx
      .insert(userIdentity)
      .values({ issuer, subject, userId: id, createdAt: now, lastAt: now })
      .onConflictDoUpdate({ target: [userIdentity.issuer, userIdentity.subject], set: { lastAt: now } });
    const { before, after } = settled;
    const elsewhere = { before, after, secondFactor: input.secondFactor };
    const { agent, knownAt } = input;
    const sessionId = await createSession(tx, by, { userId: id, now, agent, knownAt, elsewhere });
    return { userId: id, name, email, sessionId };
  });
}

/**
 * Parts a user from whoever they are at providers, as when an account there was made anew, and ends all sign-ins. The
 * next one with the same address is joined again, where it may be. Throws "conflict" where there is nothing to part.
 */
export async function unlinkIdentities(
  db: Queryable,
  scope: Scope,
  input: { userId: number; now: Date },
): Promise<void> {
  const { userId, now } = input;
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(userIdentity)
      .where(eq(userIdentity.userId, userId))
      .returning({ issuer: userIdentity.issuer, subject: userIdentity.subject });
    if (gone.length === 0) throw new AppError("conflict", "This user has not signed in by single sign-on.");
    const endedSessions = await endSessionsOf(tx, userId, now);
    const subject = `user ${userId}`;
    await writeAudit(tx, scope, {
      action: "user.unlink_single_sign_on",
      subject,
      before: { identities: gone },
      after: { endedSessions },
    });
  });
}
