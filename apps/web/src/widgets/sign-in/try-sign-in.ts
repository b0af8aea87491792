import { signIn } from "next-auth/react";
import { readRefusal, type SignInRefusal } from "../../sign-in-refusal.ts";

/** Signs in by password, and code where one was asked for. Returns null when it did, else why it did not. */
export async function trySignIn(given: {
  email: string;
  password: string;
  code?: string;
}): Promise<SignInRefusal | null> {
  const answer = await signIn("credentials", { ...given, callbackUrl: "/", redirect: false }).catch(
    () => null,
  );
  return answer?.ok ? null : readRefusal(answer?.error);
}
