/** A line of a list that can be sorted: a row, or the heading of a place whose rows follow. */
export type Slot =
  | { readonly kind: "row"; readonly id: number; readonly name: string }
  | { readonly kind: "place"; readonly id: number | null; readonly name: string };

export interface Placed {
  readonly id: number;
  /** The place where it shall stand; null: none. */
  readonly place: number | null;
  /** The row that it shall stand before; null: last. */
  readonly before: number | null;
}

/** The slots with the one at `from` put at `to`. */
function slotsAfter<Each>(slots: readonly Each[], from: number, to: number): Each[] {
  const left = slots.filter((_, at) => at !== from);
  return [...left.slice(0, to), ...slots.slice(from, from + 1), ...left.slice(to)];
}

/**
 * What putting the row at `from` to `to` asks for. `place` is that of slots before any heading; where the list begins
 * with a heading, a row put above it is the first below it. null: nothing changes, or it is no row.
 */
export function placedAt(
  slots: readonly Slot[],
  from: number,
  to: number,
  place: number | null,
): Placed | null {
  const row = slots[from];
  const at = slots[0]?.kind === "place" ? Math.max(1, to) : to;
  if (row?.kind !== "row" || from === at || at < 0 || at >= slots.length) return null;
  const after = slotsAfter(slots, from, at);
  const heading = after.slice(0, at).findLast((slot) => slot.kind === "place");
  const next = after[at + 1];
  return {
    id: row.id,
    place: heading ? heading.id : place,
    before: next?.kind === "row" ? next.id : null,
  };
}

/** Rows, in their order, as the move leaves them; `moved`: the row in its new place. */
export function rowsAfter<Row extends { readonly id: number }>(
  rows: readonly Row[],
  { id, before }: Placed,
  moved: (row: Row) => Row,
): Row[] {
  const row = rows.find((each) => each.id === id);
  if (!row) return [...rows];
  const left = rows.filter((each) => each.id !== id);
  const at = left.findIndex((each) => each.id === before);
  return at < 0 ? [...left, moved(row)] : [...left.slice(0, at), moved(row), ...left.slice(at)];
}
