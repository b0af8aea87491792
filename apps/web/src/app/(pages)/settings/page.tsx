import { formatInstant } from "@touchline/ui/formats";
import { PageHead } from "@touchline/ui/page-head";
import type { Metadata } from "next";
import Link from "next/link";
import { api, requireViewer } from "../../../server.ts";
import { ProcedureProvider } from "../../../trpc-client.tsx";
import { viewerZone } from "../../../viewer-zone.ts";
import { SettingsForm } from "../../../widgets/settings/settings-form.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const viewer = await requireViewer("settings:write");
  const call = await api();
  const [settings, [last], timeZone] = await Promise.all([
    call.settings.get(),
    call.audit.list({ action: "settings.update", outcome: "done", limit: 1 }),
    viewerZone(viewer),
  ]);
  const zones = [...new Set([settings.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
  const named = new Intl.DisplayNames("en-GB", { type: "currency" });
  const currencies = Intl.supportedValuesOf("currency").map((code) => ({
    value: code,
    label: `${code}, ${named.of(code) ?? code}`,
  }));
  return (
    <>
      <PageHead
        title="Settings"
        sentence={
          <>
            They hold for everybody.{" "}
            {last
              ? `Last changed by ${last.actor}, ${formatInstant(last.at, timeZone)} (${timeZone}). `
              : "Nobody has changed them yet. "}
            <Link href="/audit?action=settings.update" className="text-accent underline underline-offset-2">
              All changes
            </Link>
          </>
        }
      />
      <ProcedureProvider>
        <SettingsForm initial={settings} zones={zones} currencies={currencies} />
      </ProcedureProvider>
    </>
  );
}
