"use client";

import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { signIn } from "next-auth/react";
import { useEffect, useState } from "react";
import { SINGLE_SIGN_ON, signOnWords } from "../../oidc-words.ts";

/** Goes to the provider, which sends its user back signed in. */
export function SingleSignOnButton({ name, to }: { name: string; to: string }) {
  const [state, setState] = useState<"idle" | "leaving" | "failed">("idle");
  useEffect(() => {
    // Who comes back with the browser's own button finds the page as it was left.
    const wake = () => setState("idle");
    window.addEventListener("pageshow", wake);
    return () => window.removeEventListener("pageshow", wake);
  }, []);

  function leave() {
    setState("leaving");
    signIn(SINGLE_SIGN_ON, { callbackUrl: to }).catch(() => setState("failed"));
  }

  return (
    <>
      <Button busy={state === "leaving"} onClick={leave} className="w-full">
        Sign in with {name}
      </Button>
      <Notice kind="failed">{state === "failed" && signOnWords("OAuthSignin")}</Notice>
    </>
  );
}
