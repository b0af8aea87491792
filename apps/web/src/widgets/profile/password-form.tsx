"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { PasswordField } from "@touchline/ui/password-field";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { NewPasswordField } from "../access/new-password-field.tsx";

/** Another password in place of the present one, which ends all other sign-ins. */
export function PasswordForm() {
  const trpc = useTRPC();
  const router = useRouter();
  // Each change empties the fields.
  const [changes, setChanges] = useState(0);
  const change = useMutation(
    trpc.profile.changePassword.mutationOptions({
      onSuccess: () => {
        setChanges((before) => before + 1);
        router.refresh();
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate({ present: String(form.get("present")), next: String(form.get("next")) });
  }
  return (
    <form onSubmit={submit} className="max-w-100 space-y-4">
      <div key={changes} className="space-y-4">
        <PasswordField label="Present password" name="present" required autoComplete="current-password" />
        <NewPasswordField label="New password" name="next" />
      </div>
      <Button type="submit" busy={change.isPending}>
        Change the password
      </Button>
      <div>
        <Notice kind="failed">{change.error?.message}</Notice>
        <Notice kind="done">
          {change.isSuccess &&
            `Your password is changed, and all your other sign-ins have ended. ${change.data.advice ?? ""}`}
        </Notice>
      </div>
    </form>
  );
}
