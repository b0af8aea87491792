"use client";

import { useMutation } from "@tanstack/react-query";
import { SelectField } from "@touchline/ui/field";
import { formatDay } from "@touchline/ui/formats";
import type { ReactNode } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { DatedDialog } from "./dated-dialog.tsx";
import { type Chosen, type Structure, type Touchpoint, useReread } from "./structure-query.ts";

/** Touchpoints in use that nobody owns, and departments in use that own none. */
function unowned(structure: Structure) {
  const inUse = structure.touchpoints.filter((row) => !row.archived);
  const owners = new Set(inUse.map((row) => row.departmentId));
  return {
    touchpoints: inUse.filter((row) => row.departmentId === null),
    departments: structure.departments.filter((row) => !row.archived && !owners.has(row.id)),
  };
}

/** What is nobody's and who has nothing, each with the one thing to do about it; nothing where all is well. */
export function Attention({
  structure,
  onOwner,
  onGive,
}: {
  structure: Structure;
  onOwner: (touchpoint: Touchpoint) => void;
  onGive: (department: Chosen) => void;
}) {
  const { touchpoints, departments } = unowned(structure);
  if (touchpoints.length + departments.length === 0) return null;
  return (
    <div className="mb-8 grid gap-x-8 gap-y-6 md:grid-cols-2">
      {touchpoints.length > 0 && (
        <Lacking id="nobody-owns" title="Nobody owns" why="Nobody answers for what customers say of it.">
          {touchpoints.map((row) => (
            <Lack
              key={row.id}
              name={row.name}
              action="Give an owner"
              to={`to ${row.name}`}
              onPress={() => onOwner(row)}
            />
          ))}
        </Lacking>
      )}
      {departments.length > 0 && (
        <Lacking id="owns-nothing" title="Owns nothing" why="No touchpoint is theirs, so they have no score.">
          {departments.map(({ id, name }) => (
            <Lack
              key={id}
              name={name}
              action="Give a touchpoint"
              to={`to ${name}`}
              onPress={() => onGive({ kind: "department", id, name })}
            />
          ))}
        </Lacking>
      )}
    </div>
  );
}

function Lacking({
  id,
  title,
  why,
  children,
}: {
  id: string;
  title: string;
  why: string;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="border-hairline border-t pt-4">
      <h2 id={id} className="text-16 font-semibold">
        {title}
      </h2>
      <p className="mb-1 text-13 text-muted">{why}</p>
      <ul>{children}</ul>
    </section>
  );
}

function Lack({
  name,
  action,
  to,
  onPress,
}: {
  name: string;
  action: string;
  to: string;
  onPress: () => void;
}) {
  return (
    <li className="flex min-h-9 items-center justify-between gap-4 border-hairline border-b">
      <span className="wrap-anywhere">{name}</span>
      <button
        type="button"
        onClick={onPress}
        className="shrink-0 py-1.5 text-13 font-medium text-accent underline underline-offset-2"
      >
        {action}
        <span className="sr-only"> {to}</span>
      </button>
    </li>
  );
}

/** A touchpoint for a department that owns none, from a day on. */
export function GiveDialog({
  department,
  structure,
  onClose,
  onDone,
}: {
  department: Chosen;
  structure: Structure;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const trpc = useTRPC();
  const reread = useReread();
  const names = new Map(structure.departments.map((row) => [row.id, row.name]));
  const inUse = structure.touchpoints.filter((row) => !row.archived);
  const save = useMutation(
    trpc.structure.setOwner.mutationOptions({
      onSuccess: async (_, { from }) => {
        await reread();
        onDone(`${department.name} owns a touchpoint from ${formatDay(from)} on.`);
      },
    }),
  );
  return (
    <DatedDialog
      title={`A touchpoint for ${department.name}`}
      today={structure.today}
      history={[]}
      hint="Answers of the days before stay with the former owner."
      failed={save.error?.message}
      busy={save.isPending}
      onClose={onClose}
      onSave={(form, from) =>
        save.mutate({ touchpointId: Number(form.get("touchpoint")), departmentId: department.id, from })
      }
    >
      <SelectField
        label="Touchpoint"
        name="touchpoint"
        required
        options={[
          { value: "", label: "Choose one" },
          ...inUse.map((row) => ({
            value: String(row.id),
            label: `${row.name} (${row.departmentId === null ? "nobody's" : (names.get(row.departmentId) ?? "nobody's")})`,
          })),
        ]}
      />
    </DatedDialog>
  );
}
