import { useEffect, useRef, useState } from "react";
import type { ImportEvent } from "../../import-event.ts";
import type { UploadHead } from "../../upload-head.ts";
import { chunksOf, readEvents } from "./read-events.ts";

export type UploadState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending" }
  | Extract<ImportEvent, { kind: "progress" | "failed" | "done" }>
  | { readonly kind: "cancelled" };

const LOST =
  "The connection was lost before the end. If the run is not listed as published, nothing of it counts: import the same file again.";

/** Sends a file whole and follows what becomes of it. Cancelling, and leaving the page, end the import with nothing of it left. */
export function useUpload(onEnd: () => void) {
  const [state, setState] = useState<UploadState>({ kind: "idle" });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);

  async function start(file: File, head: UploadHead) {
    under.current?.abort();
    const gone = new AbortController();
    under.current = gone;
    setState({ kind: "sending" });
    let last: UploadState = { kind: "failed", message: LOST };
    try {
      const body = new Blob([JSON.stringify(head), "\n", file]);
      const response = await fetch("/api/imports", { method: "POST", body, signal: gone.signal });
      if (!response.ok || !response.body) {
        const { message } = (await response.json()) as { message: string };
        last = { kind: "failed", message };
      } else
        for await (const event of readEvents(chunksOf(response.body))) {
          if (event.kind === "progress") setState(event);
          else last = event;
        }
    } catch {
      if (gone.signal.aborted) last = { kind: "cancelled" };
    }
    if (under.current !== gone) return;
    setState(last);
    onEnd();
  }

  return {
    state,
    start,
    cancel: () => under.current?.abort(),
    reset: () => {
      under.current?.abort();
      under.current = null;
      setState({ kind: "idle" });
    },
  };
}
