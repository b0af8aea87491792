"use client";

import { useMutation } from "@tanstack/react-query";
import { QUESTION_TYPES, QUESTIONS } from "@touchline/domain/question";
import { DIRECTNESS, TOUCHPOINT_ROLES, WEIGHT_BOUNDS } from "@touchline/domain/structure";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { SelectField, TextField } from "@touchline/ui/field";
import { formatDay } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import type { FormEvent } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { DatedDialog } from "./dated-dialog.tsx";
import { type Structure, type Touchpoint, useReread } from "./structure-query.ts";
import { NATURE_WORDS, ROLE_WORDS } from "./touchpoint-words.ts";

interface Asked {
  readonly touchpoint: Touchpoint;
  readonly structure: Structure;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

const oneOf = <Value extends string>(values: readonly Value[], text: FormDataEntryValue | null): Value => {
  const found = values.find((value) => value === text) ?? values[0];
  if (found === undefined) throw new Error("nothing to choose from");
  return found;
};

/** The owner of a touchpoint from a day on. */
export function OwnerDialog({ touchpoint, structure, onClose, onDone }: Asked) {
  const trpc = useTRPC();
  const reread = useReread();
  const names = new Map(structure.departments.map((row) => [row.id, row.name]));
  const nameOf = (id: number | null) => (id === null ? "Nobody" : (names.get(id) ?? "Nobody"));
  const save = useMutation(
    trpc.structure.setOwner.mutationOptions({
      onSuccess: async (_, { departmentId, from }) => {
        await reread();
        onDone(
          departmentId === null
            ? `Nobody owns ${touchpoint.name} from ${formatDay(from)} on.`
            : `${nameOf(departmentId)} owns ${touchpoint.name} from ${formatDay(from)} on.`,
        );
      },
    }),
  );
  return (
    <DatedDialog
      title={`Owner of ${touchpoint.name}`}
      today={structure.today}
      history={touchpoint.owners.map(({ from, departmentId }) => ({ from, what: nameOf(departmentId) }))}
      hint="Answers of the days before stay with the former owner."
      failed={save.error?.message}
      busy={save.isPending}
      onClose={onClose}
      onSave={(form, from) => {
        const owner = String(form.get("owner"));
        save.mutate({
          touchpointId: touchpoint.id,
          departmentId: owner === "" ? null : Number(owner),
          from,
        });
      }}
    >
      <SelectField
        label="Department"
        name="owner"
        defaultValue={touchpoint.departmentId ?? ""}
        options={[
          { value: "", label: "Nobody" },
          ...structure.departments
            .filter((row) => !row.archived)
            .map((row) => ({ value: String(row.id), label: row.name })),
        ]}
      />
    </DatedDialog>
  );
}

/** The weight of a touchpoint from a day on. */
export function WeightDialog({ touchpoint, structure, onClose, onDone }: Asked) {
  const trpc = useTRPC();
  const reread = useReread();
  const save = useMutation(
    trpc.structure.setWeight.mutationOptions({
      onSuccess: async (_, { weight, from }) => {
        await reread();
        onDone(`${touchpoint.name} weighs ${weight} from ${formatDay(from)} on.`);
      },
    }),
  );
  return (
    <DatedDialog
      title={`Weight of ${touchpoint.name}`}
      today={structure.today}
      history={touchpoint.weights.map(({ from, weight }) => ({ from, what: String(weight) }))}
      hint="Scores of the days before keep the weight that they had."
      failed={save.error?.message}
      busy={save.isPending}
      onClose={onClose}
      onSave={(form, from) =>
        save.mutate({ touchpointId: touchpoint.id, weight: Number(form.get("weight")), from })
      }
    >
      <TextField
        label="Weight"
        hint="How much it counts in the experience score. Without another weight a direct touchpoint has 2, an indirect one 1."
        name="weight"
        type="number"
        required
        min={WEIGHT_BOUNDS.least}
        max={WEIGHT_BOUNDS.most}
        step={0.01}
        defaultValue={touchpoint.weight}
      />
    </DatedDialog>
  );
}

/** What a touchpoint is. */
export function NatureDialog({ touchpoint, onClose, onDone }: Asked) {
  const trpc = useTRPC();
  const reread = useReread();
  const save = useMutation(
    trpc.structure.update.mutationOptions({
      onSuccess: async () => {
        await reread();
        onDone(`${touchpoint.name} was changed.`);
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (save.isPending) return;
    save.mutate({
      id: touchpoint.id,
      directness: oneOf(DIRECTNESS, form.get("directness")),
      role: oneOf(TOUCHPOINT_ROLES, form.get("role")),
      primaryQuestion: QUESTION_TYPES.find((type) => type === form.get("question")) ?? null,
    });
  };
  return (
    <Dialog title={`What ${touchpoint.name} is`} open onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <NatureFields touchpoint={touchpoint} />
        <SelectField
          label="Scored by"
          hint="The one question whose answers make its score."
          name="question"
          defaultValue={touchpoint.primaryQuestion ?? ""}
          options={[
            { value: "", label: "Whatever its first answers answer" },
            ...QUESTION_TYPES.map((type) => ({ value: type, label: QUESTIONS[type].label })),
          ]}
        />
        <Notice kind="failed">{save.error?.message}</Notice>
        <div className="flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Directness and role, of a touchpoint that is there or of a new one. */
export function NatureFields({ touchpoint }: { touchpoint: Pick<Touchpoint, "directness" | "role"> | null }) {
  return (
    <>
      <SelectField
        label="How customers meet it"
        name="directness"
        defaultValue={touchpoint?.directness ?? "direct"}
        options={DIRECTNESS.map((value) => ({ value, label: NATURE_WORDS[value] }))}
      />
      <SelectField
        label="Role"
        name="role"
        defaultValue={touchpoint?.role ?? "service"}
        options={TOUCHPOINT_ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))}
      />
    </>
  );
}
