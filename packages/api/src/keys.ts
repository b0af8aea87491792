import type { NamedRow } from "@touchline/db/queries/structure";
import { AppError } from "@touchline/domain/errors";

/** The id of what a slug names. Throws "not_found". */
export function idOf(
  rows: readonly NamedRow[],
  slug: string,
  what: "touchpoint" | "channel" | "segment" | "department",
) {
  const found = rows.find((row) => row.slug === slug);
  if (!found) throw new AppError("not_found", `There is no such ${what}.`);
  return found.id;
}

/** A channel and those below it. */
export function withChildren(
  channels: readonly (NamedRow & { readonly parentId: number | null })[],
  id: number,
): number[] {
  return [id, ...channels.filter((row) => row.parentId === id).map((row) => row.id)];
}
