import { PageHead } from "@touchline/ui/page-head";
import type { Metadata } from "next";
import Link from "next/link";
import { api, requireViewer } from "../../../../server.ts";
import { ProcedureProvider } from "../../../../trpc-client.tsx";
import { ImportWizard } from "../../../../widgets/imports/import-wizard.tsx";

export const metadata: Metadata = { title: "Import a file" };

export default async function NewImportPage() {
  await requireViewer("imports:write");
  const call = await api();
  const [settings, mappings] = await Promise.all([call.settings.get(), call.mappings.list()]);
  return (
    <>
      <PageHead
        title="Import a file"
        sentence={`Times are shown in ${settings.timeZone}.`}
        crumbs={
          <Link href="/imports" className="underline underline-offset-2">
            Sources and imports
          </Link>
        }
      />
      <ProcedureProvider>
        <ImportWizard mappings={mappings} timeZone={settings.timeZone} />
      </ProcedureProvider>
    </>
  );
}
