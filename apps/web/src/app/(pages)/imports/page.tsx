import { PageHead } from "@touchline/ui/page-head";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { ProcedureProvider } from "../../../trpc-client.tsx";
import { RunHistory } from "../../../widgets/imports/run-history.tsx";
import { UploadForm } from "../../../widgets/imports/upload-form.tsx";

export const metadata: Metadata = { title: "Imports" };

/** Runs on the page; older ones are on the command line. */
const SHOWN = 50;

export default async function ImportsPage() {
  await requireViewer("imports:write");
  const call = await api();
  const [settings, mappings, runs] = await Promise.all([
    call.settings.get(),
    call.mappings.list(),
    settle(call.imports.list({ limit: SHOWN })),
  ]);
  return (
    <>
      <PageHead title="Imports" />
      <ProcedureProvider>
        <UploadForm mappings={mappings} />
        <div className="mt-10">
          {runs.ok ? (
            <RunHistory initial={runs.value} limit={SHOWN} timeZone={settings.timeZone} />
          ) : (
            <Panel
              id="history"
              title="Runs"
              state={{
                kind: "error",
                message: runs.message,
                retry: (
                  <a href="/imports" className="font-medium text-accent underline underline-offset-2">
                    Try again
                  </a>
                ),
              }}
            />
          )}
        </div>
      </ProcedureProvider>
    </>
  );
}
