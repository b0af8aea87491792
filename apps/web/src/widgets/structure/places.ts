import type { StructureKind } from "@touchline/domain/structure";
import type { PlaceChoice } from "./place-dialog.tsx";
import type { Structure } from "./structure-query.ts";

/** Where a row of the kind can stand; [] where there is no such thing. `id`: the row itself, which is no place for it. */
export function placesOf(structure: Structure, kind: StructureKind, id: number | null = null): PlaceChoice[] {
  const none = { touchpoint: "No stage", channel: "Nothing: on the first level" };
  if (kind === "touchpoint")
    return [...structure.stages.filter((row) => !row.archived), { id: null, name: none.touchpoint }];
  if (kind !== "channel") return [];
  return [
    { id: null, name: none.channel },
    ...structure.channels.filter((row) => !row.archived && row.parentId === null && row.id !== id),
  ];
}
