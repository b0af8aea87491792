import type { Metadata } from "next";
import { ProcedureProvider } from "../../trpc-client.tsx";
import { Door } from "../../widgets/access/door.tsx";
import { NeedsScript } from "../../widgets/access/needs-script.tsx";
import { SetPassword } from "../../widgets/access/set-password.tsx";

export const metadata: Metadata = { title: "A new password" };

export default function ResetPage() {
  return (
    <Door title="A new password">
      <ProcedureProvider>
        <SetPassword kind="reset" />
      </ProcedureProvider>
      <NeedsScript />
    </Door>
  );
}
