import type { Db } from "@touchline/db/client";
import { isReady } from "@touchline/db/queries/readiness";

/** Whether the database answers and has the schema that this build expects; false while it does not answer. */
export function databaseReady(db: Db): Promise<boolean> {
  return isReady(db).catch(() => false);
}
