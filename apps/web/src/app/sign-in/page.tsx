import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requestContext } from "../../server.ts";
import { SignInForm } from "../../widgets/sign-in/sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  const context = await requestContext();
  if (await context.viewer()) redirect("/");
  return (
    <main className="mx-auto flex min-h-dvh max-w-90 flex-col justify-center px-6 py-16">
      <p className="text-16 font-semibold">Touchline</p>
      <h1 className="mt-6 text-23 font-semibold">Sign in</h1>
      <SignInForm />
      <noscript>
        <p className="mt-4 text-13 text-muted">Signing in needs JavaScript; reading does not.</p>
      </noscript>
    </main>
  );
}
