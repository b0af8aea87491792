import type { Metadata } from "next";
import { ProcedureProvider } from "../../trpc-client.tsx";
import { Door } from "../../widgets/access/door.tsx";
import { FirstAdmin } from "../../widgets/access/first-admin.tsx";
import { NeedsScript } from "../../widgets/access/needs-script.tsx";

export const metadata: Metadata = { title: "The first administrator" };

export default function FirstAdminPage() {
  return (
    <Door title="The first administrator">
      <ProcedureProvider>
        <FirstAdmin />
      </ProcedureProvider>
      <NeedsScript />
    </Door>
  );
}
