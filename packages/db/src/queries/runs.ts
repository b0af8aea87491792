import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import type { RunStatus } from "../runs.ts";
import { importRun, mapping, rejectedRow, source } from "../schema/import.ts";

export interface RunRow {
  readonly id: number;
  readonly source: string;
  readonly mapping: string;
  readonly mappingVersion: number;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly rowsRead: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly blank: number;
  readonly created: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly error: string | null;
}

const columns = {
  id: importRun.id,
  source: source.slug,
  mapping: mapping.name,
  mappingVersion: mapping.version,
  fileName: importRun.fileName,
  fileBytes: importRun.fileBytes,
  status: importRun.status,
  startedAt: importRun.startedAt,
  finishedAt: importRun.finishedAt,
  rowsRead: importRun.rowsRead,
  accepted: importRun.accepted,
  rejected: importRun.rejected,
  blank: importRun.blank,
  created: importRun.created,
  corrected: importRun.corrected,
  unchanged: importRun.unchanged,
  error: importRun.error,
};

/** Import runs, the newest first. */
export async function listRuns(
  db: Queryable,
  _scope: Scope,
  input: { limit: number; status?: RunStatus },
): Promise<RunRow[]> {
  return db
    .select(columns)
    .from(importRun)
    .innerJoin(source, eq(source.id, importRun.sourceId))
    .innerJoin(mapping, eq(mapping.id, importRun.mappingId))
    .where(input.status ? eq(importRun.status, input.status) : sql`true`)
    .orderBy(desc(importRun.id))
    .limit(input.limit);
}

/** One run. Throws AppError "not_found". */
export async function getRun(db: Queryable, _scope: Scope, runId: number): Promise<RunRow> {
  const [row] = await db
    .select(columns)
    .from(importRun)
    .innerJoin(source, eq(source.id, importRun.sourceId))
    .innerJoin(mapping, eq(mapping.id, importRun.mappingId))
    .where(eq(importRun.id, runId));
  if (!row) throw new AppError("not_found", `There is no import run ${runId}.`);
  return row;
}

export interface ProblemRow {
  readonly id: number;
  /** Physical data row, 1 = the first after the header. */
  readonly row: number;
  /** rejected: the whole row stayed out; dropped: only this cell did. */
  readonly severity: "rejected" | "dropped";
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

/**
 * Rejected rows and dropped cells of a run in the order of the file, a page at a time: `after` is the last one of the
 * page before.
 */
export async function listProblems(
  db: Queryable,
  _scope: Scope,
  input: {
    runId: number;
    after?: { row: number; id: number };
    limit: number;
    severity?: "rejected" | "dropped";
  },
): Promise<ProblemRow[]> {
  return db
    .select({
      id: rejectedRow.id,
      row: rejectedRow.row,
      severity: rejectedRow.severity,
      column: rejectedRow.column,
      value: rejectedRow.value,
      reason: rejectedRow.reason,
    })
    .from(rejectedRow)
    .where(
      and(
        eq(rejectedRow.runId, input.runId),
        input.after
          ? sql`(${rejectedRow.row}, ${rejectedRow.id}) > (${input.after.row}, ${input.after.id})`
          : sql`true`,
        input.severity ? eq(rejectedRow.severity, input.severity) : sql`true`,
      ),
    )
    .orderBy(asc(rejectedRow.row), asc(rejectedRow.id))
    .limit(input.limit);
}
