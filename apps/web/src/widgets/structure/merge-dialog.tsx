"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { STRUCTURE_WORDS } from "@touchline/domain/structure";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { SelectField } from "@touchline/ui/field";
import { formatCount } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { effectWords, listed } from "./effect-words.ts";
import { type Chosen, useReread } from "./structure-query.ts";

/** What stays with the row that others are merged into, by kind. */
const STAYS: Readonly<Record<Chosen["kind"], string>> = {
  touchpoint: "name, stage, owner, weight and role",
  department: "name",
  channel: "name and place",
  stage: "name and place",
  segment: "name",
};

/** Asks what a row shall become a part of, says what would move, and does it when that is confirmed. */
export function MergeDialog({
  row,
  others,
  onClose,
  onDone,
}: {
  row: Chosen;
  /** What it may become a part of. */
  others: readonly { readonly id: number; readonly name: string }[];
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const trpc = useTRPC();
  const reread = useReread();
  const [into, setInto] = useState<number | null>(null);
  const asked = { kind: row.kind, id: row.id, into: into ?? 0 };
  const effect = useQuery(
    trpc.structure.mergeEffect.queryOptions(asked, { enabled: into !== null, retry: false, staleTime: 0 }),
  );
  const target = others.find(({ id }) => id === into)?.name ?? "";
  const merge = useMutation(
    trpc.structure.merge.mutationOptions({
      onSuccess: async (moved) => {
        await reread();
        onDone(`${row.name} is a part of ${target} now. Moved: ${listed(effectWords(moved)) || "nothing"}.`);
      },
    }),
  );
  const failed = merge.error ?? (into === null ? null : effect.error);
  const known = into === null ? undefined : effect.data;
  return (
    <Dialog title={`Merge ${row.name} into another ${STRUCTURE_WORDS[row.kind]}`} open onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (known && !merge.isPending) merge.mutate(asked);
        }}
      >
        <SelectField
          label={`Becomes a part of`}
          value={into ?? ""}
          required
          disabled={merge.isPending}
          onChange={(event) => {
            merge.reset();
            setInto(event.target.value === "" ? null : Number(event.target.value));
          }}
          options={[
            { value: "", label: "Choose one" },
            ...others.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <div aria-live="polite" className="mt-4 space-y-2">
          {into !== null && effect.isFetching && <p className="text-muted">Counting what would move</p>}
          {known && !failed && !effect.isFetching && (
            <>
              <p>
                Moves to {target}: {listed(effectWords(known)) || "nothing, since nothing hangs on it"}.{" "}
                {target} keeps its {STAYS[row.kind]}.
              </p>
              {known.answeredTwice > 0 && (
                <p>
                  {formatCount(known.answeredTwice)} of these answers go for good: in the same submission the
                  same question was answered about {target} too, and that answer counts.
                </p>
              )}
              {known.heads > 0 && (
                <p>
                  Heads of {row.name} will see the records of {target}.
                </p>
              )}
              <p>
                Files that name {row.name} will mean {target}. A merge can't be taken back.
              </p>
            </>
          )}
        </div>
        <Notice kind="failed" className="mt-4">
          {failed?.message}
        </Notice>
        <div className="mt-6 flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            kind="danger"
            disabled={!known || failed !== null || effect.isFetching}
            busy={merge.isPending}
          >
            {target === "" ? "Merge" : `Merge into ${target}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
