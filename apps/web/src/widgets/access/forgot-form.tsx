"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import type { FormEvent } from "react";
import { useTRPC } from "../../trpc-client.tsx";

/** Asks for a link to set a new password by. The answer is the same for every address. */
export function ForgotForm() {
  const trpc = useTRPC();
  const ask = useMutation(trpc.access.requestReset.mutationOptions());

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    ask.mutate({ email: String(new FormData(event.currentTarget).get("email")) });
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <TextField label="E-mail" name="email" type="email" required maxLength={320} autoComplete="username" />
      <Button kind="primary" type="submit" busy={ask.isPending} className="w-full">
        Send me a link
      </Button>
      <Notice kind="failed">{ask.error?.message}</Notice>
      <Notice kind="done">
        {ask.isSuccess &&
          "If somebody here has this address, a link is on its way to it. It works once, for one hour."}
      </Notice>
    </form>
  );
}
