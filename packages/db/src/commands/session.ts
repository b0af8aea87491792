import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Queryable, Tx } from "../client.ts";
import { knownAddress } from "../schema/credential.ts";
import { organisation } from "../schema/organisation.ts";
import { session, user } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";

/** The longest limits that an admin may set, and those of a new organisation. Milliseconds. */
export const SESSION_LIMITS = { absolute: 30 * 24 * 3_600_000, idle: 7 * 24 * 3_600_000 } as const;

export interface NewSession {
  readonly userId: number;
  readonly now: Date;
  /** The hash that the password matched: the sign-in fails when it is no longer the user's. */
  readonly provenBy?: string;
  readonly secondFactor?: "code" | "recovery_code";
  /** Proven to a provider of single sign-on: whether it answers for the second factor, and what the entry says. */
  readonly elsewhere?: {
    readonly secondFactor: boolean;
    readonly before: object | null;
    readonly after: object;
  };
  /** What the browser calls itself. */
  readonly agent?: string | null;
  /** The address, or the network, to be remembered as one where this user belongs. */
  readonly knownAt?: string | null;
}

/**
 * Starts a sign-in for a user who has proven who they are. Returns the session's id. Throws "unauthenticated" when the
 * user was disabled, or the password changed, since it was proven: whichever of the two transactions is second sees
 * the other.
 */
export async function createSession(db: Queryable, scope: Scope, input: NewSession): Promise<string> {
  const { userId, now, provenBy, secondFactor, elsewhere, agent, knownAt = null } = input;
  return db.transaction(async (tx) => {
    const [owner] = await tx
      .select({ passwordHash: user.passwordHash, disabledAt: user.disabledAt })
      .from(user)
      .where(eq(user.id, userId))
      .for("share");
    if (!owner || owner.disabledAt || (provenBy !== undefined && owner.passwordHash !== provenBy))
      throw new AppError("unauthenticated", "Please sign in again.");
    const [row] = await tx
      .insert(session)
      .values({
        userId,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: sql`${now}::timestamptz + (select make_interval(mins => ${organisation.sessionAbsoluteMinutes}) from ${organisation})`,
        address: scope.actor.address ?? null,
        agent: agent?.slice(0, 200) ?? null,
        secondFactorElsewhere: elsewhere?.secondFactor ?? false,
      })
      .returning({ id: session.id });
    if (!row) throw new Error("a session was inserted and not returned");
    if (knownAt !== null)
      await tx
        .insert(knownAddress)
        .values({ userId, address: knownAt, lastAt: now })
        .onConflictDoUpdate({
          target: [knownAddress.userId, knownAddress.address],
          set: { lastAt: now },
        });
    await writeAudit(tx, scope, {
      action: "session.create",
      subject: `user ${userId}`,
      ...(secondFactor && { after: { secondFactor } }),
      ...(elsewhere && {
        before: elsewhere.before,
        after: { ...elsewhere.after, ...(elsewhere.secondFactor && { secondFactor: "provider" }) },
      }),
    });
    return row.id;
  });
}

/** Ends a sign-in at once. Ending one that has ended already changes nothing and is not written down again. */
export async function endSession(
  db: Queryable,
  scope: Scope,
  input: { sessionId: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(session)
      .set({ endedAt: input.now })
      .where(and(eq(session.id, input.sessionId), isNull(session.endedAt)))
      .returning({ userId: session.userId });
    if (ended) await writeAudit(tx, scope, { action: "session.end", subject: `user ${ended.userId}` });
  });
}

/** Ends one of the actor's own sign-ins. Throws "not_found" when it is not theirs, or has ended. */
export async function endOwnSession(
  db: Queryable,
  scope: Scope,
  input: { sessionId: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(session)
      .set({ endedAt: input.now })
      .where(
        and(
          eq(session.id, input.sessionId),
          eq(session.userId, scope.actor.userId ?? 0),
          isNull(session.endedAt),
        ),
      )
      .returning({ userId: session.userId });
    if (!ended) throw new AppError("not_found", "There is no such sign-in.");
    await writeAudit(tx, scope, { action: "session.end", subject: `user ${ended.userId}` });
  });
}

/** Ends all sign-ins of the actor but the one in use. Returns how many. */
export async function endOtherSessions(
  db: Queryable,
  scope: Scope,
  input: { keep: string; now: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    const userId = scope.actor.userId ?? 0;
    const ended = await endSessionsOf(tx, userId, input.now, input.keep);
    await writeAudit(tx, scope, {
      action: "session.end_others",
      subject: `user ${userId}`,
      after: { ended },
    });
    return ended;
  });
}

/** Ends every sign-in of a user but `keep`, as part of a command that owes the entry for it. Returns how many. */
export async function endSessionsOf(tx: Tx, userId: number, now: Date, keep?: string): Promise<number> {
  const ended = await tx
    .update(session)
    .set({ endedAt: now })
    .where(
      and(
        eq(session.userId, userId),
        isNull(session.endedAt),
        keep === undefined ? undefined : ne(session.id, keep),
      ),
    )
    .returning({ id: session.id });
  return ended.length;
}

/** Notes a visit, at most once a minute per session: it keeps the idle limit from ending a sign-in that is in use. */
export async function touchSession(
  db: Queryable,
  _scope: Scope,
  input: { sessionId: string; lastSeenAt: Date; now: Date },
): Promise<void> {
  if (input.now.getTime() - input.lastSeenAt.getTime() < 60_000) return;
  await db.update(session).set({ lastSeenAt: input.now }).where(eq(session.id, input.sessionId));
}
