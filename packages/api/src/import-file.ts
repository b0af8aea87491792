import type { Db } from "@touchline/db/client";
import { type ImportInput, type ImportResult, runImport } from "@touchline/db/commands/import";
import { getMapping } from "@touchline/db/queries/mapping";
import { readOrganisation } from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { inspect } from "@touchline/ingest/inspect";
import { type Mapping, parseMapping } from "@touchline/ingest/mapping";
import { findPreset, PRESETS, suggestPreset } from "@touchline/ingest/presets";
import type { Preset, Proposal, ProposalOptions } from "@touchline/ingest/presets/preset";
import { readRows, structureOf } from "@touchline/ingest/read";
import { type WatchedFile, watchFile } from "./watched-file.ts";

/**
 * How a file is to be read: by a preset, by a name (a preset's or a stored mapping's), by a mapping as JSON, or by the
 * preset that its columns fit best.
 */
export type MappingChoice =
  | { readonly preset: string }
  | { readonly named: string }
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
  /** What a preset for surveys can not tell from the file: which columns are ratings, or the survey's own definition. */
  readonly survey?: ProposalOptions;
  /** Slug of the source, where it is not the mapping's own: ids mean the same customer only within one source. */
  readonly source?: string;
}

/** A preset by its name, else a stored mapping. Throws AppError "not_found" naming both kinds. */
async function findNamed(db: Db, scope: Scope, name: string): Promise<Preset | Mapping> {
  const bare = (text: string) => text.toLowerCase().replaceAll("_", "-");
  const preset = PRESETS.find((one) => bare(one.name) === bare(name));
  return preset ?? parseMapping((await getMapping(db, scope, name)).body);
}

/** The mapping to read a file with. Throws AppError "invalid" where none fits or it is faulty, "not_found" by name. */
async function chooseMapping(
  db: Db,
  scope: Scope,
  file: WatchedFile,
  choice: MappingChoice,
  survey: ProposalOptions | undefined,
): Promise<Proposal> {
  if ("json" in choice) return { mapping: parseMapping(choice.json), left: [] };
  const named = "named" in choice ? await findNamed(db, scope, choice.named) : null;
  if (named && !("propose" in named)) return { mapping: named, left: [] };
  const inspection = await inspect(file.read(), file.fileName);
  if (named) return named.propose(inspection, survey);
  if ("preset" in choice) return findPreset(choice.preset).propose(inspection, survey);
  const fitting = suggestPreset(inspection.columns);
  if (!fitting)
    throw new AppError(
      "invalid",
      `The columns of ${file.fileName} fit none of the presets. Choose one, or give a mapping of your own.`,
    );
  return fitting.preset.propose(inspection, survey);
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
  const { path, fileName: givenName, constants, mapping: choice, source, survey, ...rest } = input;
  const file = await watchFile(path, givenName);
  const { fileName } = file;
  const { mapping, left } = await chooseMapping(db, scope, file, choice, survey);
  const { timeZone } = await readOrganisation(db, scope);
  const reader = readRows(file.read(), mapping, { fileName, constants, zone: timeZone });
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
    batches: reader.batches,
  });
  return { ...result, mapping: mapping.name, left };
}
