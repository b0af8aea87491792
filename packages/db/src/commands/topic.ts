import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { writeAudit } from "./audit.ts";

/** Sets the words by which comments are found that speak of a touchpoint; none: those of its name. Throws "not_found". */
export function updateTopic(
  db: Db,
  scope: Scope,
  { touchpointId, words }: { touchpointId: number; words: readonly string[] },
): Promise<void> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ slug: string }>(
      sql`select slug from touchpoint where id = ${touchpointId} and id <> 0 for update`,
    );
    if (!rows[0]) throw new AppError("not_found", "There is no such touchpoint.");
    const { rows: gone } = await tx.execute<{ word: string }>(
      sql`delete from topic_word where touchpoint_id = ${touchpointId} returning word`,
    );
    for (const word of words)
      await tx.execute(
        sql`insert into topic_word (touchpoint_id, word) values (${touchpointId}, ${word}) on conflict do nothing`,
      );
    await writeAudit(tx, scope, {
      action: "topic.update",
      subject: `touchpoint ${rows[0].slug}`,
      before: { words: gone.map(({ word }) => word).sort() },
      after: { words: [...words].sort() },
    });
  });
}
