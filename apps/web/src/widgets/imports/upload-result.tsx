import { formatCount } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import type { ImportEvent } from "../../import-event.ts";
import { ProblemTable } from "./problem-table.tsx";

type Done = Extract<ImportEvent, { kind: "done" }>;

/** What became of the file's rows and of the records in them. */
export function UploadResult({ result, problems }: Pick<Done, "result" | "problems">) {
  const counts = [
    ["Rows accepted", result.accepted],
    ["Rows rejected", result.rejected],
    ["Blank rows", result.blank],
    ["Cells left out", result.droppedCells],
    ["Records created", result.created],
    ["Records corrected", result.corrected],
    ["Records unchanged", result.unchanged],
  ] as const;
  const title =
    result.status === "cancelled"
      ? "Cancelled: nothing was imported"
      : result.runId === null
        ? "Checked: nothing was changed"
        : `Imported as run ${result.runId}`;
  return (
    <Panel
      id="outcome"
      title={title}
      note={`Read as ${result.mapping}`}
      state={{
        kind: "ready",
        children: (
          <>
            <dl className="flex flex-wrap gap-x-8 gap-y-3">
              {counts.map(([label, count]) => (
                <div key={label}>
                  <dt className="text-13 text-muted">{label}</dt>
                  <dd className="text-20 font-semibold">{formatCount(count)}</dd>
                </div>
              ))}
            </dl>
            {problems.length > 0 && <Problems result={result} problems={problems} />}
            {result.left.length > 0 && <LeftColumns left={result.left} />}
          </>
        ),
      }}
    />
  );
}

/** Columns of a survey that a preset could not take for a rating, so that nothing stays out unnoticed. */
function LeftColumns({ left }: Pick<Done["result"], "left">) {
  return (
    <details className="mt-4 text-13">
      <summary className="cursor-pointer text-muted">
        {left.length === 1 ? "1 column was" : `${formatCount(left.length)} columns were`} not imported
      </summary>
      <dl className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        {left.map(({ column, reason }) => (
          <div key={column} className="contents">
            <dt className="break-words font-medium">{column}</dt>
            <dd className="text-muted">{reason}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Problems({ result, problems }: Pick<Done, "result" | "problems">) {
  const total = result.rejected + result.droppedCells;
  const caption = (
    <>
      {total > problems.length
        ? `The first ${problems.length} of ${formatCount(total)} that were left out`
        : "What was left out"}
      {result.runId !== null && (
        <>
          {": "}
          <a
            href={`/api/imports/${result.runId}/rejected`}
            className="text-accent underline underline-offset-2"
          >
            download all as CSV
          </a>
        </>
      )}
    </>
  );
  return <ProblemTable label="What was left out" problems={problems} caption={caption} />;
}
