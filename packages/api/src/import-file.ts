import type { Db } from "@touchline/db/client";
import { type ImportInput, type ImportResult, runImport } from "@touchline/db/commands/import";
import { readOrganisation } from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { Proposal, ProposalOptions } from "@touchline/ingest/presets/preset";
import { readRows, structureOf } from "@touchline/ingest/read";
import { chooseMapping, type MappingChoice } from "./choose-mapping.ts";
import { watchFile } from "./watched-file.ts";

export interface FileToImport
  extends Pick<ImportInput, "now" | "dryRun" | "onBegun" | "onProgress" | "onProblems" | "signal"> {
  /** Where the bytes are; read more than once. */
  readonly path: string;
  /** What its owner calls it: for messages, and for constants that a mapping takes from the name. */
  readonly fileName: string;
  readonly mapping: MappingChoice;
  readonly constants: Readonly<Record<string, string>>;
  /** What a preset for surveys can not tell from the file: which columns are ratings, or the survey's own definition. */
  readonly survey?: ProposalOptions;
  /** How much is read at most, counted unpacked: a small archive may hold a huge file. Absent: as much as there is. */
  readonly limits?: { readonly bytes: number; readonly rows: number };
  /** Slug of the source, where it is not the mapping's own: ids mean the same customer only within one source. */
  readonly source?: string;
}

/**
 * Imports one file by a mapping: what every door to the product (command line, web upload) comes down to. left: the
 * columns that a preset for surveys could not take for answers, and why. Throws AppError where the file or the mapping is at fault, and where the file changes while it is read.
 */
export async function importFile(
  db: Db,
  scope: Scope,
  input: FileToImport,
): Promise<ImportResult & { readonly mapping: string; readonly left: Proposal["left"] }> {
  const { path, fileName: givenName, constants, mapping: choice, source, survey, limits, ...rest } = input;
  const file = await watchFile(path, givenName);
  const { fileName } = file;
  const chosen = await chooseMapping(db, scope, file, { choice, survey, format: {} });
  if (!chosen)
    throw new AppError(
      "invalid",
      `The columns of ${fileName} fit none of the presets. Choose one, or give a mapping of your own.`,
    );
  const { mapping, left } = chosen;
  const { timeZone } = await readOrganisation(db, scope);
  const bytes = limits ? boundedBytes(file.read(), limits.bytes, fileName) : file.read();
  const reader = readRows(bytes, mapping, { fileName, constants, zone: timeZone });
  const slug = source ?? mapping.source;
  const result = await runImport(db, scope, {
    ...rest,
    source: { slug, name: slug },
    mapping: { name: mapping.name, body: mapping },
    fileName,
    fileSha256: file.sha256,
    fileBytes: file.bytes,
    constants,
    structure: structureOf(mapping),
    unknownNames: mapping.unknownNames,
    nameOf: (kind, slug) => reader.names()[`${kind}s`].find((found) => found.slug === slug)?.name,
    batches: limits ? boundedRows(reader.batches, limits.rows, fileName) : reader.batches,
  });
  return { ...result, mapping: mapping.name, left };
}

const LARGER = "The command line imports files of any size.";

async function* boundedBytes(
  input: AsyncIterable<Uint8Array>,
  limit: number,
  fileName: string,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of input) {
    size += chunk.byteLength;
    if (size > limit)
      throw new AppError(
        "invalid",
        `${fileName} holds more than the ${Math.round(limit * 1e-6)} MB that may be uploaded. ${LARGER}`,
      );
    yield chunk;
  }
}

async function* boundedRows<Row>(
  batches: AsyncIterable<Row[]>,
  limit: number,
  fileName: string,
): AsyncGenerator<Row[]> {
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    if (rows > limit)
      throw new AppError(
        "invalid",
        `${fileName} has more than the ${limit.toLocaleString("en")} rows that may be uploaded at once. ${LARGER}`,
      );
    yield batch;
  }
}
