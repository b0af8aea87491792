import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { DeclaredStructure, RowOutcome } from "@touchline/domain/records";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Db, Tx } from "../client.ts";
import type { RunStatus } from "../runs.ts";
import { importRun, source } from "../schema/import.ts";
import { writeAudit } from "./audit.ts";
import {
  Encoder,
  type NumberedName,
  problemLines,
  type RowProblem,
  type StagedChunk,
} from "./import-encode.ts";
import type { Published } from "./import-plan.ts";
import { publish } from "./import-publish.ts";
import { type OpenedRun, openRun, type RunIdentity } from "./import-run.ts";
import {
  copyLines,
  createStaging,
  dropStaging,
  lastStagedDay,
  type Staging,
  stagingOf,
} from "./import-staging.ts";
import { settleTwins } from "./import-twins.ts";
import { checkStructure, type NameKind, readNames } from "./structure.ts";

export interface ImportProgress {
  readonly phase: "reading" | "publishing";
  /** Physical rows so far, blank ones included; those that an earlier attempt staged count too. */
  readonly rowsRead: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rows read by this attempt per second of it. */
  readonly rowsPerSecond: number;
}

export interface ImportInput extends RunIdentity {
  /** What the mapping declares; created with the import where missing. */
  readonly structure: DeclaredStructure;
  /** reject: a row that names a touchpoint, channel, segment or department that nobody knows stays out. */
  readonly unknownNames: "create" | "reject";
  /** Display name of a slug met in the data; absent or undefined: made from the slug. */
  readonly nameOf?: (kind: NameKind, slug: string) => string | undefined;
  /** Outcomes of the file's rows, in order, from its first row. A throw ends the run as failed. */
  readonly batches: AsyncIterable<readonly RowOutcome[]>;
  readonly now: Date;
  /** Read, check and compare, and write nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** The run has begun: from here on it leaves the audit entry, however it ends. Never called in a dry run. */
  readonly onBegun?: () => void;
  /** Rejected rows and dropped cells as they are met (only those of this attempt). */
  readonly onProblems?: (problems: readonly RowProblem[]) => void;
  /** Records (and problems) in memory before they are copied out; two such chunks exist at a time. */
  readonly chunkRecords?: number;
  /** Aborting cancels: nothing of the run stays but its entry. */
  readonly signal?: AbortSignal;
}

export interface ImportResult extends Published {
  /** null: a dry run. */
  readonly runId: number | null;
  readonly status: RunStatus;
  /** accepted + rejected = physical data rows; blank rows are none. */
  readonly accepted: number;
  readonly rejected: number;
  readonly blank: number;
  /** Cells left out of accepted rows. */
  readonly droppedCells: number;
}

const CHUNK_RECORDS = 50_000;

class Cancelled extends Error {}

/**
 * Imports one file: reads it into staging, then publishes it in one transaction. Called again after the process was
 * killed, it goes on where it stopped. A cancelled import returns with status "cancelled"; one that fails is marked
 * so, with nothing published, and its error thrown on (AppError where the file or mapping is at fault).
 */
export async function runImport(db: Db, scope: Scope, input: ImportInput): Promise<ImportResult> {
  const client = await db.$client.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  const session = Object.assign(drizzle(client), { $client: db.$client });
  try {
    // A long statement of a killed importer ends soon, and lets go of its locks.
    await client.query("set client_connection_check_interval = '1s'").catch(() => undefined);
    return input.dryRun ? await dryRun(session, client, input) : await realRun(session, client, scope, input);
  } finally {
    client.off("error", onError);
    // Ending the connection also gives back the run's lock and whatever was set.
    client.release(broken ?? true);
  }
}

