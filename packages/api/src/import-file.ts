import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Db } from "@touchline/db/client";
import { type ImportInput, type ImportResult, runImport } from "@touchline/db/commands/import";
import { readOrganisation } from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { inspect } from "@touchline/ingest/inspect";
import { type Mapping, parseMapping } from "@touchline/ingest/mapping";
import { findPreset, suggestPreset } from "@touchline/ingest/presets";
import { readRows, structureOf } from "@touchline/ingest/read";

/** How a file is to be read: by a preset's name, by a mapping as JSON, or by the preset that its columns fit best. */
export type MappingChoice =
  | { readonly preset: string }
  | { readonly json: unknown }
  | { readonly fitting: true };

export interface FileToImport
  extends Pick<ImportInput, "now" | "dryRun" | "onProgress" | "onProblems" | "signal"> {
  /** Where the bytes are; read more than once. */
  readonly path: string;
  /** What its owner calls it: for messages, and for constants that a mapping takes from the name. */
  readonly fileName: string;
  readonly mapping: MappingChoice;
  readonly constants: Readonly<Record<string, string>>;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** The mapping to read a file with. Throws AppError "invalid" where none fits or it is faulty, "not_found" for a preset. */
async function chooseMapping({ path, fileName, mapping }: FileToImport): Promise<Mapping> {
  if ("json" in mapping) return parseMapping(mapping.json);
  const inspection = await inspect(createReadStream(path), fileName);
  if ("preset" in mapping) return findPreset(mapping.preset).propose(inspection).mapping;
  const fitting = suggestPreset(inspection.columns);
  if (!fitting)
    throw new AppError(
      "invalid",
      `The columns of ${fileName} fit none of the presets. Choose one, or give a mapping of your own.`,
    );
  return fitting.preset.propose(inspection).mapping;
}

/**
 * Imports one file by a mapping: what every door to the product (command line, web upload) comes down to. Throws
 * AppError where the file or the mapping is at fault.
 */
export async function importFile(
  db: Db,
  scope: Scope,
  file: FileToImport,
): Promise<ImportResult & { readonly mapping: string }> {
  const mapping = await chooseMapping(file);
  const { timeZone } = await readOrganisation(db, scope);
  const [{ size }, fileSha256] = await Promise.all([stat(file.path), sha256(file.path)]);
  const { path, fileName, constants, mapping: _, ...rest } = file;
  const reader = readRows(createReadStream(path), mapping, { fileName, constants, zone: timeZone });
  const result = await runImport(db, scope, {
    ...rest,
    source: { slug: mapping.source, name: mapping.source },
    mapping: { name: mapping.name, body: mapping },
    fileName,
    fileSha256,
    fileBytes: size,
    constants,
    structure: structureOf(mapping),
    unknownNames: mapping.unknownNames,
    nameOf: (kind, slug) => reader.names()[`${kind}s`].find((found) => found.slug === slug)?.name,
    batches: reader.batches,
  });
  return { ...result, mapping: mapping.name };
}
