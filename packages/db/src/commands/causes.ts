import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { sql } from "drizzle-orm";
import type { Db, Tx } from "../client.ts";
import { reasonOf } from "../queries/contacts.ts";
import { writeAudit } from "./audit.ts";

/** The slug of a touchpoint that is in use. Throws "not_found". */
async function slugOf(tx: Tx, touchpointId: number): Promise<string> {
  const { rows } = await tx.execute<{ slug: string }>(
    sql`select slug from touchpoint where id = ${touchpointId} and id <> 0 and archived_at is null`,
  );
  if (!rows[0]) throw new AppError("not_found", "There is no such touchpoint in use.");
  return rows[0].slug;
}

/** What the rule for a reason said, by slug; null = there was none. Locks it. */
async function ruleBefore(tx: Tx, reason: string): Promise<{ touchpoint: string } | null> {
  const { rows } = await tx.execute<{ touchpoint: string }>(sql`
    select t.slug touchpoint from cause_rule r join touchpoint t on t.id = r.touchpoint_id
    where r.reason = ${reasonOf(sql`${reason}::text`)} for update of r`);
  return rows[0] ?? null;
}

/** From now on contacts with this reason, past ones too, are caused by the touchpoint unless something stronger says other. */
export function setCauseRule(
  db: Db,
  scope: Scope,
  { reason, touchpointId }: { reason: string; touchpointId: number },
): Promise<void> {
  return db.transaction(async (tx) => {
    const touchpoint = await slugOf(tx, touchpointId);
    const before = await ruleBefore(tx, reason);
    await tx.execute(sql`
      insert into cause_rule (reason, touchpoint_id) values (${reasonOf(sql`${reason}::text`)}, ${touchpointId})
      on conflict (reason) do update set touchpoint_id = excluded.touchpoint_id`);
    await writeAudit(tx, scope, {
      action: "cause.set_rule",
      subject: `reason ${reason}`,
      before,
      after: { touchpoint },
    });
  });
}

/** Takes a rule away. Throws "not_found". */
export function deleteCauseRule(db: Db, scope: Scope, { reason }: { reason: string }): Promise<void> {
  return db.transaction(async (tx) => {
    const before = await ruleBefore(tx, reason);
    if (!before) throw new AppError("not_found", "There is no rule for this reason.");
    await tx.execute(sql`delete from cause_rule where reason = ${reasonOf(sql`${reason}::text`)}`);
    await writeAudit(tx, scope, { action: "cause.delete_rule", subject: `reason ${reason}`, before });
  });
}

/**
 * Keeps what the acting user takes from the customer's words as the cause of a contact; null: they do not tell. Said
 * again it replaces what that user said before. Throws "not_found", "forbidden" for who is no user.
 */
export function codeCause(
  db: Db,
  scope: Scope,
  input: { contactId: number; touchpointId: number | null; now: Date },
): Promise<void> {
  const { contactId, touchpointId, now } = input;
  const { userId } = scope.actor;
  if (userId === null) throw new AppError("forbidden", "A cause is said by a user.");
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`
      select 1 from interaction i join touchpoint t on t.id = i.touchpoint_id
      where i.id = ${contactId} and (t.role = 'service' or i.opened_at is not null)`);
    if (rows.length === 0) throw new AppError("not_found", "There is no such contact.");
    const touchpoint = touchpointId === null ? null : await slugOf(tx, touchpointId);
    const { rows: said } = await tx.execute<{ touchpoint: string | null }>(sql`
      select t.slug touchpoint from cause_coding k left join touchpoint t on t.id = k.touchpoint_id
      where k.interaction_id = ${contactId} and k.user_id = ${userId} for update of k`);
    await tx.execute(sql`
      insert into cause_coding (interaction_id, user_id, touchpoint_id, at)
      values (${contactId}, ${userId}, ${touchpointId}, ${now})
      on conflict (interaction_id, user_id) do update set touchpoint_id = excluded.touchpoint_id, at = excluded.at`);
    await writeAudit(tx, scope, {
      action: "cause.code",
      subject: `contact ${contactId}`,
      before: said[0] ?? null,
      after: { touchpoint },
    });
  });
}
