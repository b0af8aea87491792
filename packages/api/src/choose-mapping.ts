import type { Db } from "@touchline/db/client";
import { getMapping } from "@touchline/db/queries/mapping";
import type { Scope } from "@touchline/domain/access";
import { type FormatChoice, inspect, withFormat } from "@touchline/ingest/inspect";
import { type Mapping, parseMapping } from "@touchline/ingest/mapping";
import { findPreset, PRESETS, suggestPreset } from "@touchline/ingest/presets";
import type { Preset, Proposal, ProposalOptions } from "@touchline/ingest/presets/preset";

/**
 * How a file is to be read: by a preset, by a name (a preset's or a stored mapping's), by a mapping as JSON, or by the
 * preset that its columns fit best.
 */
export type MappingChoice =
  | { readonly preset: string }
  | { readonly named: string }
  | { readonly json: unknown }
  | { readonly fitting: true };

/** A file, or the beginning of one, that can be read again and again. */
export interface ReadableFile {
  readonly fileName: string;
  read(): AsyncIterable<Uint8Array>;
}

export interface HowToRead {
  readonly choice: MappingChoice;
  readonly survey?: ProposalOptions | undefined;
  readonly format: FormatChoice;
}

export interface Chosen extends Proposal {
  /** What reads the file: "the preset “Qualtrics survey export”". */
  readonly by: string;
  /** Why this one, in a sentence. */
  readonly reason: string;
}

/** A preset by its name, else a stored mapping. Throws AppError "not_found" naming both kinds. */
async function findNamed(db: Db, scope: Scope, name: string): Promise<Preset | Mapping> {
  const bare = (text: string) => text.toLowerCase().replaceAll("_", "-");
  const preset = PRESETS.find((one) => bare(one.name) === bare(name));
  return preset ?? parseMapping((await getMapping(db, scope, name)).body);
}

/**
 * The mapping to read a file with; null where the fitting preset is asked for and none fits. Throws AppError "invalid"
 * where the mapping is faulty, "not_found" by name.
 */
export async function chooseMapping(
  db: Db,
  scope: Scope,
  file: ReadableFile,
  { choice, survey, format }: HowToRead,
): Promise<Chosen | null> {
  if ("json" in choice)
    return {
      mapping: parseMapping(choice.json),
      left: [],
      by: "your mapping",
      reason: "It is read by the mapping that you gave.",
    };
  const named = "named" in choice ? await findNamed(db, scope, choice.named) : null;
  if (named && !("propose" in named)) {
    const by = `the stored mapping “${named.name}”`;
    return { mapping: named, left: [], by, reason: `It is read by ${by}.` };
  }
  const inspection = await inspect(file.read(), file.fileName, format);
  const propose = (preset: Preset, why?: string): Chosen => {
    const by = `the preset “${preset.title}”`;
    const reason = `It is read by ${by}${why === undefined ? "" : `: ${why}`}.`;
    const { mapping, left } = preset.propose(inspection, survey);
    return { mapping: withFormat(mapping, inspection, format), left, by, reason };
  };
  if (named) return propose(named);
  if ("preset" in choice) return propose(findPreset(choice.preset));
  const fitting = suggestPreset(inspection.columns);
  return fitting && propose(fitting.preset, fitting.reason);
}
