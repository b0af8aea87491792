"use client";

import { useMutation } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { ProofDialog } from "./proof-dialog.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SecondFactorSetup } from "./second-factor-setup.tsx";

type Profile = RouterOutputs["profile"]["get"];

/** The second factor from none to set up, renewed and switched off. */
export function SecondFactor({ profile }: { profile: Profile }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useMutation(trpc.profile.secondFactor.begin.mutationOptions());
  const show = (made: readonly string[]) => {
    setCodes(made);
    begin.reset();
    router.refresh();
  };

  if (codes) return <RecoveryCodes codes={codes} email={profile.email} onKept={() => setCodes(null)} />;
  if (begin.isSuccess)
    return <SecondFactorSetup secret={begin.data} onDone={show} onCancel={() => begin.reset()} />;
  if (profile.secondFactor.confirmed) return <Confirmed profile={profile} onCodes={show} />;
  return (
    <div className="max-w-prose space-y-4">
      <p>
        With a second factor, your password alone lets nobody in: an app on your phone shows a code that
        changes every half minute. Any authenticator app will do.
      </p>
      <Button
        kind={profile.secondFactor.required ? "primary" : "plain"}
        busy={begin.isPending}
        onClick={() => begin.mutate()}
      >
        Set up the second factor
      </Button>
      <Notice kind="failed">{begin.error?.message}</Notice>
    </div>
  );
}

function Confirmed({ profile, onCodes }: { profile: Profile; onCodes: (codes: readonly string[]) => void }) {
  const { required, recoveryCodesLeft } = profile.secondFactor;
  const trpc = useTRPC();
  const router = useRouter();
  const [asked, setAsked] = useState<"renew" | "disable" | null>(null);
  const renew = useMutation(
    trpc.profile.secondFactor.renewCodes.mutationOptions({
      onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
    }),
  );
  const disable = useMutation(
    trpc.profile.secondFactor.disable.mutationOptions({
      onSuccess: () => {
        setAsked(null);
        router.refresh();
      },
    }),
  );
  const close = () => {
    setAsked(null);
    renew.reset();
    disable.reset();
  };
  return (
    <div className="max-w-prose space-y-4">
      <p>
        It is on: a code from your authenticator app is asked for at each sign-in.{" "}
        {recoveryCodesLeft === 0
          ? "You have no recovery codes left: make new ones."
          : `You have ${recoveryCodesLeft} recovery ${recoveryCodesLeft === 1 ? "code" : "codes"} left, for when you don't have your phone.`}
      </p>
      {required && <p className="text-muted">Your role needs it, so it can&apos;t be switched off.</p>}
      {profile.hasPassword ? (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setAsked("renew")}>Make new recovery codes</Button>
          {!required && (
            <Button kind="danger" onClick={() => setAsked("disable")}>
              Switch it off
            </Button>
          )}
        </div>
      ) : (
        <p className="text-muted">
          You have no password here to confirm a change with. Ask an administrator.
        </p>
      )}
      <ProofDialog
        title="New recovery codes"
        action="Make new codes"
        kind="primary"
        open={asked === "renew"}
        busy={renew.isPending}
        error={renew.error?.message ?? null}
        onProof={(password) => renew.mutate({ password })}
        onClose={close}
      >
        Ten new ones take the place of all old ones, which then let nobody in.
      </ProofDialog>
      <ProofDialog
        title="Switch the second factor off"
        action="Switch it off"
        kind="danger"
        open={asked === "disable"}
        busy={disable.isPending}
        error={disable.error?.message ?? null}
        onProof={(password) => disable.mutate({ password })}
        onClose={close}
      >
        Your password alone lets you in then. Your recovery codes end as well.
      </ProofDialog>
    </div>
  );
}
