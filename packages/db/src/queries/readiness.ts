import { sql } from "drizzle-orm";
import journal from "../../migrations/meta/_journal.json" with { type: "json" };
import type { Queryable } from "../client.ts";

const NEWEST = Math.max(...journal.entries.map((entry) => entry.when));

/** Whether the database answers and has every migration that this build was made with. It reads no data of anybody's. */
export async function isReady(db: Queryable): Promise<boolean> {
  const { rows } = await db.execute<{ applied: string | null }>(
    sql`select max(created_at)::text as applied from drizzle.__drizzle_migrations`,
  );
  return Number(rows[0]?.applied ?? 0) >= NEWEST;
}
