import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db, Queryable } from "../client.ts";
import { importRun, rejectedRow, source } from "../schema/import.ts";
import { createStaging, dropStaging, stagedRows, stagingOf } from "./import-staging.ts";
import { ensureMapping } from "./mapping.ts";

/** Whoever reads or publishes a run holds (this, run id) for as long as its connection lives. */
const RUN_LOCK = 7_004;
/** Held while a run is looked for or made, so that two importers of one file can't both begin it. */
const OPEN_LOCK = 7_005;
/** Publishing and undoing happen one after the other: both compare with the ledger and then change it. */
const LEDGER_LOCK = 7_006;

/** How long to wait for a killed importer's connection to be noticed by the server. */
const PATIENCE_MS = 5_000;

export interface RunIdentity {
  readonly source: { readonly slug: string; readonly name: string };
  /** body: the mapping as JSON, stored and versioned by name. */
  readonly mapping: { readonly name: string; readonly body: unknown };
  readonly fileName: string;
  readonly fileSha256: string;
  readonly fileBytes: number;
  readonly constants: Readonly<Record<string, string>>;
}

export interface OpenedRun {
  readonly id: number;
  readonly sourceId: number;
  readonly startedAt: Date;
  /** Rows that an earlier attempt staged: to be skipped. */
  readonly rowsRead: number;
  /** An earlier attempt staged the whole file: nothing is left to read. */
  readonly readToTheEnd: boolean;
}

/**
 * Waits until nobody else publishes or undoes, and keeps others out until the transaction ends. Prepares that for bulk
 * work: foreign keys are not checked row by row (three quarters of the time of an insert) where the user may leave
 * that out. Every id that publishing writes was looked up or made in its own transaction.
 */
export async function holdLedger(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER_LOCK})`);
  await tx.execute(sql`select set_config('work_mem', '64MB', true)`);
  await tx.execute(sql`
    select set_config('session_replication_role', 'replica', true)
    where has_parameter_privilege('session_replication_role', 'set')`);
}

async function tryRunLock(session: Queryable, runId: number): Promise<boolean> {
  const { rows } = await session.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_lock(${RUN_LOCK}, ${runId}) as mine`,
  );
  return rows[0]?.mine === true;
}

async function releaseRun(session: Queryable, runId: number): Promise<void> {
  await session.execute(sql`select pg_advisory_unlock(${RUN_LOCK}, ${runId})`);
}

/** The source's id, made when missing. */
async function ensureSource(tx: Queryable, { slug, name }: RunIdentity["source"]): Promise<number> {
  await tx.insert(source).values({ slug, name }).onConflictDoNothing({ target: source.slug });
  const [row] = await tx.select({ id: source.id }).from(source).where(eq(source.slug, slug));
  if (!row) throw new Error(`source ${slug} vanished while it was made`);
  return row.id;
}

/**
 * Finds the unfinished run of this very file, source, mapping and constants, or makes one, and locks it for this
 * connection. Throws AppError "conflict" when somebody is importing it right now.
 */
export async function openRun(
  session: Db | Queryable,
  scope: Scope,
  identity: RunIdentity,
  now: Date,
): Promise<OpenedRun> {
  const opened = await session.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${OPEN_LOCK})`);
    const sourceId = await ensureSource(tx, identity.source);
    const { id: mappingId } = await ensureMapping(tx, identity.mapping.name, identity.mapping.body);
    const unfinished = inArray(importRun.status, ["reading", "publishing"]);
    const [known] = await tx
      .select({ id: importRun.id, startedAt: importRun.startedAt, rowsRead: importRun.rowsRead })
      .from(importRun)
      .where(
        and(
          unfinished,
          eq(importRun.sourceId, sourceId),
          eq(importRun.mappingId, mappingId),
          eq(importRun.fileSha256, identity.fileSha256),
          sql`${importRun.constants} = ${JSON.stringify(identity.constants)}::jsonb`,
        ),
      );
    if (known) {
      await lockPatiently(tx, known.id, identity.fileName);
      // Its importer may have ended it while we waited for the lock.
      const [still] = await tx
        .select({ status: importRun.status, rowsRead: importRun.rowsRead })
        .from(importRun)
        .where(and(eq(importRun.id, known.id), unfinished));
      if (still) {
        const readToTheEnd = still.status === "publishing";
        return { ...known, sourceId, rowsRead: still.rowsRead, readToTheEnd, isNew: false };
      }
      await releaseRun(tx, known.id);
    }
    await giveUpOlder(tx, sourceId, identity, now);
    const [made] = await tx
      .insert(importRun)
      .values({
        sourceId,
        mappingId,
        fileName: identity.fileName,
        fileSha256: identity.fileSha256,
        fileBytes: identity.fileBytes,
        constants: { ...identity.constants },
        startedAt: now,
        userId: scope.actor.userId,
      })
      .returning({ id: importRun.id });
    if (!made) throw new Error("the import run was not stored");
    if (!(await tryRunLock(tx, made.id))) throw new Error(`run ${made.id} is locked before it began`);
    await createStaging(tx, stagingOf(made.id), false);
    return { id: made.id, sourceId, startedAt: now, rowsRead: 0, readToTheEnd: false, isNew: true };
  });
  const { isNew, ...run } = opened;
  if (isNew) return run;
  const staging = stagingOf(run.id);
  if ((await stagedRows(session, staging)) === run.rowsRead) return run;
  await session.transaction(async (tx) => {
    await dropStaging(tx, staging);
    await createStaging(tx, staging, false);
    await tx.delete(rejectedRow).where(eq(rejectedRow.runId, run.id));
    await tx
      .update(importRun)
      .set({ status: "reading", rowsRead: 0, accepted: 0, rejected: 0, blank: 0 })
      .where(eq(importRun.id, run.id));
  });
  return { ...run, rowsRead: 0, readToTheEnd: false };
}

async function lockPatiently(session: Queryable, runId: number, fileName: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (!(await tryRunLock(session, runId))) {
    if (performance.now() > until) {
      throw new AppError("conflict", `${fileName} is being imported right now, as run ${runId}.`);
    }
    await session.execute(sql`select pg_sleep(0.1)`);
  }
}

/** A file that changed since an attempt at it was cut off: that attempt can't go on. */
async function giveUpOlder(tx: Queryable, sourceId: number, identity: RunIdentity, now: Date): Promise<void> {
  const older = await tx
    .select({ id: importRun.id })
    .from(importRun)
    .where(
      and(
        inArray(importRun.status, ["reading", "publishing"]),
        eq(importRun.sourceId, sourceId),
        eq(importRun.fileName, identity.fileName),
        ne(importRun.fileSha256, identity.fileSha256),
      ),
    );
  for (const { id } of older) {
    if (!(await tryRunLock(tx, id))) continue;
    await dropStaging(tx, stagingOf(id));
    await tx
      .update(importRun)
      .set({ status: "failed", finishedAt: now, error: "The file changed before its import was finished." })
      .where(eq(importRun.id, id));
    await releaseRun(tx, id);
  }
}
