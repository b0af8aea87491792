import type { Scope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";

/**
 * A number that has grown whenever the answers that count have changed: every change queues its deltas, whose ids come
 * from one sequence. settled: nobody who drew from it before is still at work, so that what is read from now on holds
 * all that the number stands for, and may be kept under it.
 */
export async function readAnswersVersion(
  db: Queryable,
  _scope: Scope,
): Promise<{ version: number; settled: boolean }> {
  const { rows } = await db.execute<{ version: number | null }>(
    sql`select pg_sequence_last_value(pg_get_serial_sequence('rollup_delta', 'id')::regclass) as version`,
  );
  // After the number, by a statement of its own: who began in between only makes what is read newer than it says.
  const { rows: writers } = await db.execute(sql`
    select 1 from pg_locks where relation = 'rollup_delta'::regclass and mode = 'RowExclusiveLock'
      and database = (select oid from pg_database where datname = current_database()) limit 1`);
  return { version: rows[0]?.version ?? 0, settled: writers.length === 0 };
}
