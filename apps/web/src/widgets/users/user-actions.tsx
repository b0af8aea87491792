"use client";

import { useMutation } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Button, type ButtonKind } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { LinkOnce } from "./link-once.tsx";

type User = RouterOutputs["users"]["get"];

/** What an admin can do about somebody's way in, each with what it brings about. */
export function UserActions({ user, self, timeZone }: { user: User; self: boolean; timeZone: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const fresh = { onSuccess: () => router.refresh() };
  const one = { userId: user.id };
  const resend = useMutation(trpc.users.resend.mutationOptions(fresh));
  const reset = useMutation(trpc.users.reset.mutationOptions());
  const disable = useMutation(trpc.users.disable.mutationOptions(fresh));
  const enable = useMutation(trpc.users.enable.mutationOptions(fresh));
  const resetFactor = useMutation(trpc.users.resetSecondFactor.mutationOptions(fresh));
  const unlink = useMutation(trpc.users.unlinkSingleSignOn.mutationOptions(fresh));
  const seeAs = useMutation(
    // Everything on screen is somebody else's from here on: loaded anew, not kept.
    trpc.users.seeAs.mutationOptions({ onSuccess: () => window.location.assign("/") }),
  );
  const { name, state } = user;
  return (
    <ul className="max-w-200 divide-y divide-hairline">
      {state === "invited" && (
        <Action
          label="Send the invitation again"
          hint="Makes a new link for 24 hours. The one before stops working."
          busy={resend.isPending}
          error={resend.error}
          onPress={() => resend.mutate(one)}
        >
          {resend.data && <LinkOnce handed={resend.data} to={user} timeZone={timeZone} />}
        </Action>
      )}
      {state === "active" && (
        <Action
          label="Reset the password"
          hint="Makes a link for one hour to choose a new password. The present one works until it is used."
          busy={reset.isPending}
          error={reset.error}
          onPress={() => reset.mutate(one)}
        >
          {reset.data && <LinkOnce handed={reset.data} to={user} timeZone={timeZone} />}
        </Action>
      )}
      {user.secondFactor && (
        <Action
          label="Reset the second factor"
          hint={`For who lost phone and recovery codes. ${name} signs in without it and can set it up anew.`}
          asks={`This takes the second factor of ${name} away and ends all their sign-ins. Be sure that it is ${name} who asks.`}
          busy={resetFactor.isPending}
          error={resetFactor.error}
          onPress={() => resetFactor.mutate(one)}
        />
      )}
      {user.singleSignOn && (
        <Action
          label="Part from single sign-on"
          hint={`For whose account at the provider was made anew, or went to somebody else.`}
          asks={`All sign-ins of ${name} end. Whoever comes next from the provider with this address is joined with this account, if it has no password.`}
          busy={unlink.isPending}
          error={unlink.error}
          onPress={() => unlink.mutate(one)}
        />
      )}
      {state !== "disabled" && !self && (
        <Action
          label={`See Touchline as ${name}`}
          hint="Read only, for an hour at most, with a way back on every page. It is written down."
          busy={seeAs.isPending || seeAs.isSuccess}
          error={seeAs.error}
          onPress={() => seeAs.mutate(one)}
        />
      )}
      {state === "disabled" ? (
        <Action
          label="Enable"
          hint={`Lets ${name} sign in again, as before.`}
          busy={enable.isPending}
          error={enable.error}
          onPress={() => enable.mutate(one)}
        />
      ) : (
        <Action
          label="Disable"
          hint={`Keeps ${name} out, at once. Nothing is deleted.`}
          asks={
            self
              ? "This is you: you are signed out at once, and another administrator must enable you."
              : `${name} is signed out at once and can't sign in until somebody enables them.`
          }
          kind="danger"
          busy={disable.isPending}
          error={disable.error}
          onPress={() => disable.mutate(one)}
        />
      )}
    </ul>
  );
}

/** One thing to do: its button, what it brings about, what came of it. With `asks` it is asked for twice. */
function Action({
  label,
  hint,
  asks,
  kind = "plain",
  busy,
  error,
  onPress,
  children,
}: {
  label: string;
  hint: string;
  asks?: string;
  kind?: ButtonKind;
  busy: boolean;
  error: { message: string } | null;
  onPress: () => void;
  children?: ReactNode;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <li className="space-y-3 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="max-w-prose flex-1 basis-60 text-muted">{hint}</p>
        <Button kind={kind} busy={busy} onClick={asks === undefined ? onPress : () => setAsking(true)}>
          {label}
        </Button>
      </div>
      <Notice kind="failed">{error?.message}</Notice>
      {children}
      {asks !== undefined && (
        <Dialog title={`${label}?`} open={asking} onClose={() => setAsking(false)}>
          <p className="mb-4">{asks}</p>
          <div className="flex flex-wrap gap-2">
            <Button
              kind={kind}
              onClick={() => {
                setAsking(false);
                onPress();
              }}
            >
              {label}
            </Button>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
          </div>
        </Dialog>
      )}
    </li>
  );
}
