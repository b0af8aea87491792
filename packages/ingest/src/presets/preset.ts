import type { QuestionType } from "@touchline/domain/question";
import { columnsOf, findColumns } from "../columns.ts";
import type { Inspection } from "../inspect.ts";
import { type Mapping, type MappingInput, parseMapping } from "../mapping.ts";

export interface ProposalOptions {
  /** Columns that are ratings, where the file itself does not say so or not on which scale. */
  readonly questions?: Readonly<Record<string, QuestionType>>;
  /** The survey's own definition (Typeform form, Formbricks survey), which says what kind each question is. */
  readonly definition?: unknown;
}

/** A mapping for one file, and the columns that it leaves alone with the reason why. */
export interface Proposal {
  readonly mapping: Mapping;
  readonly left: readonly { readonly column: string; readonly reason: string }[];
}

export interface Preset {
  readonly name: string;
  readonly title: string;
  /** How many of its columns a file with these column names has; null = a column that it needs is missing. */
  fit(columns: readonly string[]): { readonly found: readonly string[] } | null;
  propose(inspection: Inspection, options?: ProposalOptions): Proposal;
}

/** A preset whose columns are known beforehand. Several mappings: one for each form of file that the tool writes. */
export function fixedPreset(
  name: string,
  title: string,
  input: MappingInput,
  ...others: MappingInput[]
): Preset {
  const mappings = [input, ...others].map((each) => parseMapping(each));
  return {
    name,
    title,
    fit(columns) {
      const fits = mappings.map((mapping) => fitOf(mapping, columns)).filter((found) => found !== null);
      const best = fits.sort((a, b) => b.length - a.length)[0];
      return best ? { found: best } : null;
    },
    propose(inspection) {
      const mapping = mappings.find((each) => each.format.kind === inspection.kind) ?? mappings[0];
      if (!mapping) throw new Error(`preset ${name} has no mapping`);
      return { mapping, left: [] };
    },
  };
}

function fitOf(mapping: Mapping, columns: readonly string[]): string[] | null {
  if (mapping.format.kind === "json") {
    const wanted = columnsOf(mapping).map((column) => ({ column, definition: mapping.columns[column] }));
    const has = ({ column, definition }: (typeof wanted)[number]) =>
      (definition?.names ?? [column]).some((path) => columns.includes(path));
    if (wanted.some((each) => each.definition?.optional !== true && !has(each))) return null;
    return wanted.filter(has).map((each) => each.column);
  }
  try {
    const found = findColumns(mapping, columns, "");
    return columnsOf(mapping).filter((column) => found.indexOf(column) !== -1);
  } catch {
    return null;
  }
}
