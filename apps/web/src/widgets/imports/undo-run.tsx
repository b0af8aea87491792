import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";

/** Taking a run back changes every figure that it fed: it is asked twice. */
export function UndoRun({ runId }: { runId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const undo = useMutation(
    trpc.imports.undo.mutationOptions({
      onSettled: async () => {
        setAsked(false);
        await queryClient.invalidateQueries({ queryKey: trpc.imports.list.pathKey() });
        router.refresh();
      },
    }),
  );
  if (undo.isSuccess) return <span role="status">Run {runId} is undone: its records are gone.</span>;
  if (!asked)
    return (
      <span>
        <Button kind="quiet" onClick={() => setAsked(true)}>
          Undo<span className="sr-only"> run {runId}</span>
        </Button>
        {undo.error && (
          <span role="alert" className="block text-12 text-worse">
            {undo.error.message}
          </span>
        )}
      </span>
    );
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      <span>Its records leave every figure.</span>
      <Button kind="danger" busy={undo.isPending} onClick={() => undo.mutate({ runId })}>
        {undo.isPending ? "Undoing" : `Undo run ${runId}`}
      </Button>
      <Button kind="quiet" disabled={undo.isPending} onClick={() => setAsked(false)}>
        Keep it
      </Button>
    </span>
  );
}
