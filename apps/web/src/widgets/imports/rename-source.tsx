"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { TextField } from "@touchline/ui/field";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";

/** Another display name for a source; its files go on finding it by its id. */
export function RenameSource({ slug, name }: { slug: string; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const rename = useMutation(
    trpc.sources.rename.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rename.mutate({ slug, name: String(new FormData(event.currentTarget).get("name")) });
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        Rename<span className="sr-only"> {name}</span>
      </Button>
      <Dialog title={`Rename ${name}`} open={open} onClose={() => setOpen(false)}>
        <form onSubmit={submit} className="space-y-4">
          <TextField
            label="Name"
            name="name"
            hint={`Files go on finding it as “${slug}”.`}
            defaultValue={name}
            maxLength={120}
            required
            error={rename.error?.message ?? null}
          />
          <div className="flex justify-end gap-2">
            <Button kind="quiet" onClick={() => setOpen(false)}>
              Keep the name
            </Button>
            <Button kind="primary" type="submit" busy={rename.isPending}>
              Rename
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
