import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { importFile } from "@touchline/api/import-file";
import type { createCaller } from "@touchline/api/root";
import type { ViewInput } from "@touchline/api/view-input";
import type { Db } from "@touchline/db/client";
import type { ImportResult } from "@touchline/db/commands/import";
import { systemScope } from "@touchline/domain/access";
import { expect } from "vitest";
import { callerOf } from "../../../packages/api/test/caller.ts";
import { nameOf, realFile, realPath } from "../../../packages/ingest/test/reading.ts";

/** When the files come in: rows without a date are counted on this day. */
export const NOW = new Date("2026-11-20T12:00:00Z");
export type Ask = ReturnType<typeof createCaller>;

export const executive = (db: Db): Promise<Ask> => callerOf(db, "executive", NOW);

/** All answers of the days, both included. */
export const days = (from: string, to: string): ViewInput => ({
  period: "custom",
  from,
  to,
  compare: "previous_period",
  evidence: "all",
});
export const year = (which: string | number): ViewInput => days(`${which}-01-01`, `${which}-12-31`);

/** Imports a real file (unpacked) by a preset, as the command line does. */
export async function importReal(db: Db, preset: string, path: string): Promise<ImportResult> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-real-"));
  try {
    let place = realPath(path);
    if (path.endsWith(".gz")) {
      place = join(folder, nameOf(path));
      await pipeline(realFile(path), createWriteStream(place));
    }
    return await importFile(db, systemScope("test"), {
      path: place,
      fileName: nameOf(path),
      mapping: { preset },
      constants: {},
      now: NOW,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs, their claims, users and the log tell of every import; all other tables must not change by a repeated one. */
const TELLS_OF_RUNS = ["import_run", "ledger_claim", "audit_log", "user", "user_department", "session"];

/** Rows and a checksum of every table that holds facts, structure or counts. */
export async function checksums(db: Db): Promise<Record<string, string>> {
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
