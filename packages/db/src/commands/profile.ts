import type { Scope, THEMES } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, eq } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { userLink } from "../schema/credential.ts";
import { user } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";
import { endSessionsOf } from "./session.ts";

export interface Profile {
  readonly name: string;
  /** null: the organisation's. */
  readonly timeZone: string | null;
  readonly theme: (typeof THEMES)[number];
}

/** What users say of themselves. */
export async function updateProfile(db: Queryable, scope: Scope, input: Profile): Promise<void> {
  const { name, timeZone, theme } = input;
  const own = eq(user.id, scope.actor.userId ?? 0);
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select({ name: user.name, timeZone: user.timeZone, theme: user.theme })
      .from(user)
      .where(own)
      .for("update");
    if (!before) throw new AppError("not_found", "There is no such user.");
    await tx.update(user).set({ name, timeZone, theme }).where(own);
    await writeAudit(tx, scope, {
      action: "profile.update",
      subject: `user ${scope.actor.userId}`,
      before,
      after: { name, timeZone, theme },
    });
  });
}

/**
 * Sets the actor's own password in place of the one that was proven, and ends every other sign-in and every reset link
 * of theirs in the same transaction. Throws "conflict" when the password was changed meanwhile.
 */
export async function changePassword(
  db: Queryable,
  scope: Scope,
  input: { provenBy: string; passwordHash: string; keep: string; now: Date },
): Promise<void> {
  const userId = scope.actor.userId ?? 0;
  await db.transaction(async (tx) => {
    const changed = await tx
      .update(user)
      .set({ passwordHash: input.passwordHash })
      .where(and(eq(user.id, userId), eq(user.passwordHash, input.provenBy)))
      .returning({ id: user.id });
    if (changed.length === 0) throw new AppError("conflict", "The password was changed meanwhile.");
    await tx.delete(userLink).where(and(eq(userLink.userId, userId), eq(userLink.kind, "reset")));
    const endedSessions = await endSessionsOf(tx, userId, input.now, input.keep);
    await writeAudit(tx, scope, {
      action: "profile.change_password",
      subject: `user ${userId}`,
      after: { endedSessions },
    });
  });
}
