import type { Scope } from "@touchline/domain/access";
import { and, desc, eq, gte, ilike, lt, or } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { auditLog } from "../schema/user.ts";

export interface AuditFilter {
  /** Part of who did it. */
  readonly actor?: string | undefined;
  /** What was done: the whole action, or the topic before its dot. */
  readonly action?: string | undefined;
  /** Part of what it was done to. */
  readonly subject?: string | undefined;
  readonly outcome?: AuditEntry["outcome"] | undefined;
  /** From this moment on, and before that one. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

export type AuditEntry = typeof auditLog.$inferSelect;

const part = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Entries of the audit log, the newest first; `before`: the id that the last page ended with. */
export async function listAudit(
  db: Queryable,
  _scope: Scope,
  input: AuditFilter & { before?: number | undefined; limit: number },
): Promise<AuditEntry[]> {
  const { actor, action, subject, outcome, from, until, before } = input;
  return db
    .select()
    .from(auditLog)
    .where(
      and(
        before === undefined ? undefined : lt(auditLog.id, before),
        actor ? ilike(auditLog.actor, part(actor)) : undefined,
        action
          ? or(eq(auditLog.action, action), ilike(auditLog.action, `${part(action).slice(1, -1)}.%`))
          : undefined,
        subject ? ilike(auditLog.subject, part(subject)) : undefined,
        outcome && eq(auditLog.outcome, outcome),
        from && gte(auditLog.at, from),
        until && lt(auditLog.at, until),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(input.limit);
}