async function realRun(
  session: Db,
  client: pg.PoolClient,
  scope: Scope,
  input: ImportInput,
): Promise<ImportResult> {
  const known = await readNames(session);
  await checkStructure(session, input.structure, known);
  const run = await openRun(session, scope, input, input.now);
  input.onBegun?.();
  const staging = stagingOf(run.id);
  try {
    if (!run.readToTheEnd) await readStaged(session, client, run, staging, input);
    await session.update(importRun).set({ status: "publishing" }).where(eq(importRun.id, run.id));
    const read = await summarise(session, run.id);
    const { accepted, rejected } = read;
    const rowsRead = accepted + rejected + read.blank;
    input.onProgress?.({ phase: "publishing", rowsRead, accepted, rejected, rowsPerSecond: 0 });
    const names = await stagedNames(session, staging);
    const result = await session.transaction(async (tx) => {
      const done = await publish(tx, {
        runId: run.id,
        sourceId: run.sourceId,
        startedAt: run.startedAt,
        staging,
        structure: input.structure,
        names,
        check: () => stopIfCancelled(input.signal),
      });
      const lastFactDay = await lastStagedDay(tx, staging);
      await dropStaging(tx, staging);
      const { structure, ...counts } = done;
      await tx
        .update(importRun)
        .set({ status: "published", finishedAt: sql`clock_timestamp()`, lastFactDay, ...counts })
        .where(eq(importRun.id, run.id));
      const summary = await summarise(tx, run.id);
      await writeAudit(tx, scope, {
        action: "import.run",
        subject: `run ${run.id}: ${input.fileName}`,
        after: { ...summary, structure },
      });
      return summary;
    });
    return result;
  } catch (error) {
    const cancelled = error instanceof Cancelled;
    await end(session, scope, run.id, staging, cancelled ? null : error);
    if (!cancelled) throw error;
    return summarise(session, run.id);
  }
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled("The import was cancelled.");
}

/** Marks a run as failed or (without an error) cancelled. Where the database is gone, the run can be taken up later. */
async function end(
  session: Db,
  scope: Scope,
  runId: number,
  staging: Staging,
  error: unknown,
): Promise<void> {
  const why = error instanceof AppError ? error.message : "Touchline met a fault of its own.";
  await session
    .transaction(async (tx) => {
      await dropStaging(tx, staging);
      await tx
        .update(importRun)
        .set({
          status: error === null ? "cancelled" : "failed",
          finishedAt: sql`clock_timestamp()`,
          error: error === null ? null : why,
        })
        .where(eq(importRun.id, runId));
      await writeAudit(tx, scope, {
        action: error === null ? "import.cancel" : "import.fail",
        subject: `run ${runId}`,
        after: error === null ? undefined : { error: why },
        outcome: error === null ? "done" : "failed",
      });
    })
    .catch(() => undefined);
}

async function summarise(db: Db | Tx, runId: number): Promise<ImportResult> {
  const { rows } = await db.execute<{ [key in keyof ImportResult]: ImportResult[key] }>(sql`
    select id as "runId", status, accepted::float8, rejected::float8, blank::float8, created::float8,
      corrected::float8, unchanged::float8,
      (select count(*)::int from rejected_row r where r.run_id = import_run.id and r.severity = 'dropped')
        as "droppedCells"
    from import_run where id = ${runId}`);
  const [row] = rows;
  if (!row) throw new Error(`run ${runId} vanished`);
  return row;
}

/**
 * Reads the file into staging: while one chunk is copied out the next one is parsed. Each chunk is one transaction
 * with its problems and the run's progress.
 */
async function readStaged(
  session: Db,
  client: pg.PoolClient,
  run: OpenedRun,
  staging: Staging,
  input: ImportInput,
): Promise<void> {
  const encoder = new Encoder({
    sourceId: run.sourceId,
    known: await readNames(session),
    declared: input.structure,
    unknownNames: input.unknownNames,
    nameOf: input.nameOf,
    names: await stagedNames(session, staging),
  });
  const progress = await startProgress(session, run, input);
  await readChunks(encoder, run.rowsRead, input, async (chunk) => {
    await session.transaction(async (tx) => {
      await writeChunk(client, staging, chunk);
      await copyLines(
        client,
        "rejected_row (run_id, row, severity, column_name, value, reason)",
        problemLines(run.id, chunk.problems),
      );
      const { accepted, rejected, blank } = chunk.rows;
      await tx.execute(sql`
        update import_run set accepted = accepted + ${accepted}, rejected = rejected + ${rejected},
          blank = blank + ${blank}, rows_read = rows_read + ${accepted + rejected + blank}
        where id = ${run.id}`);
      await tx.execute(sql`
        update ${sql.raw(staging.table("progress"))} set rows_read = rows_read + ${accepted + rejected + blank}`);
    });
    progress(chunk);
  });
}

