import type { FilePreview } from "@touchline/api/import-preview";
import { SelectField } from "@touchline/ui/field";
import { type Edits, withEntry } from "./edits.ts";
import { LazyText } from "./lazy-text.tsx";

type Touchpoint = FilePreview["fresh"]["touchpoints"][number];

const namesFrom = (rows: readonly { slug: string; name: string }[], none: string) => [
  { value: "", label: none },
  ...rows.map(({ slug, name }) => ({ value: slug, label: name })),
];

/** Touchpoints and channels that the import will create: what they are called, whose they are, where they stand in the journey. */
export function NewNames({
  preview,
  edits,
  onChange,
}: {
  preview: FilePreview;
  edits: Edits;
  onChange: (edits: Edits) => void;
}) {
  const { segments, departments, courses } = preview.fresh;
  // What was said since the last look counts, or a second change would take the first one back.
  const touchpoints = preview.fresh.touchpoints.map((row) => ({ ...row, ...edits.touchpoints[row.slug] }));
  const channels = preview.fresh.channels.map((row) => ({ ...row, ...edits.channels[row.slug] }));
  const others = [
    ["segments", segments],
    ["departments", departments],
    ["courses", courses],
  ] as const;
  const plain = others.filter(([, rows]) => rows.length > 0);
  if (touchpoints.length === 0 && channels.length === 0 && plain.length === 0) return null;
  const set = (rows: readonly Touchpoint[]) =>
    onChange(rows.reduce((all, { slug, ...row }) => withEntry(all, "touchpoints", slug, row), edits));
  const owners = namesFrom(preview.departments, "Nobody yet");
  const stages = namesFrom(preview.stages, "No stage yet");
  return (
    <div className="mt-6">
      <h3 className="mb-1 font-semibold">New names</h3>
      <p className="mb-3 max-w-prose text-13 text-muted">
        The import creates them.
        {preview.whole ? "" : " Names that stand only further down in the file are created too, nobody's."}
      </p>
      {touchpoints.length > 1 && (
        <div className="mb-3 sm:w-60">
          <SelectField
            label="Owner of all new touchpoints"
            value={sharedOwner(touchpoints)}
            options={owners}
            onChange={({ target }) =>
              set(touchpoints.map((row) => ({ ...row, department: target.value || null })))
            }
          />
        </div>
      )}
      {touchpoints.length > 0 && (
        <>
          <Heads names={["Touchpoint", "Stage", "Owner"]} />
          <ul aria-label="New touchpoints">
            {touchpoints.map((row) => (
              <li key={row.slug} className="grid gap-2 border-hairline border-b py-2 sm:grid-cols-3">
                <LazyText
                  quiet
                  label={`Name of touchpoint ${row.slug}`}
                  value={row.name}
                  maxLength={120}
                  onCommit={(name) => set([{ ...row, name: name || row.name }])}
                />
                <SelectField
                  quiet
                  label={`Stage of ${row.name}`}
                  value={row.stage ?? ""}
                  options={stages}
                  onChange={({ target }) => set([{ ...row, stage: target.value || null }])}
                />
                <SelectField
                  quiet
                  label={`Owner of ${row.name}`}
                  value={row.department ?? ""}
                  options={owners}
                  onChange={({ target }) => set([{ ...row, department: target.value || null }])}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {channels.length > 0 && (
        <div className="mt-4">
          <Heads names={["Channel", "Belongs to"]} />
          <ul aria-label="New channels">
            {channels.map(({ slug, name, parent }) => (
              <li key={slug} className="grid gap-2 border-hairline border-b py-2 sm:grid-cols-3">
                <LazyText
                  quiet
                  label={`Name of channel ${slug}`}
                  value={name}
                  maxLength={120}
                  onCommit={(typed) =>
                    onChange(withEntry(edits, "channels", slug, { name: typed || name, parent }))
                  }
                />
                <SelectField
                  quiet
                  label={`Channel that ${name} belongs to`}
                  value={parent ?? ""}
                  options={namesFrom(preview.channels, "A channel of its own")}
                  onChange={({ target }) =>
                    onChange(withEntry(edits, "channels", slug, { name, parent: target.value || null }))
                  }
                />
              </li>
            ))}
          </ul>
        </div>
      )}
      {plain.map(([kind, rows]) => (
        <p key={kind} className="wrap-anywhere mt-2 text-13">
          New {kind}:{" "}
          {rows
            .slice(0, 20)
            .map(({ name }) => name)
            .join(", ")}
          {rows.length > 20 && ` and ${rows.length - 20} more`}
        </p>
      ))}
    </div>
  );
}

function sharedOwner(rows: readonly Touchpoint[]): string {
  const [first] = rows;
  return rows.every(({ department }) => department === first?.department) ? (first?.department ?? "") : "";
}

/** Every field below has a label of its own for screen readers. */
function Heads({ names }: { names: readonly string[] }) {
  return (
    <div aria-hidden className="hidden gap-2 text-12 text-muted sm:grid sm:grid-cols-3">
      {names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
  );
}
