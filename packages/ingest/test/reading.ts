import { createReadStream, existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { CanonicalRecord, CellProblem, RowOutcome } from "@touchline/domain/records";
import type { Mapping } from "../src/mapping.ts";
import type { NamesFound } from "../src/names.ts";
import { readRows } from "../src/read.ts";

export interface Read {
  readonly outcomes: RowOutcome[];
  readonly records: CanonicalRecord[];
  readonly rejected: { row: number; problem: CellProblem }[];
  readonly accepted: number;
  readonly blank: number;
  readonly names: NamesFound;
}

export async function* once(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

export async function readAll(
  input: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  options: { fileName?: string; constants?: Record<string, string>; zone?: string } = {},
): Promise<Read> {
  const reader = readRows(input, mapping, { fileName: "data.csv", zone: "UTC", ...options });
  const outcomes: RowOutcome[] = [];
  for await (const batch of reader.batches) outcomes.push(...batch);
  return {
    outcomes,
    records: outcomes.flatMap((outcome) => (outcome.status === "accepted" ? outcome.records : [])),
    rejected: outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [{ row: outcome.row, problem: outcome.problem }] : [],
    ),
    accepted: outcomes.filter((outcome) => outcome.status === "accepted").length,
    blank: outcomes.filter((outcome) => outcome.status === "blank").length,
    names: reader.names(),
  };
}

const folder = resolve(import.meta.dirname, "../../..", process.env["REAL_DATA_DIR"] ?? "../shared/data");
export const realData = existsSync(folder);
if (!realData) console.warn("skipped: no real data");

/** A file of the real data, unpacked. */
export function realFile(path: string): AsyncIterable<Uint8Array> {
  const stream = createReadStream(resolve(folder, path));
  return path.endsWith(".gz") ? pipeline(stream, createGunzip(), () => undefined) : stream;
}

export function realPath(path: string): string {
  return resolve(folder, path);
}

export const nameOf = (path: string): string => basename(path).replace(/\.gz$/, "");
