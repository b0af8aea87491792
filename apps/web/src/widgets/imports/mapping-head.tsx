import { SelectField } from "@touchline/ui/field";
import { getAt, type JsonPath } from "./json-path.ts";
import { LazyText } from "./lazy-text.tsx";
import type { MappingPart } from "./mapping-part.ts";

const FORMAT = [
  {
    key: "encoding",
    label: "Encoding",
    options: ["auto", "utf-8", "utf-8-sig", "utf-16le", "utf-16be", "windows-1252", "latin1"],
  },
  { key: "delimiter", label: "Delimiter", options: ["auto", ",", ";", "\t", "|"] },
  { key: "decimal", label: "Decimal mark", options: ["auto", ".", ","] },
] as const;
const WORDS: Readonly<Record<string, string>> = {
  auto: "As the file shows",
  "\t": "Tab",
  ",": "Comma",
  ";": "Semicolon",
  "|": "Vertical bar",
  ".": "Point",
};

/** What the mapping is called, whose files it reads, and how they are cut up. */
export function MappingHead({ body, set, faultAt }: MappingPart) {
  const text = (path: JsonPath) => {
    const found = getAt(body, path);
    return typeof found === "string" || typeof found === "number" ? String(found) : "";
  };
  const isCsv = text(["format", "kind"]) === "csv";
  return (
    <section aria-labelledby="mapping-head">
      <h2 id="mapping-head" className="mb-3 text-16 font-semibold">
        Name and format
      </h2>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <LazyText
          label="Name"
          hint="Another name makes a mapping of its own"
          value={text(["name"])}
          error={faultAt(["name"])}
          onCommit={(value) => set(["name"], value)}
        />
        <LazyText
          label="Source"
          hint="Lower-case words joined by hyphens"
          value={text(["source"])}
          error={faultAt(["source"])}
          onCommit={(value) => set(["source"], value)}
        />
        <LazyText
          label="Time zone"
          hint="Empty: the organisation's"
          value={text(["zone"])}
          error={faultAt(["zone"])}
          onCommit={(value) => set(["zone"], value || undefined)}
        />
        {isCsv &&
          FORMAT.map(({ key, label, options }) => (
            <SelectField
              key={key}
              label={label}
              value={text(["format", key]) || "auto"}
              error={faultAt(["format", key])}
              options={options.map((value) => ({ value, label: WORDS[value] ?? value }))}
              onChange={({ target }) => set(["format", key], target.value)}
            />
          ))}
        {isCsv && (
          <LazyText
            label="Header rows"
            type="number"
            value={text(["format", "headerRows", "count"]) || "1"}
            error={faultAt(["format", "headerRows"])}
            onCommit={(value) => set(["format", "headerRows", "count"], Number(value))}
          />
        )}
        {isCsv && (
          <LazyText
            label="Lines above the header"
            type="number"
            value={text(["format", "skipRows"]) || "0"}
            error={faultAt(["format", "skipRows"])}
            onCommit={(value) => set(["format", "skipRows"], Number(value))}
          />
        )}
      </div>
    </section>
  );
}
