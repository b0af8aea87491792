import { createHash } from "node:crypto";
import type { Db } from "@touchline/db/client";
import { createChannelAudit } from "@touchline/db/commands/channel-audit";
import { type ImportProgress, runImport } from "@touchline/db/commands/import";
import { updateSettings } from "@touchline/db/commands/settings";
import { listAudits } from "@touchline/db/queries/channel-audits";
import { listRuns } from "@touchline/db/queries/runs";
import { listChannels, readOrganisation } from "@touchline/db/queries/structure";
import { UNNAMED } from "@touchline/db/schema/organisation";
import { sampleAudits } from "@touchline/demo/audits";
import { makeCalendar } from "@touchline/demo/calendar";
import { COMPANY_NAME } from "@touchline/demo/company/structure";
import type { DemoFile } from "@touchline/demo/csv";
import { SOURCE_NAMES } from "@touchline/demo/files/mapping";
import { largeFile } from "@touchline/demo/large";
import { DEFAULT_SEED, sampleFiles } from "@touchline/demo/sample";
import type { Scope } from "@touchline/domain/access";
import { parseMapping } from "@touchline/ingest/mapping";
import { readRows, structureOf } from "@touchline/ingest/read";

/** How much of a file's time is reading, the rest is publishing; and how many rows of a log a survey's row is worth. */
const READING_SHARE = 0.35;
const WORK_OF_SUBMISSION = 5;
const TICK_MS = 500;

