import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Queryable } from "../client.ts";

/** One staging table: columns in the order of COPY. Names are numbered within the run (import-names), instants in ms. */
const TABLES = {
  submission: `row bigint, part smallint, auto boolean, key uuid, hash uuid, customer_key uuid, customer text,
    at_ms bigint, segment int, comment text, weight real, interaction_key uuid, careless boolean, touchpoints int[],
    channels int[], questions question_type[], scores smallint[], usages usage_answer[]`,
  interaction: `row bigint, part smallint, auto boolean, key uuid, hash uuid, customer_key uuid, customer text,
    at_ms bigint, touchpoint int, channel int, segment int, cause int, reason text, continues_key uuid,
    opened_ms bigint, reply_ms bigint, resolved_ms bigint, first_contact boolean, reopened boolean, kept boolean,
    comment text`,
  record: "row bigint, part smallint, auto boolean, key uuid, hash uuid, kind record_kind, body jsonb",
  name: "number int, kind text, slug text, name text",
  progress: "rows_read bigint",
} as const;
export type StagedTable = keyof typeof TABLES;

/**
 * Where one run's rows wait. The tables are the run's own, so that dropping them costs nothing; unlogged, so that
 * they cost no write-ahead log. A dry run's are temporary and leave no trace.
 */
export interface Staging {
  readonly table: (name: StagedTable) => string;
}

export function stagingOf(runId: number | null): Staging {
  const prefix = runId === null ? "pg_temp.dry_run" : `staging.run_${runId}`;
  return { table: (name) => `${prefix}_${name}` };
}

const NAMES = Object.keys(TABLES) as StagedTable[];

export async function createStaging(db: Queryable, staging: Staging, temporary: boolean): Promise<void> {
  for (const name of NAMES) {
    const kind = temporary ? "" : "unlogged";
    await db.execute(sql.raw(`create ${kind} table ${staging.table(name)} (${TABLES[name]})`));
  }
  await db.execute(sql.raw(`insert into ${staging.table("progress")} values (0)`));
}

export async function dropStaging(db: Queryable, staging: Staging): Promise<void> {
  await db.execute(sql.raw(`drop table if exists ${NAMES.map(staging.table).join(", ")}`));
}

/** The rows that staging holds, null when it is gone: dropped, or emptied by a crash of the server. */
export async function stagedRows(db: Queryable, staging: Staging): Promise<number | null> {
  const { rows: there } = await db.execute(
    sql`select 1 where to_regclass(${staging.table("progress")}) is not null`,
  );
  if (there.length === 0) return null;
  const { rows } = await db.execute<{ rows_read: number }>(
    sql.raw(`select rows_read::float8 from ${staging.table("progress")}`),
  );
  return rows[0]?.rows_read ?? null;
}

/** The last day that staged records speak of, null where none has a date. Days still to come (due dates) are none. */
export async function lastStagedDay(db: Queryable, staging: Staging): Promise<string | null> {
  const table = (name: StagedTable) => sql.raw(staging.table(name));
  const { rows } = await db.execute<{ day: string | null }>(sql`
    select greatest(
      (to_timestamp(greatest((select max(at_ms) from ${table("submission")}),
        (select max(at_ms) from ${table("interaction")})) / 1000.0)
        at time zone (select time_zone from organisation))::date,
      (select max(greatest(body ->> 'day', body ->> 'completed', body ->> 'assigned', body ->> 'hired',
        body ->> 'left'))::date from ${table("record")})) as day`);
  return rows[0]?.day ?? null;
}

/** COPY of ready lines (text format) into a table. */
export async function copyLines(
  client: pg.PoolClient,
  table: string,
  lines: readonly Buffer[],
): Promise<void> {
  if (lines.length === 0) return;
  await pipeline(Readable.from(lines), client.query(copyFrom(`copy ${table} from stdin`)));
}
