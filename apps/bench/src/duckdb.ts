import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import type pg from "pg";
import { to } from "pg-copy-streams";
import type { QUERIES } from "./queries.ts";
import { type Answer, collect, rawSql } from "./queries.ts";

/** The same answers in a DuckDB table: what a columnar scan of the rows would cost. */
export interface Columnar {
  answer(query: (typeof QUERIES)[number]): Promise<Answer>;
  close(): void;
}

/** Copies answers and owners out of PostgreSQL through CSV files in `folder` into an in-memory DuckDB with two threads. */
export async function copyToDuckDb(pool: pg.Pool, folder: string): Promise<Columnar> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  const take = async (name: string, query: string) => {
    const file = `${folder}/${name}.csv`;
    const client = await pool.connect();
    try {
      await pipeline(
        client.query(to(`copy (${query}) to stdout (format csv, header)`)),
        createWriteStream(file),
      );
    } finally {
      client.release();
    }
    await connection.run(`create table ${name} as select * from read_csv('${file}')`);
  };
  await take(
    "answer",
    "select touchpoint_id, channel_id, segment_id, question, evidence, score, at at time zone 'UTC' as at from answer",
  );
  await take("owner", "select touchpoint_id, department_id from owner");
  return {
    async answer(query) {
      const answer = new Map<string, string>();
      for (const range of query.ranges) {
        const reader = await connection.runAndReadAll(rawSql(query, range));
        collect(reader.getRowObjectsJson(), answer);
      }
      return answer;
    },
    close: () => connection.closeSync(),
  };
}