export interface SampleInput {
  readonly now: Date;
  readonly seed?: number;
  /** Answers of one large file for measuring, in place of the sample company. */
  readonly size?: number;
  /** Share done of the whole, 0 to 1, never falling; file: what is being read. */
  readonly onProgress?: (done: number, file: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Imports the files of the sample company through the import engine, in order, and records its audits of channels. Called again after it was cut off, it
 * goes on where it stopped; what is loaded (or was undone by somebody) stays as it is. Returns the files imported now.
 */
export async function loadSample(db: Db, scope: Scope, input: SampleInput): Promise<string[]> {
  const begun = await begunRuns(db, scope, sourcesOf(sampleFilesOf(input)));
  // A load that was cut off goes on with the months that it began with.
  const now = begun.at(-1)?.startedAt ?? input.now;
  const files = sampleFilesOf({ ...input, now });
  const settled = new Set(
    begun
      .filter(({ status }) => status === "published" || status === "undone")
      .map(({ fileName }) => fileName),
  );
  if (input.size === undefined) await nameCompany(db, scope);
  const total = files.reduce((sum, file) => sum + workOf(file), 0);
  const imported: string[] = [];
  let before = 0;
  for (const file of files) {
    const report = (share: number) => input.onProgress?.((before + share * workOf(file)) / total, file.name);
    if (!settled.has(file.name)) {
      report(0);
      const finished = await importFile(db, scope, file, now, report, input.signal);
      if (!finished) return imported;
      imported.push(file.name);
    }
    report(1);
    before += workOf(file);
  }
  const isLoaded = imported.length > 0 || begun.some(({ status }) => status === "published");
  if (input.size === undefined && isLoaded) await recordAudits(db, scope, now);
  return imported;
}

/** Records what audits of the sample company found, as far as it is not there; channels that are gone are left out. */
async function recordAudits(db: Db, scope: Scope, now: Date): Promise<void> {
  const [channels, known] = await Promise.all([
    listChannels(db, scope),
    listAudits(db, scope, { channelId: null, standard: null, limit: 10_000 }),
  ]);
  const idOf = new Map(channels.flatMap(({ id, slug, archived }) => (archived ? [] : [[slug, id] as const])));
  const keyOf = (row: { channelId: number; standard: string; day: string }) =>
    `${row.channelId} ${row.standard} ${row.day}`;
  const there = new Set(known.map(keyOf));
  for (const { channel, ...audit } of sampleAudits(makeCalendar(now.getTime()))) {
    const channelId = idOf.get(channel);
    const row = { ...audit, channelId: channelId ?? 0, link: null };
    if (channelId !== undefined && !there.has(keyOf(row))) await createChannelAudit(db, scope, row);
  }
}

/** The pages show whose figures they are; a name that somebody gave stays. */
async function nameCompany(db: Db, scope: Scope): Promise<void> {
  const settings = await readOrganisation(db, scope);
  if (settings.name !== UNNAMED) return;
  await updateSettings(db, scope, { settings: { ...settings, name: COMPANY_NAME }, zoneConfirmed: false });
}

/** Whether somebody imported files of another source: a company that is at work gets no made-up data. */
export async function hasOwnImports(db: Db, scope: Scope, now: Date): Promise<boolean> {
  const sources = sourcesOf(sampleFilesOf({ now }));
  const runs = await listRuns(db, scope, { limit: 1000 });
  return runs.some((run) => !sources.has(run.source));
}

/** The files of the sample company as of `now`, or the one large file of `size` answers. */
export function sampleFilesOf({
  seed = DEFAULT_SEED,
  size,
  now,
}: Pick<SampleInput, "seed" | "size" | "now">): readonly DemoFile[] {
  if (size !== undefined) return [largeFile({ answers: size, now: now.getTime(), seed })];
  return sampleFiles({ seed, now: now.getTime() });
}

function workOf(file: DemoFile): number {
  const isSurvey = parseMapping(file.mapping).records.some(({ kind }) => kind === "submission");
  return file.expectedRows * (isSurvey ? WORK_OF_SUBMISSION : 1);
}

const sourcesOf = (files: readonly DemoFile[]) =>
  new Set(files.map((file) => parseMapping(file.mapping).source));

/** Runs of the sample's source, the newest first. */
async function begunRuns(db: Db, scope: Scope, sources: ReadonlySet<string>) {
  const runs = await listRuns(db, scope, { limit: 1000 });
  return runs.filter((run) => sources.has(run.source));
}

/** false: it was cancelled. */
async function importFile(
  db: Db,
  scope: Scope,
  file: DemoFile,
  now: Date,
  report: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const mapping = parseMapping(file.mapping);
  const content = await identify(file);
  const reader = readRows(file.read(), mapping, { fileName: file.name, zone: "UTC" });
  const progress = new FileProgress(file.expectedRows, report);
  const result = await runImport(db, scope, {
    source: { slug: mapping.source, name: SOURCE_NAMES[mapping.source] ?? COMPANY_NAME },
    mapping: { name: mapping.name, body: file.mapping },
    fileName: file.name,
    ...content,
    constants: {},
    structure: structureOf(mapping),
    unknownNames: mapping.unknownNames,
    nameOf: (kind, slug) => reader.names()[`${kind}s`].find((one) => one.slug === slug)?.name,
    batches: reader.batches,
    now,
    onProgress: (step) => progress.take(step),
    ...(signal === undefined ? {} : { signal }),
  }).finally(() => progress.end());
  return result.status === "published";
}

/** Publishing is one transaction that counts nothing: its share is guessed from how long the reading took. */
class FileProgress {
  private readonly expectedRows: number;
  private readonly report: (share: number) => void;
  private readonly started = performance.now();
  private ticker: NodeJS.Timeout | undefined;

  constructor(expectedRows: number, report: (share: number) => void) {
    this.expectedRows = expectedRows;
    this.report = report;
  }

  take({ phase, rowsRead }: ImportProgress): void {
    if (phase === "reading") {
      this.report(READING_SHARE * Math.min(1, rowsRead / this.expectedRows));
      return;
    }
    this.report(READING_SHARE);
    const from = performance.now();
    const likely = Math.max(1000, ((from - this.started) * (1 - READING_SHARE)) / READING_SHARE);
    this.ticker = setInterval(() => {
      const share = 1 - Math.exp((from - performance.now()) / likely);
      this.report(READING_SHARE + (1 - READING_SHARE) * share);
    }, TICK_MS);
  }

  end(): void {
    clearInterval(this.ticker);
  }
}

/** A run is known by its file's content, which is made here once more only to be counted. */
async function identify(file: DemoFile): Promise<{ fileSha256: string; fileBytes: number }> {
  const hash = createHash("sha256");
  let fileBytes = 0;
  for await (const chunk of file.read()) {
    hash.update(chunk);
    fileBytes += chunk.byteLength;
  }
  return { fileSha256: hash.digest("hex"), fileBytes };
}
