import type { FilePreview } from "@touchline/api/import-preview";
import { DASH, formatCount, formatInstant } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { Scrolling } from "@touchline/ui/scrolling";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, TABLE } from "@touchline/ui/table";
import { ProblemTable } from "./problem-table.tsx";

const KINDS: Readonly<Record<string, string>> = {
  submission: "Answers",
  interaction: "Contact",
  customer: "Customer",
  employee: "Employee",
  training: "Training",
  engagement: "Engagement",
};

/** The first rows as the engine will store them, and which it will leave out. */
export function PreviewStep({
  preview,
  timeZone,
  busy,
}: {
  preview: FilePreview;
  timeZone: string;
  busy: boolean;
}) {
  const { rows, rejected, counted, problem } = preview;
  const several = new Set(rows.columns.map(({ record }) => record)).size > 1;
  return (
    <div aria-busy={busy}>
      <Notice kind="failed">{problem}</Notice>
      <Notice kind="hint" className="mb-3">
        {problem === null && summary(preview)}
      </Notice>
      {rejected.length > 0 && (
        <ProblemTable
          label="What will be left out"
          problems={rejected}
          caption={`Of the first 50 rows, these ${rejected.some(({ severity }) => severity === "rejected") ? "rows or cells" : "cells"} will be left out`}
        />
      )}
      {rows.rows.length > 0 && (
        <Scrolling label="Rows as they will be stored" className="mt-4 max-h-120">
          <table className={`${TABLE} text-13`}>
            <thead className="sticky top-0 bg-paper">
              <tr className={HEAD_ROW}>
                <th scope="col" className={HEAD_NUMBER}>
                  Row
                </th>
                {rows.columns.map(({ record, label, kind }) => (
                  <th
                    key={`${record} ${label}`}
                    scope="col"
                    className={`min-w-24 max-w-48 py-1 align-bottom ${kind === "number" ? HEAD_NUMBER : HEAD}`}
                  >
                    {several && `${KINDS[record]}: `}
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.rows.map(({ row, cells }) => (
                <tr key={row} className={ROW}>
                  <th scope="row" className={CELL_NUMBER}>
                    {row}
                  </th>
                  {rows.columns.map(({ record, label, kind }, at) => (
                    <td key={`${record} ${label}`} className={kind === "number" ? CELL_NUMBER : CELL}>
                      <span className="line-clamp-2 max-w-72">
                        {shown(cells[at] ?? null, kind, timeZone)}
                      </span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
      {counted.accepted === 0 && problem === null && counted.rejected === 0 && (
        <p className="text-muted">The part of the file that was looked at has no data rows.</p>
      )}
    </div>
  );
}

function shown(value: string | number | null, kind: string, timeZone: string): string {
  if (value === null) return DASH;
  return kind === "instant" ? formatInstant(new Date(value), timeZone) : String(value);
}

function summary({ counted, whole }: FilePreview): string {
  const { accepted, rejected, cells } = counted;
  const rows = accepted + rejected;
  const part = whole
    ? `All ${formatCount(rows)} rows were looked at`
    : `The first ${formatCount(rows)} rows were looked at`;
  const left = rejected === 0 ? "none is rejected" : `${formatCount(rejected)} will be rejected`;
  const dropped = cells === 0 ? "" : `; ${formatCount(cells)} cells of others will be left out`;
  return `${part}: ${formatCount(accepted)} will be stored, ${left}${dropped}.`;
}
