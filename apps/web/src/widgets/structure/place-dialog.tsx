"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { SelectField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { useTRPC } from "../../trpc-client.tsx";
import { type Chosen, useReread } from "./structure-query.ts";

export interface PlaceChoice {
  readonly id: number | null;
  readonly name: string;
}

/** Puts a touchpoint into another stage, or a channel below another one, at its end. */
export function PlaceDialog({
  row,
  place,
  places,
  onClose,
  onDone,
}: {
  row: Chosen;
  place: number | null;
  places: readonly PlaceChoice[];
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const trpc = useTRPC();
  const reread = useReread();
  const move = useMutation(
    trpc.structure.move.mutationOptions({
      onSuccess: async (_, asked) => {
        await reread();
        onDone(
          `${row.name} was put last in ${places.find(({ id }) => id === asked.place)?.name ?? "place"}.`,
        );
      },
    }),
  );
  return (
    <Dialog title={`Put ${row.name} elsewhere`} open onClose={onClose}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = String(new FormData(event.currentTarget).get("place"));
          if (!move.isPending)
            move.mutate({
              kind: row.kind,
              id: row.id,
              place: chosen === "" ? null : Number(chosen),
              before: null,
            });
        }}
      >
        <SelectField
          label={row.kind === "channel" ? "Below" : "Journey stage"}
          name="place"
          defaultValue={place ?? ""}
          options={places.map(({ id, name }) => ({ value: id === null ? "" : String(id), label: name }))}
        />
        <Notice kind="failed">{move.error?.message}</Notice>
        <div className="flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" busy={move.isPending}>
            Put it there
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
