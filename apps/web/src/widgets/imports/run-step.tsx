import type { FilePreview } from "@touchline/api/import-preview";
import { Button } from "@touchline/ui/button";
import { formatBytes, formatCount } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import Link from "next/link";
import { useEffect, useEffectEvent, useState } from "react";
import type { Edits } from "./edits.ts";
import { UndoRun } from "./undo-run.tsx";
import { UploadResult } from "./upload-result.tsx";
import type { UploadState, useUpload } from "./use-upload.ts";

/** Checks or imports the whole file, tells how it goes, and what came of it. Pressed during a look, it begins after it. */
export function RunStep({
  file,
  preview,
  edits,
  upload,
  sound,
  busy,
}: {
  file: File;
  preview: FilePreview;
  edits: Edits;
  upload: ReturnType<typeof useUpload>;
  /** The last look brought an answer. */
  sound: boolean;
  /** Another look is under way: what is shown is not yet what would be imported. */
  busy: boolean;
}) {
  const { state } = upload;
  const working = state.kind === "sending" || state.kind === "progress";
  const can = sound && preview.mapping !== null;
  const named = new Set(preview.constants.map(({ name }) => name));
  const start = (dryRun: boolean) =>
    upload.start(file, {
      fileName: file.name,
      dryRun,
      mapping: { json: preview.mapping },
      constants: Object.fromEntries(Object.entries(edits.constants).filter(([name]) => named.has(name))),
    });
  // Leaving a field may begin a look in the very moment of the press. Whoever edits on takes the press back.
  const [pressed, setPressed] = useState<{ dryRun: boolean; edits: Edits } | null>(null);
  const waits = busy && pressed?.edits === edits;
  const press = (dryRun: boolean) => (busy ? setPressed({ dryRun, edits }) : start(dryRun));
  const begin = useEffectEvent(() => {
    if (pressed?.edits === edits && can) start(pressed.dryRun);
    setPressed(null);
  });
  useEffect(() => {
    if (!busy) begin();
  }, [busy]);
  const done = state.kind === "done" ? state.result : null;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button disabled={!can && !busy} busy={waits || working} onClick={() => press(true)}>
          Check the whole file
        </Button>
        <Button kind="primary" disabled={!can && !busy} busy={waits || working} onClick={() => press(false)}>
          Import
        </Button>
        {working && (
          <Button kind="danger" onClick={upload.cancel}>
            Cancel
          </Button>
        )}
      </div>
      <Notice kind="failed" className="mt-4">
        {state.kind === "failed" && state.message}
      </Notice>
      <Notice kind="hint" className="mt-4">
        {waits
          ? "Begins when the file has been looked at with your last change."
          : progressWords(state, file)}
      </Notice>
      {state.kind === "done" && (
        <div className="mt-6">
          <UploadResult result={state.result} problems={state.problems} />
        </div>
      )}
      {done !== null && done.runId !== null && done.status === "published" && (
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Link href="/" className="text-accent underline underline-offset-2">
            See the overview
          </Link>
          <Link href="/imports" className="text-accent underline underline-offset-2">
            See all runs
          </Link>
          <UndoRun runId={done.runId} />
        </div>
      )}
    </>
  );
}

function progressWords(state: UploadState, file: File): string | null {
  if (state.kind === "cancelled") return "Cancelled. Nothing of the file was imported.";
  if (state.kind === "sending") return `Sending ${formatBytes(file.size)}`;
  if (state.kind !== "progress") return null;
  if (state.phase === "publishing") return `Putting ${formatCount(state.accepted)} rows in place`;
  const speed = state.rowsPerSecond > 0 ? `, ${formatCount(state.rowsPerSecond)} rows a second` : "";
  return `${formatCount(state.rowsRead)} rows read, ${formatCount(state.rejected)} rejected${speed}`;
}
