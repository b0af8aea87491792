"use client";

import { Button, type ButtonKind } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { PasswordField } from "@touchline/ui/password-field";
import type { FormEvent, ReactNode } from "react";

/** Asks for the password before something that whoever finds an open browser must not be able to do. */
export function ProofDialog({
  title,
  action,
  kind,
  open,
  busy,
  error,
  onProof,
  onClose,
  children,
}: {
  title: string;
  action: string;
  kind: ButtonKind;
  open: boolean;
  busy: boolean;
  error: string | null;
  onProof: (password: string) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onProof(String(new FormData(event.currentTarget).get("password")));
  }
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p>{children}</p>
        <PasswordField
          label="Your password"
          name="password"
          required
          autoComplete="current-password"
          error={error}
        />
        <div className="flex flex-wrap gap-2">
          <Button kind={kind} type="submit" busy={busy}>
            {action}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
