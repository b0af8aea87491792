import { SelectField } from "@touchline/ui/field";
import {
  AS_IS,
  type PreviewedColumn,
  ROLE_OPTIONS,
  roleFor,
  SCALE_OPTIONS,
  targetsOf,
  touchpointFor,
} from "./column-words.ts";
import type { ColumnRole } from "./edits.ts";
import { LazyText } from "./lazy-text.tsx";

interface KnownTouchpoint {
  readonly slug: string;
  readonly name: string;
}

/** One column: what stands in it, what it is read as, and why. */
export function ColumnRow({
  column,
  touchpoints,
  onChange,
}: {
  column: PreviewedColumn;
  touchpoints: readonly KnownTouchpoint[];
  onChange: (role: ColumnRole | undefined) => void;
}) {
  const { name, label, place, values, role, reason, choices } = column;
  const called = name || `column ${place + 1}`;
  const targets = targetsOf(column);
  const complex = role === null ? [{ value: AS_IS, label: targets }] : [];
  return (
    <li className="grid gap-x-6 gap-y-2 border-hairline border-b py-3 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_minmax(0,5fr)]">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{called}</p>
        {label !== "" && label !== name && <p className="wrap-anywhere text-13 text-muted">{label}</p>}
        <p className="truncate text-13 text-muted">{values.join(" · ")}</p>
      </div>
      <div className="grid content-start gap-2 sm:grid-cols-2">
        <div className={role?.as === "score" || choices.length > 1 ? "" : "sm:col-span-2"}>
          <SelectField
            quiet
            label={`Read ${called} as`}
            disabled={name === ""}
            value={role?.as ?? AS_IS}
            options={[...complex, ...ROLE_OPTIONS]}
            onChange={({ target }) => onChange(roleFor(target.value, column))}
          />
        </div>
        {role?.as === "score" && (
          <>
            <SelectField
              quiet
              label={`Scale of ${called}`}
              value={role.question}
              options={SCALE_OPTIONS}
              onChange={({ target }) => {
                const found = SCALE_OPTIONS.find(({ value }) => value === target.value);
                if (found) onChange({ ...role, question: found.value });
              }}
            />
            <div className="sm:col-span-2">
              <LazyText
                quiet
                label={`Touchpoint that ${called} is about`}
                list="known-touchpoints"
                maxLength={120}
                value={touchpointNamed(role.touchpoint, touchpoints)}
                onCommit={(touchpoint) =>
                  onChange({ ...role, touchpoint: touchpoint || touchpointFor(column) })
                }
              />
            </div>
          </>
        )}
        {role?.as === "date" && choices.length > 1 && (
          <SelectField
            quiet
            label={`Order of day and month in ${called}`}
            value={role.formats?.join() ?? ""}
            error={role.formats ? null : "Month or day first?"}
            options={[
              { value: "", label: "Say which" },
              ...choices.flatMap((choice) =>
                choice.as === "date" && choice.formats
                  ? [{ value: choice.formats.join(), label: choice.formats.join(" or ") }]
                  : [],
              ),
            ]}
            onChange={({ target }) =>
              onChange(
                choices.find((choice) => choice.as === "date" && choice.formats?.join() === target.value) ?? {
                  as: "date",
                },
              )
            }
          />
        )}
      </div>
      <p className="text-13 text-muted">
        {reason.charAt(0).toUpperCase() + reason.slice(1)}
        {role?.as === "left" && choices.length === 1 && (
          <button
            type="button"
            onClick={() => onChange(choices[0])}
            className="ml-1 text-accent underline underline-offset-2"
          >
            {choiceWords(choices[0])}
            <span className="sr-only">: {called}</span>
          </button>
        )}
      </p>
    </li>
  );
}

function choiceWords(choice: ColumnRole | undefined): string {
  if (choice?.as !== "score")
    return `Read it as ${ROLE_OPTIONS.find(({ value }) => value === choice?.as)?.label.toLowerCase()}`;
  return `Take it as “${SCALE_OPTIONS.find(({ value }) => value === choice.question)?.label}”`;
}

/** The name of what a slug stands for; what was typed is a name already. */
function touchpointNamed(touchpoint: string, known: readonly KnownTouchpoint[]): string {
  return known.find(({ slug }) => slug === touchpoint)?.name ?? touchpoint;
}
