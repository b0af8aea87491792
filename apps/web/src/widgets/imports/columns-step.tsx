import type { FilePreview } from "@touchline/api/import-preview";
import { Notice } from "@touchline/ui/notice";
import { ColumnRow } from "./column-row.tsx";
import type { PreviewedColumn } from "./column-words.ts";
import { type Edits, withEntry } from "./edits.ts";
import { LazyText } from "./lazy-text.tsx";

const NAMED_AT_ONCE = 5;

function named(columns: readonly PreviewedColumn[]): string {
  const names = columns.slice(0, NAMED_AT_ONCE).map(({ name }) => `“${name}”`);
  const more = columns.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** What each column is taken for and why; each can be made something else. */
export function ColumnsStep({
  preview,
  edits,
  onChange,
}: {
  preview: FilePreview;
  edits: Edits;
  onChange: (edits: Edits) => void;
}) {
  const touched = ({ place, targets, choices, doubtful }: PreviewedColumn) =>
    targets.length > 0 || choices.length > 0 || doubtful || edits.columns[place] !== undefined;
  const doubtful = preview.columns.filter((column) => column.doubtful);
  const touchpoints = [...preview.touchpoints, ...preview.fresh.touchpoints];
  const read = preview.columns.filter(touched);
  const left = preview.columns.filter((column) => !touched(column));
  // What was said since the last look counts, or a second change would take the first one back.
  const row = (column: PreviewedColumn) => (
    <ColumnRow
      key={column.place}
      column={{ ...column, role: edits.columns[column.place] ?? column.role }}
      touchpoints={touchpoints}
      onChange={(role) => onChange(withEntry(edits, "columns", column.place, role))}
    />
  );
  return (
    <>
      <Notice kind="hint" className="mb-4">
        {doubtful.length > 0 &&
          `${doubtful.length === 1 ? "One column is called like a rating and is" : `${doubtful.length} columns are called like ratings and are`} left out: ${named(doubtful)}. If customers gave these scores, say on which scale.`}
      </Notice>
      {preview.constants.length > 0 && (
        <div className="mb-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {preview.constants.map(({ name, ask, value }) => (
            <LazyText
              key={name}
              label={ask.charAt(0).toUpperCase() + ask.slice(1)}
              value={edits.constants[name] ?? value ?? ""}
              error={value === null ? "The file does not say it." : null}
              onCommit={(text) => onChange(withEntry(edits, "constants", name, text || undefined))}
            />
          ))}
        </div>
      )}
      {read.length > 0 && <ul>{read.map(row)}</ul>}
      {left.length > 0 && (
        <details className="mt-2" open={read.length === 0}>
          <summary className="cursor-pointer py-2 text-muted">
            {left.length === 1 ? "1 column is" : `${left.length} columns are`} left out
          </summary>
          <ul>{left.map(row)}</ul>
        </details>
      )}
      <datalist id="known-touchpoints">
        {touchpoints.map(({ slug, name }) => (
          <option key={slug} value={name} />
        ))}
      </datalist>
      <div className="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <LazyText
          label="Name of this mapping"
          hint="It is stored with the import, to be used again"
          value={edits.name ?? preview.name}
          maxLength={120}
          onCommit={(name) => onChange({ ...edits, name: name || undefined })}
        />
        <LazyText
          label="Source"
          hint="The same id means the same customer within one source"
          value={edits.source ?? preview.source}
          maxLength={120}
          onCommit={(source) => onChange({ ...edits, source: source || undefined })}
        />
      </div>
    </>
  );
}
