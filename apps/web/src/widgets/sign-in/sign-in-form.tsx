"use client";

import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { PasswordField } from "@touchline/ui/password-field";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { refusalWords, type SignInRefusal } from "../../sign-in-refusal.ts";
import { trySignIn } from "./try-sign-in.ts";

/**
 * E-mail and password, then the code where the user has a second factor. A refusal never says which of the first two
 * was wrong. to: where to go then, a path of ours; email: filled in.
 */
export function SignInForm({ to, email = "" }: { to: string; email?: string }) {
  const [asksCode, setAsksCode] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);
  const code = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asksCode) code.current?.querySelector("input")?.focus();
  }, [asksCode]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setAsking(true);
    const refused = await trySignIn({
      email: String(form.get("email")),
      password: String(form.get("password")),
      ...(asksCode && { code: String(form.get("code")) }),
    });
    if (refused === null) return window.location.assign(to);
    setAsking(false);
    setRefusal(refused);
    setAsksCode(refused.outcome !== "refused" && (asksCode || refused.outcome === "code_needed"));
  }

  return (
    <form method="post" onSubmit={submit} className="space-y-4">
      <div hidden={asksCode} className="space-y-4">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          defaultValue={email}
          required
          autoComplete="username"
        />
        <PasswordField label="Password" name="password" required autoComplete="current-password" />
      </div>
      {asksCode && (
        <div ref={code}>
          <TextField
            label="Code"
            name="code"
            hint="Six digits from your authenticator app, or one of your recovery codes."
            required
            maxLength={100}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
      )}
      <Button kind="primary" type="submit" busy={asking} className="w-full">
        {asking ? "Signing in" : "Sign in"}
      </Button>
      {asksCode && (
        <Button
          kind="quiet"
          className="w-full"
          onClick={() => {
            setAsksCode(false);
            setRefusal(null);
          }}
        >
          Back to e-mail and password
        </Button>
      )}
      <Notice kind="failed">{refusal && refusalWords(refusal)}</Notice>
    </form>
  );
}
