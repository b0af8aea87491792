import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

/** $client: the pool, for what needs a connection of its own (COPY, session locks). */
export type Db = NodePgDatabase & { $client: pg.Pool };
/** A transaction: what commands hand to the pieces that must share one. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** Either: reads work inside and outside of a transaction. */
export type Queryable = Db | Tx;

// int8 and sums of integers come back as numbers: counts stay far below 2^53. Days stay "yyyy-mm-dd" text.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return Number;
    if (oid === pg.types.builtins.DATE) return String;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  }) as pg.CustomTypesConfig["getTypeParser"],
};

/**
 * A pool and its drizzle client for one PostgreSQL address. Errors of idle connections go to onError: without a
 * listener they would end the process. Call close() when done.
 */
export function createDb(
  url: string,
  options: { max?: number; onError?: (error: Error) => void; applicationName?: string } = {},
): { db: Db; pool: pg.Pool; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? "touchline",
    // Compiling these short statements takes longer than running them.
    options: "-c jit=off",
    types,
  });
  pool.on("error", options.onError ?? (() => undefined));
  return { db: drizzle(pool), pool, close: () => pool.end() };
}
