"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";

const FIELD = "mt-1 block h-10 w-full rounded border border-line bg-paper px-3 text-ink";

/** E-mail and password. A refusal never says which of the two was wrong. */
export function SignInForm() {
  const [state, setState] = useState<"idle" | "asking" | "refused" | "failed">("idle");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setState("asking");
    try {
      const answer = await signIn("credentials", {
        email: String(form.get("email")),
        password: String(form.get("password")),
        redirect: false,
      });
      if (answer?.ok) window.location.assign("/");
      else setState(answer?.error === "CredentialsSignin" ? "refused" : "failed");
    } catch {
      setState("failed");
    }
  }

  return (
    <form method="post" onSubmit={submit} className="mt-6 space-y-4">
      <label className="block text-13 font-medium">
        E-mail
        <input name="email" type="email" required autoComplete="username" className={FIELD} />
      </label>
      <label className="block text-13 font-medium">
        Password
        <input name="password" type="password" required autoComplete="current-password" className={FIELD} />
      </label>
      <button
        type="submit"
        disabled={state === "asking"}
        className="h-10 w-full rounded bg-accent font-medium text-on-accent"
      >
        {state === "asking" ? "Signing in" : "Sign in"}
      </button>
      <div role="alert" className="min-h-5 text-13 text-worse">
        {state === "refused" && "That e-mail and password don't go together."}
        {state === "failed" && "Signing in didn't work just now. Please try again."}
      </div>
    </form>
  );
}
