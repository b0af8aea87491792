import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { session, user } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";

/** How long an admin looks as somebody else at most. Milliseconds. */
const SEE_AS_LIFE = 3_600_000;

/**
 * Lets one sign-in of the actor show Touchline as another user sees it, for an hour. Throws "not_found", or "conflict"
 * for oneself and for a disabled user. Who looks as somebody else may not call it: that needs more than reading.
 */
export async function startSeeingAs(
  db: Queryable,
  scope: Scope,
  input: { sessionId: string; userId: number; now: Date },
): Promise<void> {
  const { sessionId, userId, now } = input;
  if (userId === scope.actor.userId) throw new AppError("conflict", "That is you.");
  await db.transaction(async (tx) => {
    const [shown] = await tx
      .select({ email: user.email, disabledAt: user.disabledAt })
      .from(user)
      .where(eq(user.id, userId))
      .for("share");
    if (!shown) throw new AppError("not_found", "There is no such user.");
    if (shown.disabledAt) throw new AppError("conflict", "This user is disabled and sees nothing.");
    const until = new Date(now.getTime() + SEE_AS_LIFE);
    const begun = await tx
      .update(session)
      .set({ seesAsId: userId, seesAsUntil: until })
      .where(
        and(eq(session.id, sessionId), eq(session.userId, scope.actor.userId ?? 0), isNull(session.endedAt)),
      )
      .returning({ id: session.id });
    if (begun.length === 0) throw new AppError("unauthenticated", "Please sign in again.");
    await writeAudit(tx, scope, {
      action: "session.see_as",
      subject: `user ${userId}`,
      after: { email: shown.email, until },
    });
  });
}

/** Shows the sign-in's owner their own Touchline again. Ending what has ended changes nothing and is not written down. */
export async function stopSeeingAs(
  db: Queryable,
  scope: Scope,
  input: { sessionId: string; now: Date },
): Promise<void> {
  const { sessionId, now } = input;
  await db.transaction(async (tx) => {
    const [was] = await tx
      .select({ userId: session.seesAsId })
      .from(session)
      .where(and(eq(session.id, sessionId), sql`${session.seesAsUntil} > ${now}`))
      .for("update");
    if (!was?.userId) return;
    await tx.update(session).set({ seesAsId: null, seesAsUntil: null }).where(eq(session.id, sessionId));
    await writeAudit(tx, scope, { action: "session.see_as_self", subject: `user ${was.userId}` });
  });
}
