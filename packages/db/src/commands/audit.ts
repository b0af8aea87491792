import type { Scope } from "@touchline/domain/access";
import type { Queryable } from "../client.ts";
import { auditLog } from "../schema/user.ts";

/**
 * Adds the one entry that every command owes: who did what to what, from where, with the state before and after. Call
 * it in the command's own transaction. Secrets never go into before or after. outcome: "done" unless told otherwise.
 */
export async function writeAudit(
  tx: Queryable,
  scope: Scope,
  entry: {
    action: string;
    subject: string;
    before?: unknown;
    after?: unknown;
    outcome?: "done" | "refused" | "failed";
  },
): Promise<void> {
  await tx.insert(auditLog).values({
    actorId: scope.actor.seenBy ?? scope.actor.userId,
    actor: scope.actor.label,
    address: scope.actor.address ?? null,
    action: entry.action,
    subject: entry.subject,
    before: entry.before ?? null,
    after: entry.after ?? null,
    outcome: entry.outcome ?? "done",
  });
}
