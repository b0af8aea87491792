"use client";

import { PASSWORD_LENGTH } from "@touchline/domain/password-length";
import { PasswordField } from "@touchline/ui/password-field";
import { useState } from "react";

const { least, advised } = PASSWORD_LENGTH;

/** What its length makes of a password. Whether it is easily guessed is the server's to say. */
function advice(length: number): string {
  if (length === 0) return `${advised} characters or more are best: a few words that don't belong together.`;
  if (length < least) return `Too short: at least ${least} characters, better ${advised}.`;
  if (length < advised) return `It will do if it is hard to guess; ${advised} characters are better.`;
  return "A good length.";
}

/** A password to be set, with advice while it is typed. error: why the server refused it. */
export function NewPasswordField({
  label,
  name,
  error,
}: {
  label: string;
  name: string;
  error?: string | null;
}) {
  const [length, setLength] = useState(0);
  return (
    <PasswordField
      label={label}
      name={name}
      required
      autoComplete="new-password"
      onChange={(event) => setLength([...event.target.value].length)}
      hint={<span aria-live="polite">{advice(length)}</span>}
      error={error ?? null}
    />
  );
}
