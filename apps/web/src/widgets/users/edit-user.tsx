"use client";

import { useMutation } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { type Departments, type Rights, RightsFields, sentRights } from "./rights-fields.tsx";

/** Name, role and departments of a user. `self`: it is the viewer, who would end the own sign-in. */
export function EditUser({
  user,
  departments,
  self,
  readOnly,
}: {
  user: RouterOutputs["users"]["get"];
  departments: Departments;
  self: boolean;
  readOnly: boolean;
}) {
  const router = useRouter();
  const trpc = useTRPC();
  const [rights, setRights] = useState<Rights>(user);
  const update = useMutation(trpc.users.update.mutationOptions({ onSuccess: () => router.refresh() }));
  const signsOut = self ? "signs you out" : `ends the sign-ins of ${user.name}`;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!update.isPending) update.mutate({ userId: user.id, ...sentRights(rights) });
  }
  function change(next: Rights) {
    setRights(next);
    if (!update.isIdle) update.reset();
  }
  return (
    <form onSubmit={submit} className="max-w-140">
      <fieldset disabled={readOnly} className="space-y-4">
        <legend className="sr-only">Name and rights of {user.name}</legend>
        <RightsFields
          rights={rights}
          departments={departments}
          onChange={change}
          warning={rights.role !== user.role && `Another role ${signsOut} at once.`}
        />
        {!readOnly && (
          <div className="flex flex-wrap items-center gap-4">
            <Button kind="primary" type="submit" busy={update.isPending}>
              Save
            </Button>
            <Notice kind="done">{update.isSuccess && "Saved."}</Notice>
          </div>
        )}
        <Notice kind="failed">{update.error?.message}</Notice>
      </fieldset>
    </form>
  );
}
