"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { CONTROL } from "@touchline/ui/field";
import { Pencil } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { type Chosen, useReread } from "./structure-query.ts";

/** A row's name, which becomes a field when it is pressed. Escape leaves the name as it was. */
export function RowName({ row, strong = false }: { row: Chosen; strong?: boolean }) {
  const trpc = useTRPC();
  const reread = useReread();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const rename = useMutation(
    trpc.structure.rename.mutationOptions({
      onSuccess: async () => {
        await reread();
        close();
      },
    }),
  );
  const close = () => {
    back.current = true;
    rename.reset();
    setOpen(false);
  };
  // The field had the focus: it goes back to what opened it.
  useEffect(() => {
    if (open || !back.current) return;
    back.current = false;
    button.current?.focus();
  }, [open]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    if (name === row.name) close();
    else rename.mutate({ kind: row.kind, id: row.id, name });
  };
  if (!open)
    return (
      <button
        type="button"
        ref={button}
        onClick={() => setOpen(true)}
        title="Rename"
        className={`group/name inline-flex min-w-0 items-center gap-1.5 rounded text-left ${strong ? "font-semibold" : ""}`}
      >
        <span className="sr-only">Rename </span>
        <span className="wrap-anywhere">{row.name}</span>
        <Pencil
          size={12}
          aria-hidden
          className="shrink-0 text-muted opacity-0 group-hover/name:opacity-100 group-focus-visible/name:opacity-100"
        />
      </button>
    );
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && close()}
      className="flex w-full max-w-120 flex-wrap items-center gap-2"
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: pressing the name asks for this field
        autoFocus
        name="name"
        required
        maxLength={120}
        defaultValue={row.name}
        aria-label={`Name of ${row.name}`}
        aria-invalid={rename.error ? true : undefined}
        onFocus={(event) => event.currentTarget.select()}
        className={`${CONTROL} min-w-32 flex-1`}
      />
      <Button type="submit" kind="primary" busy={rename.isPending}>
        Save
      </Button>
      <Button kind="quiet" onClick={close}>
        Cancel
      </Button>
      {rename.error && (
        <p role="alert" className="w-full text-13 text-worse">
          {rename.error.message}
        </p>
      )}
    </form>
  );
}
