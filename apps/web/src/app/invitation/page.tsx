import type { Metadata } from "next";
import { ProcedureProvider } from "../../trpc-client.tsx";
import { Door } from "../../widgets/access/door.tsx";
import { NeedsScript } from "../../widgets/access/needs-script.tsx";
import { SetPassword } from "../../widgets/access/set-password.tsx";

export const metadata: Metadata = { title: "Welcome to Touchline" };

export default function InvitationPage() {
  return (
    <Door title="Welcome to Touchline">
      <ProcedureProvider>
        <SetPassword kind="invitation" />
      </ProcedureProvider>
      <NeedsScript />
    </Door>
  );
}
