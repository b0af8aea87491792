import type { FilePreview } from "@touchline/api/import-preview";
import { useEffect, useState } from "react";
import type { Edits } from "./edits.ts";

/** Enough for fifty rows and for what tells one format from another. Bytes. */
const BEGINNING = 524_288;
const PAUSE_MS = 200;

interface Seen {
  readonly file: File;
  readonly edits: Edits;
  readonly preview: FilePreview | null;
  readonly error: string | null;
}

async function look(file: File, edits: Edits, signal: AbortSignal): Promise<Pick<Seen, "preview" | "error">> {
  const whole = file.size <= BEGINNING;
  const head = JSON.stringify({ ...edits, fileName: file.name, whole });
  try {
    const beginning = await file.slice(0, BEGINNING).arrayBuffer();
    const body = new Blob([head, "\n", beginning]);
    const response = await fetch("/api/imports/preview", { method: "POST", body, signal });
    if (response.ok) return { preview: (await response.json()) as FilePreview, error: null };
    const { message } = (await response.json()) as { message: string };
    return { preview: null, error: message };
  } catch (cause) {
    if (signal.aborted) throw cause;
    return {
      preview: null,
      error: "The file could not be looked at. If it was changed or moved, choose it again.",
    };
  }
}

/**
 * What the engine makes of the file with these edits. While another answer is on its way, the last one stays and `busy`
 * is true; one that fails leaves the last preview of the same file.
 */
export function usePreview(file: File | null, edits: Edits) {
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    if (!file) return;
    const gone = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const found = await look(file, edits, gone.signal);
        setSeen((last) => ({
          file,
          edits,
          error: found.error,
          preview: found.preview ?? (last?.file === file ? last.preview : null),
        }));
      } catch {
        // Somebody asked something else meanwhile.
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [file, edits]);
  const own = seen?.file === file ? seen : null;
  const busy = file !== null && own?.edits !== edits;
  return { preview: own?.preview ?? null, error: own?.error ?? null, busy };
}
