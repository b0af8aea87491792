import type { Scope } from "@touchline/domain/access";
import { and, desc, eq, getTableColumns, gte, ilike, inArray, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { partOf } from "../part-of.ts";
import { auditLog, OF_FIGURES } from "../schema/user.ts";

export interface AuditFilter {
  /** Part of who did it. */
  readonly actor?: string | undefined;
  /** What was done: the whole action, or the topic before its dot. What was refused has it in the plural. */
  readonly action?: string | undefined;
  /** Part of what it was done to. */
  readonly subject?: string | undefined;
  readonly outcome?: AuditEntry["outcome"] | undefined;
  /** Part of anything that an entry says: who, what, to what, before, after, from where. */
  readonly text?: string | undefined;
  /** From this moment on, and before that one. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

export type AuditEntry = typeof auditLog.$inferSelect & {
  /** Who the user is called now that it was done to; null: it was done to something else. */
  readonly subjectName: string | null;
};

const subjectName = sql<string | null>`(
  select u.name from user_account u where 'user ' || u.id = ${auditLog.subject})`;
const said = sql`concat_ws(' ', ${auditLog.actor}, ${auditLog.action}, ${auditLog.subject}, ${auditLog.before}::text,
  ${auditLog.after}::text, ${auditLog.address}, ${subjectName})`;

/** Entries of the audit log, the newest first; `before`: the id that the last page ended with. */
export async function listAudit(
  db: Queryable,
  _scope: Scope,
  input: AuditFilter & { before?: number | undefined; limit: number },
): Promise<AuditEntry[]> {
  const { actor, action, subject, outcome, text, from, until, before } = input;
  return db
    .select({ ...getTableColumns(auditLog), subjectName })
    .from(auditLog)
    .where(
      and(
        before === undefined ? undefined : lt(auditLog.id, before),
        actor ? ilike(auditLog.actor, partOf(actor)) : undefined,
        action
          ? or(
              inArray(auditLog.action, [action, action.replace(".", "s.")]),
              ...[".%", "s.%"].map((end) => ilike(auditLog.action, partOf(action).slice(1, -1) + end)),
            )
          : undefined,
        subject
          ? or(ilike(auditLog.subject, partOf(subject)), ilike(subjectName, partOf(subject)))
          : undefined,
        text ? ilike(said, partOf(text)) : undefined,
        outcome && eq(auditLog.outcome, outcome),
        from && gte(auditLog.at, from),
        until && lt(auditLog.at, until),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(input.limit);
}

/**
 * A mark of all that figures depend on: another one means that something of it was written, since every command leaves
 * its entry in its own transaction. Signing in and what is changed of users alone is in none. It looks at many entries,
 * as ids needn't become visible in their order.
 */
export async function readFiguresMark(db: Queryable, _scope: Scope): Promise<string> {
  const { rows } = await db.execute<{ mark: string }>(sql`
    select count(*) || ' ' || coalesce(sum(id), 0) as mark
    from (select id from audit_log where ${OF_FIGURES} order by id desc limit 200) newest`);
  return rows[0]?.mark ?? "";
}
