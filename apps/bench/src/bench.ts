import { chmod, mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDb } from "@touchline/db/client";
import { startThrowaway } from "@touchline/db/embedded";
import { migrate } from "@touchline/db/migrate";
import { sql } from "drizzle-orm";
import { ANALYSIS_HEADER, analysisRow, benchAnalyses } from "./analyses.ts";
import { copyToDuckDb } from "./duckdb.ts";
import { fillFacts } from "./facts.ts";
import { benchImport } from "./import.ts";
import { measure, ms, type Timing, table, times } from "./measure.ts";
import { benchPages } from "./pages.ts";
import { benchProcedures } from "./procedures.ts";
import { differences, fromRollups, fromRows, QUERIES } from "./queries.ts";

const CALLS = 200;
/** Raw reads take seconds at ten million rows: fewer calls tell as much. */
const RAW_CALLS = 5;
const PAGE_CALLS = 30;
/** First views of the heaviest take seconds each. */
const ANALYSIS_CALLS = 7;

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1,10" },
    import: { type: "string", default: "1" },
    /** The largest size at which analyses are asked of raw rows, too: each then takes seconds. */
    rows: { type: "string", default: "10" },
  },
});
const sizes = values.sizes.split(",").map((millions) => Number(millions) * 1_000_000);
const print = (text: string) => process.stdout.write(`${text}\n`);

const folder = await mkdtemp(join(tmpdir(), "touchline-bench-"));
await chmod(folder, 0o755);
const server = await startThrowaway(join(folder, "pg"), [
  "shared_buffers=1GB",
  "max_wal_size=2GB",
  "work_mem=64MB",
]);

interface Row {
  readonly ours: Timing;
  readonly raw: Timing;
  readonly duckdb: Timing;
}
const results = new Map<string, Map<number, Row>>(QUERIES.map(({ name }) => [name, new Map()]));
const pages: string[][] = [["Page, as an executive asks it", "Answers", "Median / p95 (ms)"]];
const analyses: string[][] = [[...ANALYSIS_HEADER]];
let wrong = 0;

async function freshDatabase(name: string): Promise<string> {
  const admin = createDb(server.url("postgres"), { max: 1 });
  await admin.db.execute(sql.raw(`create database ${name}`));
  await admin.db.execute(sql.raw(`alter database ${name} set timezone = 'UTC'`));
  await admin.close();
  await migrate(server.url(name));
  return server.url(name);
}

async function benchReads(size: number): Promise<Timing> {
  const url = await freshDatabase(`bench_${size}`);
  const { db, pool, close } = createDb(url);
  const filling = performance.now();
  await fillFacts(db, size);
  print(
    `\n${size.toLocaleString("en")} answers ready in ${((performance.now() - filling) / 1000).toFixed(0)} s`,
  );
  await db.execute(sql`create view owner as select touchpoint_id, department_id from touchpoint_owner`);
  const columnar = await copyToDuckDb(pool, folder);
  for (const query of QUERIES) {
    const ours = await fromRollups(db, query);
    const different =
      differences(ours, await fromRows(db, query)) + differences(ours, await columnar.answer(query));
    if (different > 0 || ours.size === 0) {
      wrong += 1;
      print(`WRONG: "${query.name}": ${different} of ${ours.size} cells differ from the rows`);
    }
    const row = {
      ours: await measure(() => fromRollups(db, query), CALLS),
      raw: await measure(() => fromRows(db, query), RAW_CALLS),
      duckdb: await measure(() => columnar.answer(query), RAW_CALLS),
    };
    results.get(query.name)?.set(size, row);
    print(
      `${query.name}: ${ms(row.ours.median)} ms, rows ${ms(row.raw.median)} ms, DuckDB ${ms(row.duckdb.median)} ms`,
    );
  }
  for (const [name, timing] of await benchProcedures(db, PAGE_CALLS))
    pages.push([name, `${size / 1_000_000}M`, `${ms(timing.median)} / ${ms(timing.p95)}`]);
  for await (const analysis of benchAnalyses(
    db,
    size <= Number(values.rows) * 1_000_000 ? url : null,
    ANALYSIS_CALLS,
  )) {
    analyses.push(analysisRow(`${size / 1_000_000}M`, analysis));
    print(`${analysis.name}: ${ms(analysis.first.median)} ms, asked again ${ms(analysis.again.median)} ms`);
    if (analysis.different.length === 0) continue;
    wrong += 1;
    print(`WRONG: "${analysis.name}" differs from the rows in ${analysis.different.slice(0, 5).join(", ")}`);
  }
  const one = await measure(() => db.execute(sql`select 1`), CALLS);
  columnar.close();
  await close();
  return one;
}

