import {
  type ComponentProps,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  useId,
} from "react";

/** The look of what can be typed into or chosen from. */
export const CONTROL =
  "h-9 w-full rounded border border-line bg-paper px-2.5 text-14 text-ink aria-invalid:border-worse disabled:opacity-60";

interface Around {
  readonly label: ReactNode;
  /** What to know before typing. */
  readonly hint?: ReactNode;
  /** What is wrong with what was typed, in words; null: nothing. */
  readonly error?: string | null;
  /** The label is for screen readers alone: the place says what it is. */
  readonly quiet?: boolean;
}

type Wired = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/** Label, hint and error around a control of any kind, which gets the attributes that tie them together. */
export function Field({
  label,
  hint,
  error,
  quiet,
  children,
}: Around & { children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const said = [hint !== undefined && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className={quiet ? "sr-only" : "mb-1 block text-13 font-medium"}>
        {label}
      </label>
      {children({
        id,
        ...(said !== "" && { "aria-describedby": said }),
        ...(error && { "aria-invalid": true }),
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-13 text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-13 text-worse">
          {error}
        </p>
      )}
    </div>
  );
}

export type InputProps = Around & Omit<ComponentProps<"input">, "id">;

/** One line of text, a number, a date: with its label, hint and error said to screen readers too. */
export function TextField({ label, hint, error = null, quiet = false, className = "", ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} quiet={quiet}>
      {(wired) => <input {...rest} {...wired} className={`${CONTROL} ${className}`} />}
    </Field>
  );
}

type SelectProps = Around &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "id"> & {
    options: readonly { readonly value: string; readonly label: string }[];
  };

/** One of a list, as the system's own control. */
export function SelectField({
  label,
  hint,
  error = null,
  quiet = false,
  options,
  className = "",
  ...rest
}: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} quiet={quiet}>
      {(wired) => (
        <select {...rest} {...wired} className={`${CONTROL} ${className}`}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no, with its label beside it. */
export function CheckField({
  label,
  hint,
  ...rest
}: { label: ReactNode; hint?: ReactNode } & Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "type">) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="mt-0.5 size-4 accent-accent"
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-13 text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
