"use client";

import type { StructureKind } from "@touchline/domain/structure";
import { STRUCTURE_WORDS } from "@touchline/domain/structure";
import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { StructurePart } from "../../structure-address.ts";
import { ArchiveDialog } from "./archive-dialog.tsx";
import { ArchivedRows } from "./archived-rows.tsx";
import { Attention, GiveDialog } from "./attention.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { PlaceDialog } from "./place-dialog.tsx";
import { placesOf } from "./places.ts";
import { type Ask, RowLists } from "./row-lists.tsx";
import { type Structure, useMove, useStructure } from "./structure-query.ts";
import { NatureDialog, OwnerDialog, WeightDialog } from "./touchpoint-dialogs.tsx";

const KINDS: Readonly<Record<StructurePart, StructureKind>> = {
  touchpoints: "touchpoint",
  departments: "department",
  channels: "channel",
  stages: "stage",
  segments: "segment",
};

/** One part of the structure with all that can be done to it; above it, what the whole structure lacks. */
export function StructureBoard({ part, initial }: { part: StructurePart; initial: Structure }) {
  const structure = useStructure(initial);
  const kind = KINDS[part];
  const [ask, setAsk] = useState<Ask | null>(null);
  const [said, setSaid] = useState("");
  const outcome = useRef<HTMLDivElement>(null);
  const move = useMove(kind);
  // What was merged or archived took the button that had the focus with it.
  useEffect(() => {
    if (said !== "" && document.activeElement === document.body) outcome.current?.focus();
  }, [said]);
  const dialog = {
    structure,
    onClose: () => setAsk(null),
    onDone: (words: string) => {
      setAsk(null);
      setSaid(words);
    },
  };
  return (
    <>
      <Attention
        structure={structure}
        onOwner={(touchpoint) => setAsk({ what: "owner", touchpoint })}
        onGive={(department) => setAsk({ what: "give", department })}
      />
      <div className="mb-2 flex flex-wrap items-center justify-between gap-4 border-hairline border-t pt-4">
        <h2 className="text-16 font-semibold">{TITLES[part]}</h2>
        <Button onClick={() => setAsk({ what: "create" })}>Add a {STRUCTURE_WORDS[kind]}</Button>
      </div>
      <div ref={outcome} tabIndex={-1}>
        <Notice kind="done" className="mb-3">
          {said}
        </Notice>
      </div>
      <Notice kind="failed" className="mb-3">
        {move.error && `${move.error.message} The order is as it was.`}
      </Notice>
      <RowLists
        kind={kind}
        structure={structure}
        onAsk={setAsk}
        onMove={(placed) => {
          setSaid("");
          move.mutate({ kind, ...placed });
        }}
      />
      <ArchivedRows kind={kind} rows={structure[part]} onDone={dialog.onDone} />
      {ask && dialogOf(ask, kind, part, dialog)}
    </>
  );
}

const TITLES: Readonly<Record<StructurePart, string>> = {
  touchpoints: "Touchpoints along the journey",
  departments: "Departments",
  channels: "Channels",
  stages: "Journey stages",
  segments: "Segments",
};

function dialogOf(
  ask: Ask,
  kind: StructureKind,
  part: StructurePart,
  dialog: { structure: Structure; onClose: () => void; onDone: (words: string) => void },
): ReactNode {
  const { structure, ...ends } = dialog;
  switch (ask.what) {
    case "create":
      return <CreateDialog kind={kind} {...dialog} />;
    case "merge":
      return (
        <MergeDialog
          row={ask.row}
          others={structure[part].filter((row) => !row.archived && row.id !== ask.row.id)}
          {...ends}
        />
      );
    case "archive":
      return <ArchiveDialog row={ask.row} {...ends} />;
    case "place":
      return (
        <PlaceDialog
          row={ask.row}
          place={ask.place}
          places={placesOf(structure, ask.row.kind, ask.row.id)}
          {...ends}
        />
      );
    case "give":
      return <GiveDialog department={ask.department} {...dialog} />;
    case "owner":
      return <OwnerDialog touchpoint={ask.touchpoint} {...dialog} />;
    case "weight":
      return <WeightDialog touchpoint={ask.touchpoint} {...dialog} />;
    case "nature":
      return <NatureDialog touchpoint={ask.touchpoint} {...dialog} />;
  }
}
