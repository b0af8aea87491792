"use client";

import { useState } from "react";
import { CONTROL, Field, type InputProps } from "./field.tsx";

/** A password, which its owner may look at while typing it. */
export function PasswordField({
  label,
  hint,
  error = null,
  quiet = false,
  className = "",
  ...rest
}: Omit<InputProps, "type">) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error} quiet={quiet}>
      {(wired) => (
        <div className="relative">
          <input
            {...rest}
            {...wired}
            type={shown ? "text" : "password"}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className={`${CONTROL} pr-16 ${className}`}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-controls={wired.id}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-1 right-1 rounded px-2 text-13 text-muted hover:bg-raised hover:text-ink"
          >
            Show<span className="sr-only"> the password</span>
          </button>
        </div>
      )}
    </Field>
  );
}
