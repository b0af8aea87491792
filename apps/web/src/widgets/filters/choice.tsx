import type { ReactNode } from "react";

export const CONTROL =
  "h-8 w-full truncate rounded border border-line bg-paper px-2 text-13 text-ink md:w-auto md:max-w-42";

/** A part of the question with its name above. */
export function Control({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block text-12 text-muted">
        {label}
      </label>
      {children}
    </div>
  );
}

/** One of a list. */
export function Choice<Value extends string>({
  label,
  name,
  value,
  options,
  onPick,
}: {
  label: string;
  name: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  onPick: (value: Value) => void;
}) {
  return (
    <Control id={`filter-${name}`} label={label}>
      <select
        id={`filter-${name}`}
        name={name}
        value={value}
        onChange={(event) => {
          const picked = options.find((option) => option.value === event.target.value);
          if (picked !== undefined) onPick(picked.value);
        }}
        className={CONTROL}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Control>
  );
}
