import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate as run } from "drizzle-orm/node-postgres/migrator";
import { createDb } from "./client.ts";
import { isReady } from "./queries/readiness.ts";

const MIGRATIONS = fileURLToPath(new URL("../migrations", import.meta.url));
/** Any constant: two starts at once migrate one after the other. */
const MIGRATION_LOCK = 7_001;

/**
 * Brings the database at url to the newest schema. Safe to call at every start and by several processes at once. Where
 * nothing is left to do it needs no right to do it.
 */
export async function migrate(url: string): Promise<void> {
  const { db, close } = createDb(url, { max: 2 });
  try {
    if (await isReady(db).catch(() => false)) return;
    await db.transaction(async (lock) => {
      await lock.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      await run(db, { migrationsFolder: MIGRATIONS });
    });
  } finally {
    await close();
  }
}
