import type { LinkKind, Role, Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Queryable, Tx } from "../client.ts";
import { userLink } from "../schema/credential.ts";
import { user } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";
import { endSessionsOf } from "./session.ts";
import { holdAdmins, insertUser, type NewUser } from "./user.ts";

/** How long each kind of link may be used. Milliseconds. */
export const LINK_LIFE: Readonly<Record<LinkKind, number>> = {
  invitation: 24 * 3_600_000,
  reset: 3_600_000,
  first_admin: 24 * 3_600_000,
};

const GONE = "This link has been used, has run out, or was replaced by a newer one.";

/** Makes a link and ends older ones of its kind and user. hash: the digest of its token, which is not kept. */
async function putLink(
  tx: Tx,
  link: { kind: LinkKind; userId: number | null; hash: string; now: Date },
): Promise<void> {
  const { kind, userId, hash, now } = link;
  await dropLinks(tx, kind, userId);
  const expiresAt = new Date(now.getTime() + LINK_LIFE[kind]);
  await tx.insert(userLink).values({ hash, kind, userId, createdAt: now, expiresAt });
}

/** Ends the links of one kind and user, as part of a command that owes the entry for it. */
export async function dropLinks(tx: Tx, kind: LinkKind, userId: number | null): Promise<void> {
  const whose = userId === null ? isNull(userLink.userId) : eq(userLink.userId, userId);
  await tx.delete(userLink).where(and(eq(userLink.kind, kind), whose));
}

/** Uses a link up and returns whose it was. Of many at once one gets it; the others, "not_found". */
async function useLink(
  tx: Tx,
  input: { kind: LinkKind; hash: string; now: Date },
): Promise<{ userId: number | null }> {
  const [used] = await tx
    .update(userLink)
    .set({ usedAt: input.now })
    .where(
      and(
        eq(userLink.hash, input.hash),
        eq(userLink.kind, input.kind),
        isNull(userLink.usedAt),
        gt(userLink.expiresAt, input.now),
      ),
    )
    .returning({ userId: userLink.userId });
  if (!used) throw new AppError("not_found", GONE);
  return used;
}

/** Adds a user who sets the first password by a link. Returns the id. Throws "conflict" when the address is taken. */
export async function inviteUser(
  db: Queryable,
  scope: Scope,
  input: Omit<NewUser, "passwordHash"> & { hash: string; now: Date },
): Promise<number> {
  const { hash, now, ...rest } = input;
  return db.transaction(async (tx) => {
    const { id, after } = await insertUser(tx, { ...rest, passwordHash: null });
    await putLink(tx, { kind: "invitation", userId: id, hash, now });
    await writeAudit(tx, scope, { action: "user.invite", subject: `user ${id}`, after });
    return id;
  });
}

/** A user as it is when a link is made for it: enabled, and with or without a password. Throws what the admin did wrong. */
async function addressee(tx: Tx, userId: number, wanted: "invited" | "active") {
  const [row] = await tx
    .select({
      email: user.email,
      name: user.name,
      // Who signs in by single sign-on alone is active as well, and gets a password by a reset.
      active: sql<boolean>`${user.passwordHash} is not null
        or exists (select 1 from user_identity i where i.user_id = user_account.id)`,
      disabledAt: user.disabledAt,
    })
    .from(user)
    .where(eq(user.id, userId))
    .for("update");
  if (!row) throw new AppError("not_found", "There is no such user.");
  if (row.disabledAt) throw new AppError("conflict", "This user is disabled. Enable the user first.");
  if (wanted === "invited" && row.active)
    throw new AppError("conflict", "This user has accepted the invitation already.");
  if (wanted === "active" && !row.active)
    throw new AppError("conflict", "This user has not accepted the invitation yet. Send it again instead.");
  return { email: row.email, name: row.name };
}

