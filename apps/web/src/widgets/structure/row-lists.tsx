"use client";

import type { StructureKind } from "@touchline/domain/structure";
import type { ReactNode } from "react";
import type { Placed, Slot } from "./order.ts";
import { RowActions } from "./row-actions.tsx";
import { RowName } from "./row-name.tsx";
import { type Moves, SortableList } from "./sortable-list.tsx";
import type { Chosen, Structure, Touchpoint } from "./structure-query.ts";
import { NATURE_WORDS, ROLE_WORDS } from "./touchpoint-words.ts";

/** What a dialog is asked for. */
export type Ask =
  | { readonly what: "create" }
  | { readonly what: "merge" | "archive"; readonly row: Chosen }
  | { readonly what: "place"; readonly row: Chosen; readonly place: number | null }
  | { readonly what: "give"; readonly department: Chosen }
  | { readonly what: "owner" | "weight" | "nature"; readonly touchpoint: Touchpoint };

interface Lists {
  readonly structure: Structure;
  readonly onAsk: (ask: Ask) => void;
  readonly onMove: (placed: Placed) => void;
}

/** The rows in use of a kind, in their order. */
export function RowLists({ kind, ...lists }: Lists & { kind: StructureKind }) {
  switch (kind) {
    case "touchpoint":
      return <TouchpointList {...lists} />;
    case "channel":
      return <ChannelList {...lists} />;
    case "department":
      return <DepartmentList {...lists} />;
    case "stage":
      return (
        <PlainList
          kind={kind}
          label="Journey stages"
          rows={lists.structure.stages}
          fact={(id) =>
            counted(lists.structure.touchpoints.filter((row) => !row.archived && row.stageId === id))
          }
          {...lists}
        />
      );
    case "segment":
      return <PlainList kind={kind} label="Segments" rows={lists.structure.segments} {...lists} />;
  }
}

const counted = (rows: readonly unknown[]) =>
  rows.length === 0 ? "no touchpoint" : rows.length === 1 ? "1 touchpoint" : `${rows.length} touchpoints`;
const FACT =
  "min-h-8 rounded text-left text-13 text-muted underline decoration-line decoration-dotted underline-offset-4 hover:text-ink hover:decoration-solid";

/** One line: the handle, the name, what is to be known, and what can be done. */
function Line({
  row,
  moves,
  facts,
  onAsk,
}: {
  row: Chosen;
  moves: Moves;
  facts?: ReactNode;
  onAsk: (ask: Ask) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 border-hairline border-b py-0.5 md:flex-nowrap">
      <div className="flex min-w-0 flex-1 items-center gap-1">
        {moves.handle}
        <RowName row={row} />
      </div>
      {facts !== undefined && (
        <div className="order-last basis-full pb-1 pl-8 md:order-none md:basis-auto md:pb-0 md:pl-0">
          {facts}
        </div>
      )}
      <RowActions
        row={row}
        moves={moves}
        onMerge={() => onAsk({ what: "merge", row })}
        onArchive={() => onAsk({ what: "archive", row })}
      />
    </div>
  );
}

function TouchpointList({ structure, onAsk, onMove }: Lists) {
  const inUse = structure.touchpoints.filter((row) => !row.archived);
  const owners = new Map(structure.departments.map((row) => [row.id, row.name]));
  const stages = structure.stages.filter((row) => !row.archived);
  const groups = [...stages, { id: null, name: "In no stage" }].map(({ id, name }) => ({
    id,
    name,
    rows: inUse.filter((row) => row.stageId === id),
  }));
  const slots = groups
    .filter(({ id, rows }) => id !== null || rows.length > 0)
    .flatMap(({ id, name, rows }): Slot[] => [
      { kind: "place", id, name },
      ...rows.map((row) => ({ kind: "row" as const, id: row.id, name: row.name })),
    ]);
  return (
    <SortableList
      id="touchpoints"
      label="Touchpoints by journey stage"
      slots={slots}
      onPlace={onMove}
      heading={(id) => {
        const group = groups.find((each) => each.id === id);
        return (
          <h3 className="flex items-baseline gap-2 border-hairline border-b pt-5 pb-1 font-semibold">
            {group?.name}
            <span className="text-12 font-normal text-muted">{counted(group?.rows ?? [])}</span>
          </h3>
        );
      }}
      row={(id, moves) => {
        const touchpoint = inUse.find((row) => row.id === id);
        if (!touchpoint) return null;
        const row = { kind: "touchpoint", id, name: touchpoint.name } as const;
        return (
          <Line
            row={row}
            moves={moves}
            onAsk={onAsk}
            facts={
              <TouchpointFacts
                touchpoint={touchpoint}
                owner={owners.get(touchpoint.departmentId ?? -1) ?? null}
                onAsk={onAsk}
              />
            }
          />
        );
      }}
    />
  );
}