/** Parses ahead of `flush`, by one chunk. skip: outcomes that are staged already. */
async function readChunks(
  encoder: Encoder,
  skip: number,
  input: ImportInput,
  flush: (chunk: StagedChunk) => Promise<void>,
): Promise<void> {
  let skipped = 0;
  let flushing: Promise<void> = Promise.resolve();
  let failure: unknown = null;
  const send = async (): Promise<void> => {
    await flushing;
    if (failure !== null) throw failure;
    const chunk = encoder.take();
    if (chunk.problems.length > 0) input.onProblems?.(chunk.problems);
    flushing = flush(chunk).catch((error: unknown) => {
      failure = error;
    });
  };
  try {
    for await (const batch of input.batches) {
      stopIfCancelled(input.signal);
      for (const outcome of batch) {
        if (skipped < skip) skipped++;
        else encoder.add(outcome);
      }
      if (encoder.pending >= (input.chunkRecords ?? CHUNK_RECORDS)) await send();
    }
    stopIfCancelled(input.signal);
    await send();
  } finally {
    await flushing;
  }
  if (failure !== null) throw failure;
}

async function startProgress(
  session: Db,
  run: OpenedRun,
  input: ImportInput,
): Promise<(chunk: StagedChunk) => void> {
  const before = await summarise(session, run.id);
  const started = performance.now();
  let { accepted, rejected } = before;
  let rowsRead = run.rowsRead;
  return ({ rows }) => {
    accepted += rows.accepted;
    rejected += rows.rejected;
    rowsRead += rows.accepted + rows.rejected + rows.blank;
    const seconds = Math.max(0.001, (performance.now() - started) / 1000);
    input.onProgress?.({
      phase: "reading",
      rowsRead,
      accepted,
      rejected,
      rowsPerSecond: Math.round((rowsRead - run.rowsRead) / seconds),
    });
  };
}

async function writeChunk(client: pg.PoolClient, staging: Staging, chunk: StagedChunk): Promise<void> {
  for (const name of ["name", "submission", "interaction", "record"] as const) {
    await copyLines(client, staging.table(name), chunk.lines[name]);
  }
}

async function stagedNames(session: Db, staging: Staging): Promise<NumberedName[]> {
  const { rows } = await session.execute<{ [key in keyof NumberedName]: NumberedName[key] }>(
    sql`select number, kind, slug, name from ${sql.raw(staging.table("name"))} order by number`,
  );
  return rows;
}

/** The same reading, into temporary tables, and a comparison with the ledger. */
async function dryRun(session: Db, client: pg.PoolClient, input: ImportInput): Promise<ImportResult> {
  const known = await readNames(session);
  await checkStructure(session, input.structure, known);
  const [stored] = await session
    .select({ id: source.id })
    .from(source)
    .where(eq(source.slug, input.source.slug));
  const staging = stagingOf(null);
  const rows = { accepted: 0, rejected: 0, blank: 0 };
  let droppedCells = 0;
  try {
    await createStaging(session, staging, true);
    const encoder = new Encoder({
      sourceId: stored?.id ?? 0,
      known,
      declared: input.structure,
      unknownNames: input.unknownNames,
      nameOf: input.nameOf,
      names: [],
    });
    const started = performance.now();
    await readChunks(encoder, 0, input, async (chunk) => {
      await writeChunk(client, staging, chunk);
      rows.accepted += chunk.rows.accepted;
      rows.rejected += chunk.rows.rejected;
      rows.blank += chunk.rows.blank;
      droppedCells += chunk.problems.filter((one) => one.severity === "dropped").length;
      const rowsRead = rows.accepted + rows.rejected + rows.blank;
      const rowsPerSecond = Math.round((rowsRead * 1000) / Math.max(1, performance.now() - started));
      input.onProgress?.({ phase: "reading", rowsRead, ...rows, rowsPerSecond });
    });
    const counts = await session.transaction((tx) => compare(tx, staging));
    return { runId: null, status: "reading", ...rows, ...counts, droppedCells };
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return {
      runId: null,
      status: "cancelled",
      ...rows,
      created: 0,
      corrected: 0,
      unchanged: 0,
      droppedCells,
    };
  }
}

async function compare(tx: Tx, staging: Staging): Promise<Published> {
  await settleTwins(tx, staging);
  const staged = ["submission", "interaction", "record"] as const;
  const keys = staged.map((name) => `select key, hash from ${staging.table(name)}`).join(" union all ");
  const { rows } = await tx.execute<{ created: number; corrected: number; unchanged: number }>(sql`
    select count(*) filter (where l.key is null)::int created,
      count(*) filter (where l.hash <> s.hash)::int corrected, count(*) filter (where l.hash = s.hash)::int unchanged
    from (${sql.raw(keys)}) s left join ledger l on l.key = s.key`);
  return rows[0] ?? { created: 0, corrected: 0, unchanged: 0 };
}
