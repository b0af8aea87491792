import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { runImport } from "../src/commands/import.ts";
import { verifyRollups } from "../src/commands/rollups.ts";
import { listRuns } from "../src/queries/runs.ts";
import { testDatabase } from "./database.ts";
import { facts, importOf, scope } from "./importing.ts";
import { killedRows } from "./killed-rows.ts";

// Named in full: Node resolves --import from the folder that the tests were started in.
const require = createRequire(import.meta.url);
const TSX = pathToFileURL(require.resolve("tsx")).href;

const killed = testDatabase();
const whole = testDatabase();
const CHILD = fileURLToPath(new URL("import-child.ts", import.meta.url));
const KILLS = 20;

/** When to kill: so many milliseconds after the beginning, or as soon as so many chunks are staged. */
type Moment = { readonly after: number } | { readonly chunks: number };

/** Runs the import in a process of its own, to its end or its kill -9. */
async function attempt(version: number, moment: Moment | null): Promise<{ ended: boolean; took: number }> {
  const child = spawn(process.execPath, ["--import", TSX, CHILD, killed.url, String(version)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  let begun = 0;
  let took = 0;
  child.stdout.on("data", (data: Buffer) => {
    said += data;
    if (begun === 0 && said.includes("begun")) {
      begun = performance.now();
      if (moment && "after" in moment) setTimeout(() => child.kill("SIGKILL"), moment.after);
    }
    if (moment && "chunks" in moment && said.split("reading").length > moment.chunks) child.kill("SIGKILL");
    if (said.includes("ended")) took = performance.now() - begun;
  });
  await once(child, "close");
  return { ended: said.includes("ended"), took };
}

/** Connections of importers that the server has not given up yet. */
async function importers(): Promise<number> {
  const { rows } = await killed.db.execute<{ n: number }>(sql`
    select count(*)::int n from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and l.classid = 7004 and d.datname = current_database()`);
  return rows[0]?.n ?? 0;
}

test("kill -9 at 20 random points of imports loses and doubles nothing", { timeout: 240_000 }, async () => {
  let version = 0;
  const { took } = await attempt(version++, null);
  let kills = 0;
  let published = (await listRuns(killed.db, scope, { limit: 1 }))[0]?.id ?? 0;
  const states = new Set<string>();
  for (let tries = 0; kills < KILLS && tries < 3 * KILLS; tries++) {
    const inReading = tries % 3 === 0;
    const moment = inReading ? { chunks: Math.ceil(Math.random() * 4) } : { after: Math.random() * took };
    const { ended } = await attempt(version, moment);
    if (ended) {
      version++;
      published = (await listRuns(killed.db, scope, { limit: 1 }))[0]?.id ?? 0;
      continue;
    }
    kills++;
    await expect.poll(importers, { timeout: 30_000 }).toBe(0);
    const [last] = await listRuns(killed.db, scope, { limit: 1 });
    states.add(last?.status ?? "");
    // Killed between its last commit and its last word.
    if (last?.status === "published" && last.id > published) version++;
    if (last?.status === "published") published = last.id;
  }
  expect(kills).toBe(KILLS);
  expect(states.has("reading")).toBe(true);
  expect((await attempt(version, null)).ended).toBe(true);
  for (let each = 0; each <= version; each++) await runImport(whole.db, scope, importOf(killedRows(each)));

  expect(await facts(killed.db)).toEqual(await facts(whole.db));
  expect(await verifyRollups(killed.db)).toEqual([]);
  const counts = sql`
    select r.status, r.accepted::int, r.rejected::int, r.created::int, r.corrected::int, r.unchanged::int,
      (select count(*)::int from rejected_row p where p.run_id = r.id) problems
    from import_run r order by r.id`;
  expect((await killed.db.execute(counts)).rows).toEqual((await whole.db.execute(counts)).rows);
  const { rows: left } = await killed.db.execute(sql`select 1 from pg_tables where schemaname = 'staging'`);
  expect(left).toEqual([]);
});
