import type { FilePreview } from "@touchline/api/import-preview";
import type { RouterOutputs } from "@touchline/api/root";
import { CONTROL, Field, SelectField, TextField } from "@touchline/ui/field";
import { useState } from "react";
import { type Edits, withoutColumns } from "./edits.ts";

const DELIMITERS = [
  { value: ",", label: "Comma" },
  { value: ";", label: "Semicolon" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "Vertical bar" },
] as const;
const ENCODINGS = [
  { value: "utf-8", label: "UTF-8" },
  { value: "utf-8-sig", label: "UTF-8 with a mark" },
  { value: "utf-16le", label: "UTF-16, little end first" },
  { value: "utf-16be", label: "UTF-16, big end first" },
  { value: "windows-1252", label: "Western European (Windows)" },
  { value: "latin1", label: "Western European (ISO)" },
] as const;
const HEADERS = [
  { value: "0", label: "None" },
  { value: "1", label: "1 row" },
  { value: "2", label: "2 rows" },
  { value: "3", label: "3 rows" },
];
const FITTING = "fitting";
const OWN = "own";
/** No mapping is called so: names come after this sign. */
const NAMED = "named:";

/** How the file is cut up and read: guessed, shown, and to be changed. */
export function FormatFields({
  preview,
  mappings,
  edits,
  onChange,
  busy,
}: {
  preview: FilePreview | null;
  mappings: RouterOutputs["mappings"]["list"];
  edits: Edits;
  onChange: (edits: Edits) => void;
  busy: boolean;
}) {
  const [own, setOwn] = useState(false);
  const format = preview?.format;
  const guessed = (key: keyof Edits["format"]) =>
    edits.format[key] === undefined ? "Guessed" : "As you said";
  const change = (format: Edits["format"]) =>
    onChange({ ...withoutColumns(edits), format: { ...edits.format, ...format } });
  const chosen = own ? OWN : "named" in edits.mapping ? NAMED + edits.mapping.named : FITTING;
  const choose = (value: string) => {
    setOwn(value === OWN);
    if (value === OWN) return;
    const mapping = value === FITTING ? { fitting: true as const } : { named: value.slice(NAMED.length) };
    onChange({ ...withoutColumns(edits), mapping });
  };
  const { name: _name, source: _source, ...unnamed } = edits;
  return (
    <div className="mt-4 grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4" aria-busy={busy}>
      {format?.kind === "csv" && (
        <>
          <SelectField
            label="Encoding"
            hint={guessed("encoding")}
            value={edits.format.encoding ?? format.encoding}
            options={ENCODINGS}
            onChange={({ target }) => {
              const found = ENCODINGS.find(({ value }) => value === target.value);
              if (found) change({ encoding: found.value });
            }}
          />
          <SelectField
            label="Delimiter"
            hint={guessed("delimiter")}
            value={edits.format.delimiter ?? format.delimiter ?? ","}
            options={DELIMITERS}
            onChange={({ target }) => {
              const found = DELIMITERS.find(({ value }) => value === target.value);
              if (found) change({ delimiter: found.value });
            }}
          />
          <SelectField
            label="Header"
            hint={guessed("headerCount")}
            value={String(edits.format.headerCount ?? format.headerCount)}
            options={HEADERS}
            onChange={({ target }) => change({ headerCount: Number(target.value) })}
          />
          <TextField
            label="Lines above the header"
            hint={guessed("skipRows")}
            type="number"
            min={0}
            max={1000}
            value={edits.format.skipRows ?? format.skipRows}
            onChange={({ target }) => {
              const lines = target.valueAsNumber;
              if (Number.isInteger(lines) && lines >= 0 && lines <= 1000) change({ skipRows: lines });
            }}
          />
        </>
      )}
      <div className="sm:col-span-2">
        <Field label="How to read it" hint="A preset knows one tool's files">
          {(wired) => (
            <select
              {...wired}
              value={chosen}
              onChange={({ target }) => choose(target.value)}
              className={CONTROL}
            >
              <option value={FITTING}>By what its columns show</option>
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
          )}
        </Field>
      </div>
      {own && (
        <JsonFile
          label="Mapping"
          hint="A JSON file"
          onRead={(json) => onChange({ ...withoutColumns(unnamed), mapping: { json } })}
        />
      )}
      {!own && (
        <JsonFile
          label="The survey's own definition"
          hint="Only if you have it: Typeform's form, Formbricks' survey"
          onRead={(definition) =>
            onChange({ ...withoutColumns(edits), survey: { ...edits.survey, definition } })
          }
        />
      )}
    </div>
  );
}

/** A JSON file, read in the browser; one that is none is told of. */
function JsonFile({ label, hint, onRead }: { label: string; hint: string; onRead: (json: unknown) => void }) {
  const [error, setError] = useState<string | null>(null);
  async function read(file: File | undefined) {
    if (!file) return;
    try {
      onRead(JSON.parse(await file.text()));
      setError(null);
    } catch {
      setError(`${file.name} is no JSON file.`);
    }
  }
  return (
    <div className="sm:col-span-2">
      <TextField
        label={label}
        hint={hint}
        error={error}
        type="file"
        accept=".json,application/json"
        className="py-1.5"
        onChange={({ target }) => read(target.files?.[0])}
      />
    </div>
  );
}
