"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { formatCount } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ImportEvent } from "../../import-event.ts";
import { useTRPC } from "../../trpc-client.tsx";
import type { UploadHead } from "../../upload-head.ts";
import { parseConstants } from "./constants.ts";
import { chunksOf, readEvents } from "./read-events.ts";
import { UploadResult } from "./upload-result.tsx";

const FIELD = "mt-1 block w-full rounded border border-line bg-paper px-3 py-2 text-14 text-ink";
/** No mapping is called so: names come after this sign. */
const NAMED = "named:";
const FITTING = "fitting";
const OWN = "own";

type State =
  | { kind: "idle" }
  | { kind: "working"; label: string }
  | { kind: "failed"; message: string }
  | Extract<ImportEvent, { kind: "done" }>;

function progressLabel(event: Extract<ImportEvent, { kind: "progress" }>): string {
  if (event.phase === "publishing") return `Putting ${formatCount(event.accepted)} rows in place`;
  const speed = event.rowsPerSecond > 0 ? `, ${formatCount(event.rowsPerSecond)} a second` : "";
  return `${formatCount(event.rowsRead)} rows read, ${formatCount(event.rejected)} rejected${speed}`;
}

async function mappingFrom(form: FormData): Promise<UploadHead["mapping"]> {
  const choice = String(form.get("mapping"));
  if (choice === FITTING) return { fitting: true };
  if (choice !== OWN) return { named: choice.slice(NAMED.length) };
  const file = form.get("mappingFile");
  return { json: JSON.parse(file instanceof File ? await file.text() : "") };
}

/** Choose a file and how to read it; check it, or import it. The file streams to the server as it is. */
export function UploadForm({ mappings }: { mappings: RouterOutputs["mappings"]["list"] }) {
  const [choice, setChoice] = useState(FITTING);
  const [state, setState] = useState<State>({ kind: "idle" });
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  const working = state.kind === "working";

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget);
    const dryRun = submitter?.getAttribute("value") === "check";
    const file = form.get("file");
    const constants = parseConstants(String(form.get("constants")));
    if (!(file instanceof File)) return;
    if (constants === null)
      return setState({ kind: "failed", message: "Constants are written as NAME=VALUE, one on each line." });
    setState({ kind: "working", label: `Sending ${file.name}` });
    try {
      const mapping = await mappingFrom(form).catch(() => null);
      if (mapping === null)
        return setState({ kind: "failed", message: "The mapping is no JSON file. Nothing was sent." });
      const head: UploadHead = { fileName: file.name, dryRun, constants, mapping };
      const body = new Blob([JSON.stringify(head), "\n", file]);
      const response = await fetch("/api/imports", { method: "POST", body });
      if (!response.ok || !response.body) {
        const { message } = (await response.json()) as { message: string };
        return setState({ kind: "failed", message });
      }
      for await (const told of readEvents(chunksOf(response.body)))
        setState(told.kind === "progress" ? { kind: "working", label: progressLabel(told) } : told);
      setState((last) => (last.kind === "working" ? { kind: "failed", message: LOST } : last));
    } catch {
      setState({ kind: "failed", message: LOST });
    } finally {
      await queryClient.invalidateQueries({ queryKey: trpc.imports.list.pathKey() });
    }
  }

  return (
    <>
      <form onSubmit={submit} className="grid max-w-200 gap-x-6 gap-y-4 md:grid-cols-2">
        <Labelled label="File" hint="CSV or JSON, as the other tool wrote it">
          <input name="file" type="file" required className={FIELD} />
        </Labelled>
        <Labelled label="How to read it" hint="A preset knows one tool's files">
          <select
            name="mapping"
            value={choice}
            onChange={(event) => setChoice(event.target.value)}
            className={FIELD}
          >
            <option value={FITTING}>The preset that fits its columns</option>
            <optgroup label="Presets">
              {mappings.presets.map(({ name, title }) => (
                <option key={name} value={NAMED + name}>
                  {title}
                </option>
              ))}
            </optgroup>
            {mappings.stored.length > 0 && (
              <optgroup label="Used before">
                {mappings.stored.map(({ name, version }) => (
                  <option key={name} value={NAMED + name}>
                    {name}, version {version}
                  </option>
                ))}
              </optgroup>
            )}
            <option value={OWN}>A mapping of your own</option>
          </select>
        </Labelled>
        {choice === OWN && (
          <Labelled label="Mapping" hint="A JSON file">
            <input
              name="mappingFile"
              type="file"
              accept=".json,application/json"
              required
              className={FIELD}
            />
          </Labelled>
        )}
        <Labelled label="Constants" hint="Only if the mapping asks for them: NAME=VALUE, one a line">
          <textarea name="constants" rows={1} className={FIELD} />
        </Labelled>
        <div className="flex gap-3 md:col-span-2">
          <button
            type="submit"
            value="check"
            disabled={working}
            className="h-9 rounded border border-line px-4 font-medium disabled:text-muted"
          >
            Check only
          </button>
          <button
            type="submit"
            value="import"
            disabled={working}
            className="h-9 rounded bg-accent px-4 font-medium text-on-accent disabled:bg-line disabled:text-paper"
          >
            Import
          </button>
        </div>
      </form>
      <div className="mt-6" aria-live="polite">
        <Outcome state={state} />
      </div>
    </>
  );
}

const LOST =
  "The connection was lost before the end. If the run below is not published, nothing of it counts: import the same file again.";

function Labelled({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="block text-13 font-medium">
      {label} <span className="font-normal text-muted">{hint}</span>
      {children}
    </label>
  );
}

function Outcome({ state }: { state: State }) {
  switch (state.kind) {
    case "idle":
      return null;
    case "working":
      return (
        <Panel id="outcome" title="Working" state={{ kind: "loading", label: state.label, height: 96 }} />
      );
    case "failed":
      return (
        <Panel
          id="outcome"
          title="Nothing was imported"
          state={{ kind: "error", message: state.message, retry: null }}
        />
      );
    case "done":
      return <UploadResult result={state.result} problems={state.problems} />;
  }
}
