import { ROLE_PERMISSIONS } from "@touchline/domain/access";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import Link from "next/link";
import { api, requireViewer } from "../../server.ts";
import { settle } from "../../settle.ts";
import { ProcedureProvider } from "../../trpc-client.tsx";
import { RunHistory } from "../../widgets/imports/run-history.tsx";
import { UploadForm } from "../../widgets/imports/upload-form.tsx";
import { Shell } from "../../widgets/shell/shell.tsx";

export const metadata: Metadata = { title: "Imports" };

/** Runs on the page; older ones are on the command line. */
const SHOWN = 50;

export default async function ImportsPage() {
  const viewer = await requireViewer();
  const title = <h1 className="mb-6 text-20 font-semibold">Imports</h1>;
  if (!ROLE_PERMISSIONS[viewer.role].includes("imports:write"))
    return (
      <Shell current="/imports">
        {title}
        <p className="text-muted">Only administrators import files. Ask yours if something is missing.</p>
        <Link href="/" className="mt-4 inline-block font-medium text-accent underline underline-offset-2">
          Go to the overview
        </Link>
      </Shell>
    );
  const call = await api();
  const [settings, mappings, runs] = await Promise.all([
    call.settings.get(),
    call.mappings.list(),
    settle(call.imports.list({ limit: SHOWN })),
  ]);
  return (
    <Shell current="/imports">
      {title}
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
    </Shell>
  );
}
