import type { createCaller } from "@touchline/api/root";
import type { ViewInput } from "@touchline/api/view-input";
import type { Db } from "@touchline/db/client";
import { verifyRollups } from "@touchline/db/commands/rollups";
import { listRuns, type RunRow } from "@touchline/db/queries/runs";
import { systemScope } from "@touchline/domain/access";
import { describe, expect, test } from "vitest";
import { callerOf } from "../../../packages/api/test/caller.ts";
import { testDatabase } from "../../../packages/db/test/database.ts";
import type { Reference } from "../../../packages/ingest/test/counting.ts";
import { realData, realPath } from "../../../packages/ingest/test/reading.ts";
import { run } from "../src/commands/import.ts";

interface Handle {
  readonly db: Db;
  readonly url: string;
}
export type Ask = ReturnType<typeof createCaller>;

export const executive = (db: Db): Promise<Ask> => callerOf(db, "executive", new Date());

/** All answers of the days, both included. */
export const days = (from: string, to: string): ViewInput => ({
  period: "custom",
  from,
  to,
  compare: "previous_period",
  evidence: "all",
  segment: null,
  channel: null,
});
export const year = (which: string | number): ViewInput => days(`${which}-01-01`, `${which}-12-31`);
export const allTime: ViewInput = { ...days("", ""), period: "all" };

/** Imports a real file by a preset through the command; returns the run that it made. */
async function importReal({ db, url }: Handle, preset: string, path: string): Promise<RunRow> {
  process.env["DATABASE_URL"] = url;
  await run([realPath(path), "--mapping", preset]);
  const [last] = await listRuns(db, systemScope("test"), { limit: 1 });
  if (!last) throw new Error(`${path} left no run`);
  return last;
}

/** Runs, what they left out, their claims, and the log tell of every import; a repeated one must change no other table. */
const TELLS_OF_RUNS = ["import_run", "rejected_row", "ledger_claim", "audit_log"];

/** Rows and a checksum of every table that holds facts, structure or counts. */
async function checksums(db: Db): Promise<Record<string, string>> {
  const { rows: tables } = await db.$client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    if (TELLS_OF_RUNS.includes(name)) continue;
    const { rows } = await db.$client.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from "${name}" t`,
    );
    sums[name] = rows[0]?.sum ?? "";
  }
  return sums;
}

/** Equal to a figure that a reference file rounds to four digits. */
export function close(actual: number | null | undefined, expected: unknown, what: string): void {
  const gap = actual == null ? Number.NaN : Math.abs(actual - Number(expected));
  expect(gap, `${what}: ${actual}, not ${String(expected)}`).toBeLessThanOrEqual(1e-4);
}

interface Rated {
  readonly n: number;
  readonly mean: { readonly value: number | null };
  readonly topBox: { readonly value: number | null };
}

/** n, mean and share of the two highest of five, as reference files say them. */
export function matches(
  row: Rated | undefined | null,
  figures: Readonly<Record<string, unknown>> | undefined,
  what: string,
): void {
  expect(figures, `${what} in the reference`).toBeDefined();
  expect(row?.n, `${what}: n`).toBe(figures?.["n"]);
  close(row?.mean.value, figures?.["mean"], `${what}: mean`);
  close(100 * (row?.topBox.value ?? Number.NaN), figures?.["top2_pct"], `${what}: top-2-box`);
}

type Work = (given: {
  readonly load: (preset: string, path: string) => ReturnType<typeof importReal>;
  readonly ask: Ask;
  readonly count: (query: string) => Promise<number>;
}) => Promise<void>;

/**
 * A company that imports real files and asks the product about them. Afterwards the same files once more change
 * nothing, and every counter equals the raw answers.
 */
export function company(name: string, work: Work): void {
  describe(name, () => {
    const handle = testDatabase();
    test("gives the reference's figures through the product's own questions; twice the same changes nothing", async () => {
      // Without the files this says so (when reading.ts is loaded) and asserts nothing.
      if (!realData) return;
      const { db } = handle;
      const loaded: [string, string][] = [];
      const load = async (preset: string, path: string) => {
        loaded.push([preset, path]);
        const result = await importReal(handle, preset, path);
        expect(result.status, path).toBe("published");
        return result;
      };
      const count = async (query: string) =>
        Number((await db.$client.query<{ count: string }>(query)).rows[0]?.count);
      await work({ load, ask: await executive(db), count });
      const before = await checksums(db);
      for (const [preset, path] of loaded) {
        const again = await importReal(handle, preset, path);
        expect(again, path).toMatchObject({ status: "published", created: 0, corrected: 0 });
      }
      expect(await checksums(db)).toEqual(before);
      expect(await verifyRollups(db)).toEqual([]);
    }, 300_000);
  });
}

export const entries = (of: Reference | undefined): [string, Reference][] => Object.entries(of ?? {});
