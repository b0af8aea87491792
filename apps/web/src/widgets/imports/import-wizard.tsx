"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Notice } from "@touchline/ui/notice";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { type Edits, NO_EDITS } from "./edits.ts";
import { FileStep } from "./file-step.tsx";
import { FormatFields } from "./format-fields.tsx";
import { NewNames } from "./new-names.tsx";
import { PreviewStep } from "./preview-step.tsx";
import { RunStep } from "./run-step.tsx";
import { usePreview } from "./use-preview.ts";
import { useUpload } from "./use-upload.ts";

/**
 * From a file to its records in four steps: the file, its columns, how its rows will be stored, the import. Each change
 * asks the engine again, so that what is shown is what will be stored.
 */
export function ImportWizard({
  mappings,
  timeZone,
}: {
  mappings: RouterOutputs["mappings"]["list"];
  timeZone: string;
}) {
  const [file, setFile] = useState<File | null>(null);
  const [edits, setEdits] = useState<Edits>(NO_EDITS);
  const { preview, error, busy } = usePreview(file, edits);
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  const upload = useUpload(
    () => void queryClient.invalidateQueries({ queryKey: trpc.imports.list.pathKey() }),
  );
  // What is under way goes on with what it was started with.
  const working = upload.state.kind === "sending" || upload.state.kind === "progress";
  const choose = (chosen: File) => {
    setFile(chosen);
    setEdits(NO_EDITS);
    upload.reset();
  };
  const change = (changed: Edits) => {
    setEdits(changed);
    upload.reset();
  };
  return (
    <ol className="space-y-8">
      <Step number={1} title="File">
        <fieldset disabled={working} className="min-w-0">
          <legend className="sr-only">The file and its format</legend>
          <FileStep file={file} onChoose={choose} disabled={working} />
          <Notice kind="failed" className="mt-3">
            {error}
          </Notice>
          {file && (
            <FormatFields preview={preview} mappings={mappings} edits={edits} onChange={change} busy={busy} />
          )}
        </fieldset>
      </Step>
      {preview && file && (
        <>
          <Step number={2} title="Columns" note={preview.reason}>
            <fieldset disabled={working} className="min-w-0">
              <legend className="sr-only">What is read from each column, and what is new</legend>
              <ColumnsStep preview={preview} edits={edits} onChange={change} />
              <NewNames preview={preview} edits={edits} onChange={change} />
            </fieldset>
          </Step>
          <Step number={3} title="Preview" note="Nothing is written yet">
            <PreviewStep preview={preview} timeZone={timeZone} busy={busy} />
          </Step>
          <Step number={4} title="Import">
            <RunStep
              file={file}
              preview={preview}
              edits={edits}
              upload={upload}
              sound={error === null}
              busy={busy}
            />
          </Step>
        </>
      )}
    </ol>
  );
}

function Step({
  number,
  title,
  note,
  children,
}: {
  number: number;
  title: string;
  note?: string;
  children: ReactNode;
}) {
  return (
    <li>
      <section aria-labelledby={`step-${number}`} className="border-hairline border-t pt-4">
        <h2 id={`step-${number}`} className="mb-2 text-16 font-semibold">
          <span className="mr-2 text-muted">{number}</span>
          {title}
        </h2>
        {note !== undefined && <p className="mb-3 max-w-prose text-13 text-muted">{note}</p>}
        {children}
      </section>
    </li>
  );
}