try {
  const ones: string[] = [];
  for (const size of sizes) {
    const one = await benchReads(size);
    ones.push(`${size / 1_000_000}M: ${ms(one.median)} / ${ms(one.p95)}`);
  }
  const rows = [
    [
      "Question",
      "Answers",
      "Ours, median / p95 (ms)",
      "Rows (ms)",
      "Rows : ours",
      "DuckDB scan (ms)",
      "Growth",
    ],
  ];
  for (const [name, bySize] of results) {
    const first = bySize.get(sizes[0] ?? 0);
    for (const [size, row] of bySize) {
      rows.push([
        name,
        `${size / 1_000_000}M`,
        `${ms(row.ours.median)} / ${ms(row.ours.p95)}`,
        ms(row.raw.median),
        times(row.raw.median / row.ours.median),
        ms(row.duckdb.median),
        first && first !== row ? times(row.ours.median / first.ours.median) : "",
      ]);
    }
  }
  print(
    `\nNode ${process.versions.node}, ${cpus().length} cores, ${CALLS} calls each; every answer equal to the one from rows and to DuckDB's.\n`,
  );
  print(table(rows));
  print(
    `\nAll procedures of a page in one request, in this process, without the network; ${PAGE_CALLS} calls each.\n`,
  );
  print(table(pages));
  print(
    `\nAnalyses in this process: nothing kept, kept, and the same procedure with every rollup replaced by a view over the answers, whose answer must be equal.\n`,
  );
  print(table(analyses));
  const largest = sizes.at(-1) ?? 0;
  const pagesDatabase = createDb(server.url(`bench_${largest}`));
  print(`\nThe built product at ${largest / 1_000_000}M answers, over HTTP on this machine.\n`);
  print(await benchPages(pagesDatabase.db, server.url(`bench_${largest}`)));
  await pagesDatabase.close();
  const speed = await benchImport(Number(values.import) * 1_000_000, folder, freshDatabase);
  if (speed.wrong > 0) wrong += 1;
  const rate = (taken: number) => Math.round(speed.answers / taken).toLocaleString("en");
  const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
  print("");
  print(
    table([
      ["Import", "Answers a second", "Seconds", "Of bare COPY", "Peak memory of the process"],
      [
        "File to published figures",
        rate(speed.ours),
        speed.ours.toFixed(1),
        `${Math.round((100 * speed.bareCopy) / speed.ours)} %`,
        mib(speed.peakMemory),
      ],
      ["Bare COPY of the same facts", rate(speed.bareCopy), speed.bareCopy.toFixed(1), "100 %", ""],
      [
        "The same, foreign keys unchecked",
        rate(speed.uncheckedCopy),
        speed.uncheckedCopy.toFixed(1),
        `${Math.round((100 * speed.bareCopy) / speed.uncheckedCopy)} %`,
        "",
      ],
    ]),
  );
  print(
    `\nFile: ${speed.answers.toLocaleString("en")} answers, ${mib(speed.fileBytes)}; counters that differ from the rows afterwards: ${speed.wrong}.`,
  );
  print(`\n\`SELECT 1\`, median / p95 (ms): ${ones.join("; ")}`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
if (wrong > 0) process.exitCode = 1;
