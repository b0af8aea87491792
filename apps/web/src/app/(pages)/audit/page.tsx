import { AppError } from "@touchline/domain/errors";
import { buttonClass } from "@touchline/ui/button";
import { PageHead } from "@touchline/ui/page-head";
import { Panel, type PanelState } from "@touchline/ui/panel";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { api, requireViewer } from "../../../server.ts";
import { type Settled, settle } from "../../../settle.ts";
import { viewerZone } from "../../../viewer-zone.ts";
import { AuditFilterBar } from "../../../widgets/audit/audit-filter-bar.tsx";
import {
  type AuditFilters,
  auditAddress,
  auditQuestion,
  loadAuditFilters,
} from "../../../widgets/audit/audit-filters.ts";
import { AuditList } from "../../../widgets/audit/audit-list.tsx";

export const metadata: Metadata = { title: "Audit log" };

const PAGE = 50;

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("audit:read");
  const filters = await loadAuditFilters(searchParams);
  const call = await api();
  const [timeZone, departments] = await Promise.all([viewerZone(viewer), call.users.departments()]);
  const read = await readPage(filters, timeZone);
  const entries = read.ok ? read.value.slice(0, PAGE) : [];
  const older = read.ok && read.value.length > PAGE ? entries.at(-1)?.id : undefined;
  const clear = (
    <Link href="/audit" className={buttonClass()}>
      Show all entries
    </Link>
  );
  const shown = (): PanelState => {
    if (!read.ok) return { kind: "error", message: read.message, retry: clear };
    if (entries.length === 0) return { kind: "no-match", message: "No entry fits this filter.", clear };
    const names = new Map(departments.map(({ id, name }) => [id, name]));
    return {
      kind: "ready",
      children: (
        <>
          <AuditList entries={entries} departments={names} timeZone={timeZone} />
          <nav aria-label="Entries" className="mt-4 flex flex-wrap gap-2">
            {filters.before !== null && (
              <Link href={auditAddress("/audit", { ...filters, before: null })} className={buttonClass()}>
                Newest entries
              </Link>
            )}
            {older !== undefined && (
              <Link href={auditAddress("/audit", { ...filters, before: older })} className={buttonClass()}>
                Older entries
              </Link>
            )}
          </nav>
        </>
      ),
    };
  };
  return (
    <>
      <PageHead
        title="Audit log"
        sentence="Every change, and every change that was refused: who, what, from where. Entries are added and never altered."
        actions={
          <a
            href={auditAddress("/api/audit", { ...filters, before: null })}
            download
            className={buttonClass()}
          >
            Download as CSV
          </a>
        }
      />
      <AuditFilterBar />
      <Panel
        id="entries"
        title="Entries"
        note={`Times in ${timeZone}. The CSV holds all that the filter leaves, in UTC`}
        state={shown()}
      />
    </>
  );
}

/** One entry more than is shown: whether there are older ones. */
async function readPage({ before, ...filters }: AuditFilters, timeZone: string) {
  const call = await api();
  try {
    const question = auditQuestion(filters, timeZone);
    return await settle(call.audit.list({ ...question, before: before ?? undefined, limit: PAGE + 1 }));
  } catch (cause) {
    if (cause instanceof AppError)
      return { ok: false, message: cause.message, refused: true } satisfies Settled<never>;
    throw cause;
  }
}
