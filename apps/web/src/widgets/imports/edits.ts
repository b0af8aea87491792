import type { PreviewInput } from "@touchline/api/preview-input";

/** What somebody changed of what was guessed about a file. */
export type Edits = Omit<PreviewInput, "fileName" | "whole">;
export type ColumnRole = Edits["columns"][string];

export const NO_EDITS: Edits = {
  mapping: { fitting: true },
  constants: {},
  format: {},
  columns: {},
  touchpoints: {},
  channels: {},
};

/** Another format or another mapping has other columns: what was said of the old ones means nothing any more. */
export function withoutColumns(edits: Edits): Edits {
  return { ...edits, columns: {}, touchpoints: {}, channels: {}, constants: {} };
}

/** The edits with another value in one of their tables; undefined takes it out. */
export function withEntry<Table extends "columns" | "touchpoints" | "channels" | "constants">(
  edits: Edits,
  table: Table,
  key: string | number,
  value: Edits[Table][string] | undefined,
): Edits {
  const { [String(key)]: _, ...rest } = edits[table] as Record<string, unknown>;
  return { ...edits, [table]: value === undefined ? rest : { ...rest, [key]: value } };
}
