"use client";

import { Archive, ArrowDown, ArrowUp, type LucideIcon, Merge } from "lucide-react";
import type { Moves } from "./sortable-list.tsx";
import type { Chosen } from "./structure-query.ts";

/** What can be done with a row by one button each. */
export function RowActions({
  row,
  moves,
  onMerge,
  onArchive,
}: {
  row: Chosen;
  moves: Pick<Moves, "up" | "down">;
  onMerge: () => void;
  onArchive: () => void;
}) {
  return (
    <span className="flex shrink-0">
      <Action icon={ArrowUp} label={`Move ${row.name} up`} onPress={moves.up} />
      <Action icon={ArrowDown} label={`Move ${row.name} down`} onPress={moves.down} />
      <Action icon={Merge} label={`Merge ${row.name}`} onPress={onMerge} />
      <Action icon={Archive} label={`Archive ${row.name}`} onPress={onArchive} />
    </span>
  );
}

/** It stays in its place and in reach of the keyboard where there is nothing to do, and says so. */
function Action({
  icon: Icon,
  label,
  onPress,
}: {
  icon: LucideIcon;
  label: string;
  onPress: (() => void) | null;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={onPress === null || undefined}
      onClick={() => onPress?.()}
      className="flex size-8 items-center justify-center rounded text-muted hover:bg-raised hover:text-ink aria-disabled:cursor-default aria-disabled:opacity-40"
    >
      <Icon size={14} aria-hidden />
    </button>
  );
}
