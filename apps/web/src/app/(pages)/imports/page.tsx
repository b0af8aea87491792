import { buttonClass } from "@touchline/ui/button";
import { PageHead } from "@touchline/ui/page-head";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import Link from "next/link";
import { api, requireViewer } from "../../../server.ts";
import { type Settled, settle } from "../../../settle.ts";
import { ProcedureProvider } from "../../../trpc-client.tsx";
import { ImportMapping } from "../../../widgets/imports/import-mapping.tsx";
import { MappingList } from "../../../widgets/imports/mapping-list.tsx";
import { RunHistory } from "../../../widgets/imports/run-history.tsx";
import { SourceTable } from "../../../widgets/imports/source-table.tsx";

export const metadata: Metadata = { title: "Sources and imports" };

/** Runs on the page; older ones are on the command line. */
const SHOWN = 50;

export default async function ImportsPage() {
  await requireViewer("imports:write");
  const call = await api();
  const [settings, mappings, runs, sources, freshness] = await Promise.all([
    call.settings.get(),
    settle(call.mappings.list()),
    settle(call.imports.list({ limit: SHOWN })),
    settle(call.sources.list()),
    settle(call.freshness.list()),
  ]);
  return (
    <>
      <PageHead
        title="Sources and imports"
        actions={
          <Link href="/imports/new" className={buttonClass("primary")}>
            Import a file
          </Link>
        }
      />
      <ProcedureProvider>
        <div className="space-y-10">
          {sources.ok && freshness.ok ? (
            <SourceTable sources={sources.value} freshness={freshness.value} timeZone={settings.timeZone} />
          ) : (
            <Failed id="sources" title="Sources" of={sources.ok ? freshness : sources} />
          )}
          {runs.ok ? (
            <RunHistory initial={runs.value} limit={SHOWN} timeZone={settings.timeZone} />
          ) : (
            <Failed id="history" title="Runs" of={runs} />
          )}
          {mappings.ok ? (
            <div>
              <MappingList mappings={mappings.value} timeZone={settings.timeZone} />
              <ImportMapping />
            </div>
          ) : (
            <Failed id="mappings" title="Mappings" of={mappings} />
          )}
        </div>
      </ProcedureProvider>
    </>
  );
}

function Failed({ id, title, of }: { id: string; title: string; of: Settled<unknown> }) {
  const retry = (
    <a href="/imports" className="font-medium text-accent underline underline-offset-2">
      Try again
    </a>
  );
  return <Panel id={id} title={title} state={{ kind: "error", message: of.ok ? "" : of.message, retry }} />;
}