/** Makes a new invitation in place of the last. Returns whom to send it to. Throws "not_found" or "conflict". */
export async function renewInvitation(
  db: Queryable,
  scope: Scope,
  input: { userId: number; hash: string; now: Date },
): Promise<{ email: string; name: string }> {
  return db.transaction(async (tx) => {
    const found = await addressee(tx, input.userId, "invited");
    await putLink(tx, { kind: "invitation", ...input });
    await writeAudit(tx, scope, { action: "user.invite_again", subject: `user ${input.userId}` });
    return found;
  });
}

/** Makes a link to set a new password by. Returns whom to send it to. Throws "not_found" or "conflict". */
export async function createReset(
  db: Queryable,
  scope: Scope,
  input: { userId: number; hash: string; now: Date },
): Promise<{ email: string; name: string }> {
  return db.transaction(async (tx) => {
    const found = await addressee(tx, input.userId, "active");
    await putLink(tx, { kind: "reset", ...input });
    await writeAudit(tx, scope, { action: "user.reset_link", subject: `user ${input.userId}` });
    return found;
  });
}

const ACTIONS = { invitation: "user.accept", reset: "user.reset_password" } as const;

/**
 * Sets the password of whoever a link was made for, uses it and every other of theirs up, and ends all sign-ins, in one
 * transaction. Returns the address to sign in with. Throws "not_found" for a link that can't be used (any more).
 */
export async function redeemLink(
  db: Queryable,
  scope: Scope,
  input: { kind: "invitation" | "reset"; hash: string; passwordHash: string; now: Date },
): Promise<{ email: string }> {
  const { kind, hash, passwordHash, now } = input;
  return db.transaction(async (tx) => {
    const { userId } = await useLink(tx, { kind, hash, now });
    const [owner] = await tx
      .update(user)
      .set({ passwordHash })
      .where(and(eq(user.id, userId ?? 0), isNull(user.disabledAt)))
      .returning({ id: user.id, email: user.email });
    if (!owner) throw new AppError("not_found", GONE);
    await dropLinks(tx, "invitation", owner.id);
    await dropLinks(tx, "reset", owner.id);
    const endedSessions = await endSessionsOf(tx, owner.id, now);
    const self = {
      ...scope,
      actor: { ...scope.actor, userId: owner.id, label: owner.email },
    };
    await writeAudit(tx, self, {
      action: ACTIONS[kind],
      subject: `user ${owner.id}`,
      after: { endedSessions },
    });
    return { email: owner.email };
  });
}

const SETTLED = "Touchline has an admin already. Ask that admin for an invitation.";

async function requireNoAdmin(tx: Tx): Promise<void> {
  const role: Role = "admin";
  if ((await tx.$count(user, eq(user.role, role))) > 0) throw new AppError("conflict", SETTLED);
}

/** Makes the link for the first admin, in place of the last such. Throws "conflict" once there is, or was, an admin. */
export async function createFirstAdminLink(
  db: Queryable,
  scope: Scope,
  input: { hash: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await holdAdmins(tx);
    await requireNoAdmin(tx);
    await putLink(tx, { kind: "first_admin", userId: null, ...input });
    await writeAudit(tx, scope, { action: "user.first_admin_link", subject: "first admin" });
  });
}

/** Makes the first admin. Of many at once one succeeds. Throws "not_found", or "conflict" once there is an admin. */
export async function createFirstAdmin(
  db: Queryable,
  scope: Scope,
  input: { hash: string; email: string; name: string; passwordHash: string; now: Date },
): Promise<number> {
  const { hash, now, ...rest } = input;
  return db.transaction(async (tx) => {
    await holdAdmins(tx);
    await requireNoAdmin(tx);
    await useLink(tx, { kind: "first_admin", hash, now });
    const { id, after } = await insertUser(tx, { ...rest, role: "admin", departmentIds: [] });
    await dropLinks(tx, "first_admin", null);
    await writeAudit(tx, scope, { action: "user.create_first_admin", subject: `user ${id}`, after });
    return id;
  });
}
