"use client";

import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { GripVertical } from "lucide-react";
import type { ReactNode } from "react";
import { type Placed, placedAt, type Slot } from "./order.ts";

const keyOf = (slot: Slot) => `${slot.kind} ${slot.id}`;

/** What a row gets to be moved by: a handle to drag it by, and the two steps; null where there is no step. */
export interface Moves {
  readonly handle: ReactNode;
  readonly up: (() => void) | null;
  readonly down: (() => void) | null;
}

/**
 * A list that is put in order by dragging a row's handle, by keyboard (space lifts and drops, arrows move, escape gives
 * up), or step by step. Headings of places take part: a row dragged past one changes its place.
 */
export function SortableList({
  id,
  label,
  slots,
  place = null,
  onPlace,
  row,
  heading,
}: {
  id: string;
  label: string;
  slots: readonly Slot[];
  /** Where rows stand that no heading is above. */
  place?: number | null;
  onPlace: (placed: Placed) => void;
  row: (id: number, moves: Moves) => ReactNode;
  heading?: (id: number | null) => ReactNode;
}) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const keys = slots.map(keyOf);
  const put = (from: number, to: number) => {
    const placed = placedAt(slots, from, to, place);
    if (placed) onPlace(placed);
  };
  const end = ({ active, over }: DragEndEvent) => {
    if (over) put(keys.indexOf(String(active.id)), keys.indexOf(String(over.id)));
  };
  const step = (from: number, to: number) => (placedAt(slots, from, to, place) ? () => put(from, to) : null);
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={{ announcements: announcementsOf(slots), screenReaderInstructions: INSTRUCTIONS }}
    >
      <SortableContext items={keys} strategy={verticalListSortingStrategy}>
        <ol aria-label={label}>
          {slots.map((slot, at) => (
            <Sorted key={keyOf(slot)} slot={slot}>
              {(handle) =>
                slot.kind === "row"
                  ? row(slot.id, { handle, up: step(at, at - 1), down: step(at, at + 1) })
                  : heading?.(slot.id)
              }
            </Sorted>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

const INSTRUCTIONS = {
  draggable:
    "To move it, press space. The arrow keys move it then, space puts it down, and escape leaves it where it was.",
};

function announcementsOf(slots: readonly Slot[]): Announcements {
  const names = new Map(slots.map((slot) => [keyOf(slot), slot.name]));
  const nameOf = (id: string | number) => names.get(String(id)) ?? "";
  const at = (id: string | number) => slots.findIndex((slot) => keyOf(slot) === String(id)) + 1;
  return {
    onDragStart: ({ active }) => `${nameOf(active.id)} is lifted.`,
    onDragOver: ({ active, over }) => {
      if (!over) return undefined;
      const where = `line ${at(over.id)} of ${slots.length}`;
      return over.id === active.id
        ? `${nameOf(active.id)} is lifted, at ${where}.`
        : `${nameOf(active.id)} is at ${nameOf(over.id)}, ${where}.`;
    },
    onDragEnd: ({ active, over }) =>
      over
        ? `${nameOf(active.id)} was put to line ${at(over.id)}.`
        : `${nameOf(active.id)} stays where it was.`,
    onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was.`,
  };
}

function Sorted({ slot, children }: { slot: Slot; children: (handle: ReactNode) => ReactNode }) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: keyOf(slot), disabled: { draggable: slot.kind === "place" } });
  const handle = (
    <button
      type="button"
      ref={setActivatorNodeRef}
      {...attributes}
      {...listeners}
      aria-label={`Move ${slot.name}`}
      title="Drag to move"
      className="flex size-7 shrink-0 cursor-grab touch-none items-center justify-center rounded text-muted hover:bg-raised hover:text-ink"
    >
      <GripVertical size={14} aria-hidden />
    </button>
  );
  return (
    <li
      ref={setNodeRef}
      style={{ transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition }}
      className={`motion-reduce:transition-none! ${isDragging ? "relative z-10 bg-raised" : ""}`}
    >
      {children(handle)}
    </li>
  );
}
