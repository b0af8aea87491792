"use client";

import { useQuery } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatInstant } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { useTRPC } from "../../trpc-client.tsx";
import { STATUS_WORDS } from "./run-words.ts";
import { UndoRun } from "./undo-run.tsx";

type Runs = RouterOutputs["imports"]["list"];
type Run = Runs[number];

const LINK = "text-accent underline underline-offset-2";

/** Import runs, newest first, each with what was left out and a way to take it back. */
export function RunHistory({ initial, limit, timeZone }: { initial: Runs; limit: number; timeZone: string }) {
  const trpc = useTRPC();
  const { data: runs } = useQuery(
    trpc.imports.list.queryOptions({ limit }, { initialData: initial, staleTime: 10_000 }),
  );
  if (runs.length === 0)
    return (
      <Panel
        id="history"
        title="Runs"
        state={{
          kind: "empty",
          message: "Nothing has been imported yet. Runs will be listed here.",
          next: null,
        }}
      />
    );
  const table = (
    <div className="relative overflow-x-auto">
      <table className="w-full text-left">
        <thead className="text-12 text-muted">
          <tr className="h-9 border-hairline border-b">
            <th className="pr-4 font-normal">Run</th>
            <th className="hidden pr-4 font-normal sm:table-cell">State</th>
            <th className="pr-4 text-right font-normal">Accepted</th>
            <th className="pr-4 text-right font-normal">Rejected</th>
            <th className="hidden pr-4 text-right font-normal lg:table-cell">Created</th>
            <th className="hidden pr-4 text-right font-normal lg:table-cell">Corrected</th>
            <th className="font-normal">
              <span className="sr-only">Take back</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </div>
  );
  return <Panel id="history" title="Runs" note={timeZone} state={{ kind: "ready", children: table }} />;
}

function RunRow({ run, timeZone }: { run: Run; timeZone: string }) {
  return (
    <tr className="h-9 border-hairline border-b">
      <th scope="row" className="wrap-anywhere py-1.5 pr-4 font-normal">
        {run.fileName}
        <span className="block text-12 text-muted">
          Run {run.id}, {run.mapping}, {formatInstant(run.startedAt, timeZone)}
          <span className="sm:hidden">
            , {STATUS_WORDS[run.status].toLowerCase()}
            {run.error !== null && `: ${run.error}`}
          </span>
        </span>
      </th>
      <td className="hidden pr-4 sm:table-cell">
        {STATUS_WORDS[run.status]}
        {run.error !== null && <span className="block max-w-80 text-12 text-muted">{run.error}</span>}
      </td>
      <td className="pr-4 text-right">{formatCount(run.accepted)}</td>
      <td className="pr-4 text-right">
        {run.rejected > 0 ? (
          <a href={`/api/imports/${run.id}/rejected`} className={LINK}>
            {formatCount(run.rejected)}
            <span className="sr-only"> rejected rows of run {run.id} as CSV</span>
          </a>
        ) : (
          0
        )}
      </td>
      <td className="hidden pr-4 text-right lg:table-cell">{formatCount(run.created)}</td>
      <td className="hidden pr-4 text-right lg:table-cell">{formatCount(run.corrected)}</td>
      <td className="text-right text-13">{run.status === "published" && <UndoRun runId={run.id} />}</td>
    </tr>
  );
}
