"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { type FormEvent, useEffect, useRef } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { QrCode } from "./qr-code.tsx";

const inFours = (key: string) => key.match(/.{1,4}/g)?.join(" ") ?? key;

/** Scan, type the code that the app shows, done. secret: as the server made it for this set-up. */
export function SecondFactorSetup({
  secret,
  onDone,
  onCancel,
}: {
  secret: { uri: string; typed: string };
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const trpc = useTRPC();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const confirm = useMutation(
    trpc.profile.secondFactor.confirm.mutationOptions({
      onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    confirm.mutate({ code: String(new FormData(event.currentTarget).get("code")) });
  }
  return (
    <form onSubmit={submit} className="max-w-prose space-y-4">
      <h3 ref={head} tabIndex={-1} className="font-semibold outline-none">
        Scan this with your authenticator app
      </h3>
      <QrCode text={secret.uri} label="QR code of the key that stands below it" />
      <p>
        No camera? Type this key into the app:{" "}
        <code className="break-words font-medium">{inFours(secret.typed)}</code>
      </p>
      <div className="max-w-60">
        <TextField
          label="Code that the app shows"
          name="code"
          required
          maxLength={20}
          inputMode="numeric"
          autoComplete="one-time-code"
          error={confirm.error?.message ?? null}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" busy={confirm.isPending}>
          Switch it on
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      {confirm.error && <Notice kind="failed">It is not switched on yet.</Notice>}
    </form>
  );
}
