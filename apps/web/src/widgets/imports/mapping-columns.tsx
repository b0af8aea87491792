import { CONTROL, Field } from "@touchline/ui/field";
import { useState } from "react";
import { getAt, type Json } from "./json-path.ts";
import { LazyText } from "./lazy-text.tsx";
import type { MappingPart } from "./mapping-part.ts";

const entriesOf = (json: Json | undefined): [string, Json][] =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? Object.entries(json) : [];
const textOf = (json: Json | undefined): string => (typeof json === "string" ? json : "");

/** How columns are found where their own name is not enough, and what is the same for the whole file. */
export function MappingColumns({ body, set, faultAt }: MappingPart) {
  const columns = entriesOf(getAt(body, ["columns"]));
  const constants = entriesOf(getAt(body, ["constants"]));
  return (
    <>
      {columns.length > 0 && (
        <section aria-labelledby="mapping-columns">
          <h2 id="mapping-columns" className="mb-3 text-16 font-semibold">
            How columns are found
          </h2>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {columns.map(([key, definition]) =>
              getAt(definition, ["pattern"]) === undefined ? (
                <Names
                  key={key}
                  name={key}
                  names={getAt(definition, ["names"])}
                  error={faultAt(["columns", key])}
                  onCommit={(names) => set(["columns", key, "names"], names)}
                />
              ) : (
                <LazyText
                  key={key}
                  label={key}
                  hint="Pattern of its name"
                  value={textOf(getAt(definition, ["pattern"]))}
                  error={faultAt(["columns", key])}
                  onCommit={(text) => set(["columns", key, "pattern"], text)}
                />
              ),
            )}
          </div>
        </section>
      )}
      {constants.length > 0 && (
        <section aria-labelledby="mapping-constants">
          <h2 id="mapping-constants" className="mb-3 text-16 font-semibold">
            Constants
          </h2>
          <div className="space-y-4">
            {constants.map(([key, definition]) => (
              <fieldset key={key} className="grid gap-4 sm:grid-cols-3">
                <legend className="mb-1 font-medium">{key}</legend>
                {(
                  [
                    ["value", "Fixed value"],
                    ["fileName", "Pattern in the file's name"],
                    ["ask", "What to ask for"],
                  ] as const
                ).map(([part, label]) => (
                  <LazyText
                    key={part}
                    label={label}
                    value={textOf(getAt(definition, [part]))}
                    error={part === "value" ? faultAt(["constants", key]) : null}
                    onCommit={(text) => set(["constants", key, part], text || undefined)}
                  />
                ))}
              </fieldset>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function Names({
  name,
  names,
  error,
  onCommit,
}: {
  name: string;
  names: Json | undefined;
  error: string | null;
  onCommit: (names: string[] | undefined) => void;
}) {
  const known = Array.isArray(names) ? names.map(textOf) : [];
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed === null) return;
    const lines = typed
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    onCommit(lines.length > 0 ? lines : undefined);
    setTyped(null);
  };
  return (
    <Field label={name} hint="Its names in files, one a line" error={error}>
      {(wired) => (
        <textarea
          {...wired}
          rows={Math.max(2, known.length)}
          value={typed ?? known.join("\n")}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={commit}
          className={`${CONTROL} h-auto py-1.5`}
        />
      )}
    </Field>
  );
}
