"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { LinkGate } from "./link-gate.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { Welcome } from "./welcome.tsx";

const INSTEAD =
  "Each start of Touchline prints a new link until there is an administrator. If there is one already, ask for an invitation.";

/** What the link from the terminal opens: the first administrator, who invites everybody else. */
export function FirstAdmin() {
  return (
    <LinkGate kind="first_admin" instead={INSTEAD}>
      {(token) => <AdminForm key={token} token={token} />}
    </LinkGate>
  );
}

function AdminForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const [password, setPassword] = useState("");
  const create = useMutation(trpc.access.createFirstAdmin.mutationOptions());
  if (create.isSuccess) return <Welcome email={create.data.email} password={password} />;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = String(form.get("password"));
    setPassword(typed);
    create.mutate({
      token,
      name: String(form.get("name")),
      email: String(form.get("email")),
      password: typed,
    });
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-muted">
        You administer Touchline: you import data, and invite everybody else. This link makes one
        administrator and then nobody more.
      </p>
      <TextField label="Your name" name="name" required maxLength={120} autoComplete="name" />
      <TextField label="E-mail" name="email" type="email" required maxLength={320} autoComplete="username" />
      <NewPasswordField label="Password" name="password" />
      <Button kind="primary" type="submit" busy={create.isPending} className="w-full">
        {create.isPending ? "Making the administrator" : "Make me the administrator"}
      </Button>
      <Notice kind="failed">{create.error?.message}</Notice>
    </form>
  );
}
