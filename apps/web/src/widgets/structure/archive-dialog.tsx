"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { Notice } from "@touchline/ui/notice";
import { useTRPC } from "../../trpc-client.tsx";
import { effectWords, listed } from "./effect-words.ts";
import { type Chosen, useReread } from "./structure-query.ts";

/** Says what stays with a row that is taken out of use, and archives it when that is confirmed. */
export function ArchiveDialog({
  row,
  onClose,
  onDone,
}: {
  row: Chosen;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const trpc = useTRPC();
  const reread = useReread();
  const asked = { kind: row.kind, id: row.id };
  const { data, error, isPending } = useQuery(
    trpc.structure.archiveEffect.queryOptions(asked, { retry: false, staleTime: 0 }),
  );
  const archive = useMutation(
    trpc.structure.archive.mutationOptions({
      onSuccess: async () => {
        await reread();
        onDone(`${row.name} is archived. It stands at the end of this page and can be restored.`);
      },
    }),
  );
  const failed = archive.error ?? error;
  return (
    <Dialog title={`Archive ${row.name}`} open onClose={onClose}>
      <div aria-live="polite" className="space-y-2">
        {isPending && <p className="text-muted">Counting what hangs on it</p>}
        {data && (
          <>
            <p>
              It is offered nowhere any more. With it stay: {listed(effectWords(data)) || "nothing"}. They
              count and are shown as before.
            </p>
            {data.owned > 0 && (
              <p>
                {data.owned === 1 ? "One touchpoint" : `${data.owned} touchpoints`} that it owns will be
                nobody's from today on.
              </p>
            )}
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
          kind="danger"
          disabled={!data || failed !== null}
          busy={archive.isPending}
          onClick={() => archive.mutate(asked)}
        >
          Archive
        </Button>
      </div>
    </Dialog>
  );
}
