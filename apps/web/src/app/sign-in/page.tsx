import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { returnPath } from "../../return-path.ts";
import { requestContext } from "../../server.ts";
import { Door } from "../../widgets/access/door.tsx";
import { SignInForm } from "../../widgets/sign-in/sign-in-form.tsx";
import { SingleSignOn } from "../../widgets/sign-in/single-sign-on.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const to = callbackUrl === undefined ? "/start" : returnPath(callbackUrl);
  const context = await requestContext();
  if (await context.viewer()) redirect(to);
  return (
    <Door title="Sign in">
      <SingleSignOn to={to} error={error} />
      <SignInForm to={to} />
      <p className="mt-4 text-13">
        <Link href="/forgot" className="text-accent underline underline-offset-2">
          Forgot your password?
        </Link>
      </p>
      <noscript>
        <p className="mt-4 text-13 text-muted">Signing in needs JavaScript; reading does not.</p>
      </noscript>
    </Door>
  );
}
