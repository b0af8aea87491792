"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { useTRPC } from "../../trpc-client.tsx";
import { type Chosen, useReread } from "./structure-query.ts";

interface Archived {
  readonly id: number;
  readonly name: string;
  readonly archived: boolean;
  readonly mergedInto: string | null;
}

/** What is out of use: archived rows, to be restored, and what became a part of another. */
export function ArchivedRows({
  kind,
  rows,
  onDone,
}: {
  kind: Chosen["kind"];
  rows: readonly Archived[];
  onDone: (said: string) => void;
}) {
  const trpc = useTRPC();
  const reread = useReread();
  const restore = useMutation(
    trpc.structure.restore.mutationOptions({
      onSuccess: async (_, { id }) => {
        await reread();
        onDone(`${rows.find((row) => row.id === id)?.name ?? "It"} is in use again.`);
      },
    }),
  );
  const out = rows.filter((row) => row.archived);
  if (out.length === 0) return null;
  return (
    <section aria-labelledby="archived" className="mt-10 border-hairline border-t pt-4">
      <h2 id="archived" className="text-16 font-semibold">
        Out of use
      </h2>
      <Notice kind="failed">{restore.error?.message}</Notice>
      <ul>
        {out.map(({ id, name, mergedInto }) => (
          <li
            key={id}
            className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 border-hairline border-b text-muted"
          >
            <span className="wrap-anywhere">{name}</span>
            {mergedInto === null ? (
              <Button
                kind="quiet"
                busy={restore.isPending && restore.variables.id === id}
                onClick={() => restore.mutate({ kind, id })}
              >
                Restore<span className="sr-only"> {name}</span>
              </Button>
            ) : (
              <span className="text-13">A part of {mergedInto}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
