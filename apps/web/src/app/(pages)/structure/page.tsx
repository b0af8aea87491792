import { PageHead } from "@touchline/ui/page-head";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { addressOfPart, loadPart, STRUCTURE_PARTS, type StructurePart } from "../../../structure-address.ts";
import { ProcedureProvider } from "../../../trpc-client.tsx";
import { StructureBoard } from "../../../widgets/structure/board.tsx";

export const metadata: Metadata = { title: "Structure" };

const NAMES: Readonly<Record<StructurePart, string>> = {
  touchpoints: "Touchpoints",
  departments: "Departments",
  channels: "Channels",
  stages: "Journey stages",
  segments: "Segments",
};

export default async function StructurePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireViewer("structure:write");
  const call = await api();
  const [{ show }, structure] = await Promise.all([loadPart(searchParams), settle(call.structure.get())]);
  return (
    <>
      <PageHead
        title="Structure"
        sentence="Who owns what customers meet, and how much it counts. What is changed here is for every page; figures of the past keep the owners and weights of their day."
      />
      <nav aria-label="Parts of the structure" className="mb-6 flex flex-wrap gap-x-5 gap-y-1">
        {STRUCTURE_PARTS.map((part) => (
          <Link
            key={part}
            href={addressOfPart("/structure", { show: part })}
            aria-current={part === show ? "page" : undefined}
            className="border-transparent border-b-2 py-1.5 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
          >
            {NAMES[part]}
          </Link>
        ))}
      </nav>
      {structure.ok ? (
        <ProcedureProvider>
          <StructureBoard key={show} part={show} initial={structure.value} />
        </ProcedureProvider>
      ) : (
        <Panel
          id="structure"
          title={NAMES[show]}
          state={{
            kind: "error",
            message: structure.message,
            retry: (
              <a
                href={addressOfPart("/structure", { show })}
                className="font-medium text-accent underline underline-offset-2"
              >
                Try again
              </a>
            ),
          }}
        />
      )}
    </>
  );
}
