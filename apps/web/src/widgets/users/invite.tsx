"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { LinkOnce } from "./link-once.tsx";
import { type Departments, type Rights, RightsFields, sentRights } from "./rights-fields.tsx";

const NOBODY: Rights = { name: "", role: "executive", departmentIds: [] };

/** The button that invites somebody, its questions, and the link where no mail carries it. */
export function Invite({ departments, timeZone }: { departments: Departments; timeZone: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [rights, setRights] = useState(NOBODY);
  const invite = useMutation(trpc.users.invite.mutationOptions({ onSuccess: () => router.refresh() }));
  const notAnAddress = invite.error?.data?.code === "BAD_REQUEST";

  function show() {
    setEmail("");
    setRights(NOBODY);
    invite.reset();
    setOpen(true);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!invite.isPending) invite.mutate({ email, ...sentRights(rights) });
  }
  return (
    <>
      <Button kind="primary" onClick={show}>
        Invite somebody
      </Button>
      <Dialog
        title={invite.isSuccess ? `${rights.name} is invited` : "Invite somebody"}
        open={open}
        onClose={() => setOpen(false)}
      >
        {invite.isSuccess ? (
          <div className="space-y-4">
            <LinkOnce handed={invite.data} to={{ name: rights.name, email }} timeZone={timeZone} />
            <Button onClick={() => setOpen(false)}>Done</Button>
          </div>
        ) : (
          <form onSubmit={submit} className="space-y-4">
            <TextField
              label="E-mail"
              type="email"
              required
              maxLength={320}
              autoComplete="off"
              value={email}
              error={
                notAnAddress ? "Touchline can't send to this address. Write it as name@example.com." : null
              }
              onChange={({ target }) => setEmail(target.value)}
            />
            <RightsFields rights={rights} departments={departments} onChange={setRights} />
            <p className="text-13 text-muted">
              They get a link that works once, within 24 hours, and choose a password of their own.
            </p>
            <Notice kind="failed">{!notAnAddress && invite.error?.message}</Notice>
            <div className="flex flex-wrap gap-2">
              <Button kind="primary" type="submit" busy={invite.isPending}>
                Invite
              </Button>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
            </div>
          </form>
        )}
      </Dialog>
    </>
  );
}
