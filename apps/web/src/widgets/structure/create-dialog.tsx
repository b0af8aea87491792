"use client";

import { useMutation } from "@tanstack/react-query";
import {
  DIRECTNESS,
  STRUCTURE_WORDS,
  type StructureKind,
  TOUCHPOINT_ROLES,
} from "@touchline/domain/structure";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { SelectField, TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import type { FormEvent } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { placesOf } from "./places.ts";
import { type Structure, useReread } from "./structure-query.ts";
import { NatureFields } from "./touchpoint-dialogs.tsx";

const idOf = (form: FormData, name: string) => {
  const chosen = String(form.get(name) ?? "");
  return chosen === "" ? null : Number(chosen);
};

/** What the form asks for, as the procedure takes it. */
function created(kind: StructureKind, form: FormData) {
  const name = String(form.get("name"));
  if (kind === "channel") return { kind, name, parentId: idOf(form, "place") };
  if (kind !== "touchpoint") return { kind, name };
  return {
    kind,
    name,
    stageId: idOf(form, "place"),
    departmentId: idOf(form, "owner"),
    directness: DIRECTNESS.find((value) => value === form.get("directness")) ?? "direct",
    role: TOUCHPOINT_ROLES.find((value) => value === form.get("role")) ?? "service",
  };
}

/** A new row of a kind, with what it can't be without. */
export function CreateDialog({
  kind,
  structure,
  onClose,
  onDone,
}: {
  kind: StructureKind;
  structure: Structure;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const trpc = useTRPC();
  const reread = useReread();
  const create = useMutation(
    trpc.structure.create.mutationOptions({
      onSuccess: async (_, { name }) => {
        await reread();
        onDone(`${name} was added.`);
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!create.isPending) create.mutate(created(kind, new FormData(event.currentTarget)));
  };
  const places = placesOf(structure, kind);
  return (
    <Dialog title={`Add a ${STRUCTURE_WORDS[kind]}`} open onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <TextField label="Name" name="name" required maxLength={120} autoComplete="off" />
        {places.length > 0 && (
          <SelectField
            label={kind === "channel" ? "Below" : "Journey stage"}
            name="place"
            options={places.map(({ id, name }) => ({ value: id === null ? "" : String(id), label: name }))}
          />
        )}
        {kind === "touchpoint" && (
          <>
            <SelectField
              label="Owner"
              name="owner"
              options={[
                { value: "", label: "Nobody yet" },
                ...structure.departments
                  .filter((row) => !row.archived)
                  .map((row) => ({ value: String(row.id), label: row.name })),
              ]}
            />
            <NatureFields touchpoint={null} />
          </>
        )}
        <Notice kind="failed">{create.error?.message}</Notice>
        <div className="flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" busy={create.isPending}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
