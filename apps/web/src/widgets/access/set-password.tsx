"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { LinkGate } from "./link-gate.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { Welcome } from "./welcome.tsx";

const INSTEAD = {
  invitation: "Ask an administrator of your Touchline for a new invitation. Invitations work for 24 hours.",
  reset: (
    <Link href="/forgot" className="font-medium text-accent underline underline-offset-2">
      Ask for another link
    </Link>
  ),
} as const;

/** What an invitation and a reset open: choose a password, and be signed in. */
export function SetPassword({ kind }: { kind: keyof typeof INSTEAD }) {
  return (
    <LinkGate kind={kind} instead={INSTEAD[kind]}>
      {(token, owner) => <PasswordForm key={token} kind={kind} token={token} email={owner?.email ?? ""} />}
    </LinkGate>
  );
}

function PasswordForm({ kind, token, email }: { kind: keyof typeof INSTEAD; token: string; email: string }) {
  const trpc = useTRPC();
  const [password, setPassword] = useState("");
  const redeem = useMutation(trpc.access.redeem.mutationOptions());
  if (redeem.isSuccess) return <Welcome email={redeem.data.email} password={password} />;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("password"));
    setPassword(typed);
    redeem.mutate({ kind, token, password: typed });
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {kind === "reset" && <p className="text-muted">All your sign-ins end, on every device.</p>}
      <TextField label="E-mail" name="email" type="email" value={email} readOnly autoComplete="username" />
      <NewPasswordField label="New password" name="password" error={redeem.error?.message ?? null} />
      <Button kind="primary" type="submit" busy={redeem.isPending} className="w-full">
        {redeem.isPending ? "Setting the password" : "Set the password and sign in"}
      </Button>
    </form>
  );
}
