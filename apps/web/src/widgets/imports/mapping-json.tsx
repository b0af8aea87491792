import { Button } from "@touchline/ui/button";
import { CONTROL, Field } from "@touchline/ui/field";
import { useState } from "react";
import type { Json } from "./json-path.ts";

/** The whole mapping as JSON: to be saved as a file, or changed where the fields above don't reach. */
export function MappingJson({
  name,
  body,
  onChange,
}: {
  name: string;
  body: Json;
  onChange: (body: Json) => void;
}) {
  const text = JSON.stringify(body, null, 2);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const commit = () => {
    if (typed === null) return;
    try {
      // What JSON.parse returns is JSON.
      onChange(JSON.parse(typed) as Json);
      setTyped(null);
      setError(null);
    } catch (cause) {
      setError(`This is no JSON: ${cause instanceof Error ? cause.message : "it can't be read"}.`);
    }
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase() || "mapping"}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section aria-labelledby="mapping-json">
      <h2 id="mapping-json" className="mb-3 text-16 font-semibold">
        As JSON
      </h2>
      <Button onClick={save}>Export as a file</Button>
      <details className="mt-3">
        <summary className="cursor-pointer py-2 text-muted">Edit the JSON</summary>
        <Field label="Mapping as JSON" hint="Counts when the field is left" error={error}>
          {(wired) => (
            <textarea
              {...wired}
              rows={24}
              spellCheck={false}
              value={typed ?? text}
              onChange={({ target }) => setTyped(target.value)}
              onBlur={commit}
              className={`${CONTROL} h-auto py-2 font-mono text-13`}
            />
          )}
        </Field>
      </details>
    </section>
  );
}