/** Owner, weight and nature, each a button that changes it. */
function TouchpointFacts({
  touchpoint,
  owner,
  onAsk,
}: {
  touchpoint: Touchpoint;
  owner: string | null;
  onAsk: (ask: Ask) => void;
}) {
  const { id, name, weight, directness, role, stageId } = touchpoint;
  return (
    <div className="flex flex-wrap gap-x-3 md:flex-nowrap">
      <button
        type="button"
        onClick={() => onAsk({ what: "owner", touchpoint })}
        className={`${FACT} md:w-40`}
      >
        <span className="sr-only">Owner of {name}: </span>
        {owner ?? <span className="text-worse">Nobody</span>}
      </button>
      <button
        type="button"
        onClick={() => onAsk({ what: "weight", touchpoint })}
        className={`${FACT} md:w-20`}
      >
        <span className="sr-only">{name}: </span>
        weight {weight}
      </button>
      <button
        type="button"
        onClick={() => onAsk({ what: "nature", touchpoint })}
        className={`${FACT} md:w-36`}
      >
        <span className="sr-only">{name}: </span>
        {NATURE_WORDS[directness]}, {ROLE_WORDS[role].toLowerCase()}
      </button>
      <button
        type="button"
        onClick={() => onAsk({ what: "place", row: { kind: "touchpoint", id, name }, place: stageId })}
        className={FACT}
      >
        Stage<span className="sr-only"> of {name}</span>
      </button>
    </div>
  );
}

function ChannelList({ structure, onAsk, onMove }: Lists) {
  const inUse = structure.channels.filter((row) => !row.archived);
  const level = (parentId: number | null, id: string, label: string) => (
    <SortableList
      id={id}
      label={label}
      place={parentId}
      slots={inUse
        .filter((row) => row.parentId === parentId)
        .map((row) => ({ kind: "row", id: row.id, name: row.name }))}
      onPlace={onMove}
      row={(channelId, moves) => {
        const found = inUse.find((each) => each.id === channelId);
        if (!found) return null;
        const row = { kind: "channel", id: channelId, name: found.name } as const;
        const children = inUse.some((each) => each.parentId === channelId);
        return (
          <>
            <Line
              row={row}
              moves={moves}
              onAsk={onAsk}
              facts={
                children ? undefined : (
                  <button
                    type="button"
                    onClick={() => onAsk({ what: "place", row, place: parentId })}
                    className={FACT}
                  >
                    Level<span className="sr-only"> of {row.name}</span>
                  </button>
                )
              }
            />
            {children && (
              <div className="pl-8">{level(channelId, `below-${channelId}`, `Below ${row.name}`)}</div>
            )}
          </>
        );
      }}
    />
  );
  return level(null, "channels", "Channels");
}

function DepartmentList({ structure, onAsk, onMove }: Lists) {
  const touchpoints = structure.touchpoints.filter((row) => !row.archived);
  const heads = new Map(structure.departments.map((row) => [row.id, row.heads]));
  const fact = (id: number) => {
    const led = heads.get(id) ?? [];
    const owned = counted(touchpoints.filter((row) => row.departmentId === id));
    return led.length === 0 ? owned : `${owned}, ${led.join(", ")}`;
  };
  return (
    <PlainList
      kind="department"
      label="Departments"
      rows={structure.departments}
      fact={fact}
      onAsk={onAsk}
      onMove={onMove}
    />
  );
}

function PlainList({
  kind,
  label,
  rows,
  fact,
  onAsk,
  onMove,
}: Omit<Lists, "structure"> & {
  kind: StructureKind;
  label: string;
  rows: readonly { readonly id: number; readonly name: string; readonly archived: boolean }[];
  fact?: (id: number) => string;
}) {
  const inUse = rows.filter((row) => !row.archived);
  if (inUse.length === 0)
    return (
      <p className="py-6 text-muted">There is none yet. Files that name one make it, or add one here.</p>
    );
  return (
    <SortableList
      id={kind}
      label={label}
      slots={inUse.map(({ id, name }) => ({ kind: "row", id, name }))}
      onPlace={onMove}
      row={(id, moves) => {
        const name = inUse.find((row) => row.id === id)?.name ?? "";
        return (
          <Line
            row={{ kind, id, name }}
            moves={moves}
            onAsk={onAsk}
            facts={fact && <span className="text-13 text-muted">{fact(id)}</span>}
          />
        );
      }}
    />
  );
}
