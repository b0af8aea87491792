import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createDb } from "@touchline/db/client";
import { runImport } from "@touchline/db/commands/import";
import { verifyRollups } from "@touchline/db/commands/rollups";
import { largeFile } from "@touchline/demo/large";
import { systemScope } from "@touchline/domain/access";
import { parseMapping } from "@touchline/ingest/mapping";
import { readRows, structureOf } from "@touchline/ingest/read";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { from, to } from "pg-copy-streams";

/** Parents before children: foreign keys are checked while a bare COPY runs. */
const DIMENSIONS = [
  "department",
  "channel",
  "segment",
  "touchpoint",
  "touchpoint_owner",
  "touchpoint_weight",
];
const FACTS = ["customer", "submission", "answer"];
const NOW = new Date("2026-01-15T12:00:00Z");

export interface ImportSpeed {
  readonly answers: number;
  readonly fileBytes: number;
  /** Seconds from opening the file until its figures can be read. */
  readonly ours: number;
  /** Seconds for COPY of the same facts, ready to store, into the same empty tables. */
  readonly bareCopy: number;
  /** The same with foreign keys unchecked, as our own import writes what it has just resolved. */
  readonly uncheckedCopy: number;
  /** Bytes of this process at its highest while importing. */
  readonly peakMemory: number;
  /** Counters that differ from the rows afterwards. */
  readonly wrong: number;
}

/** Imports a survey file of about `answers` answers into a fresh database, then copies its facts into another one. */
export async function benchImport(
  answers: number,
  folder: string,
  freshDatabase: (name: string) => Promise<string>,
): Promise<ImportSpeed> {
  const file = largeFile({ answers, now: NOW.getTime(), seed: 7 });
  const path = `${folder}/${file.name}`;
  await pipeline(Readable.from(file.read()), createWriteStream(path));
  const { size: fileBytes } = await stat(path);
  const ours = createDb(await freshDatabase(`import_${answers}`));
  const mapping = parseMapping(file.mapping);
  let peakMemory = 0;
  const watch = setInterval(() => {
    peakMemory = Math.max(peakMemory, process.memoryUsage.rss());
  }, 50);
  const begun = performance.now();
  const reader = readRows(createReadStream(path), mapping, { fileName: file.name, zone: "UTC" });
  await runImport(ours.db, systemScope("bench"), {
    source: { slug: mapping.source, name: "Large company" },
    mapping: { name: mapping.name, body: file.mapping },
    fileName: file.name,
    fileSha256: "0".repeat(64),
    fileBytes,
    constants: {},
    structure: structureOf(mapping),
    unknownNames: mapping.unknownNames,
    batches: reader.batches,
    now: NOW,
  });
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  const wrong = (await verifyRollups(ours.db)).length;
  const { rows } = await ours.db.execute<{ count: number }>(sql`select count(*) from answer`);

  const saved = (table: string) => `${folder}/${table}.copy`;
  for (const table of [...DIMENSIONS, ...FACTS]) {
    await withClient(ours.pool, (client) =>
      pipeline(client.query(to(`copy ${table} to stdout`)), createWriteStream(saved(table))),
    );
  }
  const copyInto = async (name: string, role: "origin" | "replica") => {
    const bare = createDb(await freshDatabase(`${name}_${answers}`));
    for (const table of DIMENSIONS) await bare.db.execute(sql.raw(`truncate ${table} cascade`));
    for (const table of DIMENSIONS) await copyIn(bare.pool, table, saved(table), role);
    const copying = performance.now();
    for (const table of FACTS) await copyIn(bare.pool, table, saved(table), role);
    const taken = (performance.now() - copying) / 1000;
    await bare.close();
    return taken;
  };
  const bareCopy = await copyInto("bare", "origin");
  const uncheckedCopy = await copyInto("unchecked", "replica");
  await ours.close();
  return {
    answers: rows[0]?.count ?? 0,
    fileBytes,
    ours: seconds,
    bareCopy,
    uncheckedCopy,
    peakMemory,
    wrong,
  };
}

const copyIn = (pool: pg.Pool, table: string, path: string, role: "origin" | "replica") =>
  withClient(pool, async (client) => {
    await client.query(`set session_replication_role = ${role}`);
    await pipeline(createReadStream(path), client.query(from(`copy ${table} from stdin`)));
  });

async function withClient(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await use(client);
  } finally {
    client.release();
  }
}
