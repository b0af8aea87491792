"use client";

import { Notice } from "@touchline/ui/notice";
import { useEffect, useState } from "react";
import { SignInForm } from "../sign-in/sign-in-form.tsx";
import { trySignIn } from "../sign-in/try-sign-in.ts";

/** Signs in who has just set a password, or shows the sign-in where more is needed: a second factor, another try. */
export function Welcome({ email, password }: { email: string; password: string }) {
  const [byForm, setByForm] = useState(false);
  useEffect(() => {
    let left = false;
    void trySignIn({ email, password }).then((refused) => {
      if (left) return;
      if (refused === null) window.location.assign("/start");
      else setByForm(true);
    });
    return () => {
      left = true;
    };
  }, [email, password]);
  return (
    <>
      <Notice kind="done" className="mb-6">
        {byForm ? "Your password is set. Sign in with it now." : "Your password is set. Signing you in."}
      </Notice>
      {byForm && <SignInForm to="/start" email={email} />}
    </>
  );
}
