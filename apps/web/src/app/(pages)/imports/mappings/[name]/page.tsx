import { PageHead } from "@touchline/ui/page-head";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { api, requireViewer } from "../../../../../server.ts";
import { ProcedureProvider } from "../../../../../trpc-client.tsx";
import { MappingEditor } from "../../../../../widgets/imports/mapping-editor.tsx";

export const metadata: Metadata = { title: "Mapping" };

export default async function MappingPage({ params }: { params: Promise<{ name: string }> }) {
  await requireViewer("imports:write");
  const name = decodeURIComponent((await params).name);
  const call = await api();
  const { stored } = await call.mappings.list();
  if (!stored.some((one) => one.name === name)) notFound();
  const mapping = await call.mappings.get({ name });
  return (
    <>
      <PageHead
        title={mapping.name}
        sentence={`Version ${mapping.version}. A change is stored as a new version; what was imported stays as it is.`}
        crumbs={
          <Link href="/imports" className="underline underline-offset-2">
            Sources and imports
          </Link>
        }
      />
      <ProcedureProvider>
        <MappingEditor key={mapping.version} mapping={mapping} />
      </ProcedureProvider>
    </>
  );
}
