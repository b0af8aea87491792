import type { Metadata } from "next";
import Link from "next/link";
import { api } from "../../server.ts";
import { ProcedureProvider } from "../../trpc-client.tsx";
import { Door } from "../../widgets/access/door.tsx";
import { ForgotForm } from "../../widgets/access/forgot-form.tsx";
import { NeedsScript } from "../../widgets/access/needs-script.tsx";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ForgotPage() {
  const call = await api();
  const { mail } = await call.access.get();
  return (
    <Door title="Forgot your password?">
      {mail ? (
        <>
          <ProcedureProvider>
            <ForgotForm />
          </ProcedureProvider>
          <NeedsScript />
        </>
      ) : (
        <p>
          This Touchline sends no mail. Ask your administrator for a link to set a new password: it works
          once, for one hour.
        </p>
      )}
      <p className="mt-6 text-13">
        <Link href="/sign-in" className="text-accent underline underline-offset-2">
          Back to the sign-in
        </Link>
      </p>
    </Door>
  );
}
