"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { CONTROL, Field } from "@touchline/ui/field";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { wordsTyped } from "./words.ts";

/** The words by which a touchpoint is looked for in comments, to be changed. */
export function EditTopic({
  slug,
  name,
  words,
  set,
}: {
  slug: string;
  name: string;
  words: readonly string[];
  /** Somebody chose these words. */
  set: boolean;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const save = useMutation(
    trpc.voice.setTopic.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("words"));
    save.mutate({ touchpoint: slug, words: wordsTyped(typed) });
  };
  return (
    <div className="text-right">
      <Button kind="quiet" className="relative z-[1] h-7 px-2 text-13" onClick={() => setOpen(true)}>
        Edit<span className="sr-only"> the words of {name}</span>
      </Button>
      <div className="text-left">
        <Dialog title={`Words of ${name}`} open={open} onClose={() => setOpen(false)}>
          <form onSubmit={submit} className="space-y-4">
            <Field
              label="Words and phrases, with commas between"
              hint="A comment with any of them speaks of this topic; English words are found in their other forms too."
              error={save.error?.message ?? null}
            >
              {(wired) => (
                <textarea
                  {...wired}
                  name="words"
                  rows={4}
                  required
                  defaultValue={words.join(", ")}
                  className={`${CONTROL} h-auto py-2`}
                />
              )}
            </Field>
            <div className="flex flex-wrap justify-end gap-2">
              {set && (
                <Button
                  kind="quiet"
                  busy={save.isPending}
                  onClick={() => save.mutate({ touchpoint: slug, words: [] })}
                >
                  Use the words of its name
                </Button>
              )}
              <Button kind="quiet" onClick={() => setOpen(false)}>
                Cancel
              </Button>
              <Button kind="primary" type="submit" busy={save.isPending}>
                Save
              </Button>
            </div>
          </form>
        </Dialog>
      </div>
    </div>
  );
}
