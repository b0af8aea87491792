import type { Scope } from "@touchline/domain/access";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../client.ts";
import { session } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";

/** How long a sign-in lasts at most, and how long it outlives the last visit. Milliseconds. */
export const SESSION_LIMITS = { absolute: 30 * 24 * 3_600_000, idle: 7 * 24 * 3_600_000 } as const;

/** Starts a sign-in for a user who has proven who they are. Returns the session's id. */
export async function createSession(
  db: Db,
  scope: Scope,
  input: { userId: number; now: Date },
): Promise<string> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(session)
      .values({
        userId: input.userId,
        createdAt: input.now,
        lastSeenAt: input.now,
        expiresAt: new Date(input.now.getTime() + SESSION_LIMITS.absolute),
      })
      .returning({ id: session.id });
    if (!row) throw new Error("a session was inserted and not returned");
    await writeAudit(tx, scope, { action: "session.create", subject: `user ${input.userId}` });
    return row.id;
  });
}

/** Ends a sign-in at once. Ending one that has ended already changes nothing and is not written down again. */
export async function endSession(
  db: Db,
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

/** Notes a visit, at most once a minute per session: it keeps the idle limit from ending a sign-in that is in use. */
export async function touchSession(
  db: Db,
  _scope: Scope,
  input: { sessionId: string; lastSeenAt: Date; now: Date },
): Promise<void> {
  if (input.now.getTime() - input.lastSeenAt.getTime() < 60_000) return;
  await db.update(session).set({ lastSeenAt: input.now }).where(eq(session.id, input.sessionId));
}
