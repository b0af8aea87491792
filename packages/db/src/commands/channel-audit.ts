import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { STANDARD_NAMES } from "@touchline/domain/standards";
import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import type { ChannelAuditRow } from "../queries/channel-audits.ts";
import { channelAudit } from "../schema/channel-audit.ts";
import { writeAudit } from "./audit.ts";

/** Records what an audit of a channel found. Returns its id. Throws "not_found" for a channel that is not in use. */
export function createChannelAudit(
  db: Db,
  scope: Scope,
  input: Omit<ChannelAuditRow, "id">,
): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ slug: string }>(
      sql`select slug from channel where id = ${input.channelId} and id <> 0 and archived_at is null`,
    );
    if (!rows[0]) throw new AppError("not_found", "There is no such channel in use.");
    const [made] = await tx
      .insert(channelAudit)
      .values({ ...input, userId: scope.actor.userId })
      .returning({ id: channelAudit.id });
    const { channelId: _, ...after } = input;
    await writeAudit(tx, scope, {
      action: "channel_audit.create",
      subject: `channel ${rows[0].slug}, ${STANDARD_NAMES[input.standard].toLowerCase()}`,
      after,
    });
    return made?.id ?? 0;
  });
}
