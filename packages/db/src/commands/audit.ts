import type { Scope } from "@touchline/domain/access";
import type { Queryable } from "../client.ts";
import { auditLog } from "../schema/user.ts";

/**
 * Adds the one entry that every command owes: who did what to what, with the state before and after. Call it in the
 * command's own transaction. Secrets never go into before or after.
 */
export async function writeAudit(
  tx: Queryable,
  scope: Scope,
  entry: { action: string; subject: string; before?: unknown; after?: unknown },
): Promise<void> {
  await tx.insert(auditLog).values({
    actorId: scope.actor.userId,
    actor: scope.actor.label,
    action: entry.action,
    subject: entry.subject,
    before: entry.before ?? null,
    after: entry.after ?? null,
  });
}
