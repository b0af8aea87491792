import { createWriteStream, type WriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { MappingChoice } from "@touchline/api/choose-mapping";
import { csvLine } from "@touchline/api/csv";
import { type FileToImport, importFile } from "@touchline/api/import-file";
import type { Db } from "@touchline/db/client";
import type { ImportProgress } from "@touchline/db/commands/import";
import type { RowProblem } from "@touchline/db/commands/import-encode";
import { ensureStructure } from "@touchline/db/commands/template";
import { listProblems } from "@touchline/db/queries/runs";
import { type Scope, systemScope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { QUESTION_TYPES } from "@touchline/domain/question";
import { slugify } from "@touchline/domain/structure";
import type { Proposal, ProposalOptions } from "@touchline/ingest/presets/preset";
import { misused, readArguments } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { count, inLine, say, statusLine } from "../terminal.ts";

export const SURVEY_USAGE = "[--question COLUMN=TYPE]... [--definition FILE.json]";
const USAGE = `import FILE... [--mapping NAME|FILE.json] [--source NAME] [--constant NAME=VALUE]... ${SURVEY_USAGE} [--dry-run] [--rejected FILE.csv]`;
const SHOWN_PROBLEMS = 5;
const SHOWN_COLUMNS = 20;
/** What a survey's file does not say itself: which column is which question, or the survey as its tool defines it. */
export const SURVEY_OPTIONS = {
  question: { type: "string", multiple: true, default: [] as string[] },
  definition: { type: "string" },
} as const;

/** Imports files one after the other and says of each what came of it. Ends at the first one that fails. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals: files } = readArguments(args, USAGE, {
    mapping: { type: "string", short: "m" },
    source: { type: "string" },
    constant: { type: "string", multiple: true, default: [] },
    "dry-run": { type: "boolean", default: false },
    rejected: { type: "string" },
    ...SURVEY_OPTIONS,
  });
  if (files.length === 0) misused(USAGE);
  const shared = {
    mapping: await mappingChoice(values.mapping),
    constants: Object.fromEntries(values.constant.map((text) => pair("--constant", text))),
    survey: await surveyOf(values),
    dryRun: values["dry-run"],
    ...(values.source === undefined ? {} : { source: sourceSlug(values.source) }),
  };
  const scope = systemScope("command line");
  const rejected = values.rejected === undefined ? null : await openRejected(values.rejected);
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.on("SIGINT", cancel).on("SIGTERM", cancel);
  const database = await openDatabase();
  try {
    if (!shared.dryRun) await ensureStructure(database.db, scope);
    for (const path of files) {
      await importOne(database.db, scope, { ...shared, path, signal: stop.signal }, rejected);
    }
  } finally {
    process.off("SIGINT", cancel).off("SIGTERM", cancel);
    await database.close();
    await new Promise<void>((resolve) => (rejected ? rejected.end(resolve) : resolve()));
  }
}

/** NAME=VALUE; a name may hold "=" itself where it is a question's wording. */
function pair(option: string, text: string, at = text.indexOf("=")): [string, string] {
  if (at < 1) throw new AppError("invalid", `${option} needs NAME=VALUE, not "${text}".`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The options of SURVEY_OPTIONS as a preset takes them. */
export async function surveyOf(values: {
  question: readonly string[];
  definition?: string | undefined;
}): Promise<ProposalOptions> {
  const questions = values.question.map((text) => {
    const [column, name] = pair("--question", text, text.lastIndexOf("="));
    const question = QUESTION_TYPES.find((type) => type === name);
    if (!question)
      throw new AppError(
        "invalid",
        `"${name}" is no question type. There are: ${QUESTION_TYPES.join(", ")}.`,
      );
    return [column, question] as const;
  });
  return {
    ...(questions.length > 0 && { questions: Object.fromEntries(questions) }),
    ...(values.definition !== undefined && { definition: await readJson(values.definition) }),
  };
}

/** What a preset left out of a survey, a line for each column, and how to have it after all. */
export function leftOutColumns(left: Proposal["left"]): string[] {
  if (left.length === 0) return [];
  const lines = left
    .slice(0, SHOWN_COLUMNS)
    .map(({ column, reason }) => `  left out: column "${inLine(column)}": ${inLine(reason)}`);
  if (left.length > SHOWN_COLUMNS) lines.push(`  and ${count(left.length - SHOWN_COLUMNS)} columns more`);
  return [...lines, '  A rating among them comes in with --question "COLUMN=TYPE", such as "Q3=csat_1_5".'];
}

function sourceSlug(name: string): string {
  const slug = slugify(name);
  if (slug === "")
    throw new AppError("invalid", `--source needs a name with letters or digits, not "${name}".`);
  return slug;
}

/** A name ending in .json is a file; any other is a preset's or a stored mapping's. */
async function mappingChoice(given: string | undefined): Promise<MappingChoice> {
  if (given === undefined) return { fitting: true };
  if (!given.toLowerCase().endsWith(".json")) return { named: given };
  return { json: await readJson(given) };
}

export async function readJson(path: string): Promise<unknown> {
  const text = textOf(await readFile(path));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid", `${path} is no JSON: ${(cause as Error).message}.`, { cause });
  }
}

/** Windows marks its text files with their encoding, and writes UTF-16 where output goes into a file. */
function textOf(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

async function openRejected(path: string): Promise<WriteStream> {
  const stream = createWriteStream(path);
  await new Promise((resolve, reject) => stream.once("open", resolve).once("error", reject));
  stream.write(csvLine(["file", "row", "left out", "column", "value", "reason"]));
  return stream;
}

async function importOne(
  db: Db,
  scope: Scope,
  input: Omit<FileToImport, "fileName" | "now">,
  rejected: WriteStream | null,
): Promise<void> {
  const fileName = basename(input.path);
  const status = statusLine();
  const first: RowProblem[] = [];
  let rowsPerSecond = 0;
  const onProgress = (progress: ImportProgress) => {
    if (progress.phase === "reading") rowsPerSecond = progress.rowsPerSecond;
    const { rowsRead, accepted, rejected } = progress;
    const doing = progress.phase === "reading" ? `${count(rowsPerSecond)} rows/s` : "publishing";
    status(
      `${fileName}: ${count(rowsRead)} rows, ${count(accepted)} accepted, ${count(rejected)} rejected, ${doing}`,
    );
  };
  const onProblems = (problems: readonly RowProblem[]) => {
    for (const one of problems) if (first.length < SHOWN_PROBLEMS) first.push(one);
    if (input.dryRun) writeProblems(rejected, fileName, problems);
  };
  const result = await importFile(db, scope, {
    ...input,
    fileName,
    now: new Date(),
    onProgress,
    onProblems,
  }).finally(() => status(""));
  if (result.status === "cancelled") {
    throw new AppError("conflict", `${fileName}: cancelled, nothing of it was imported.`);
  }
  const rows = `${count(result.accepted)} rows accepted, ${count(result.rejected)} rejected, ${count(result.blank)} blank`;
  const records = `${count(result.created)} records created, ${count(result.corrected)} corrected, ${count(result.unchanged)} unchanged`;
  if (result.runId === null) {
    say(`${fileName}: dry run by mapping "${result.mapping}", nothing was written`);
  } else {
    say(`${fileName}: imported as run ${result.runId} by mapping "${result.mapping}"`);
  }
  say(`  ${rows}${rowsPerSecond > 0 ? ` (${count(rowsPerSecond)} rows/s)` : ""}`);
  say(`  ${records}`);
  if (result.droppedCells > 0) say(`  ${count(result.droppedCells)} cells left out of accepted rows`);
  for (const line of leftOutColumns(result.left)) say(line);
  const { runId } = result;
  // A run that went on where it was cut off met its first problems before: they are in the database.
  const shown = runId === null ? first : await listProblems(db, scope, { runId, limit: SHOWN_PROBLEMS });
  for (const one of shown) {
    const where = one.column === null ? "" : `, column "${inLine(one.column)}"`;
    const value = one.value === null ? "" : `, value "${inLine(one.value)}"`;
    const whole = one.severity === "rejected" ? "" : " (only this cell is left out)";
    say(`  row ${one.row}${where}${value}: ${one.reason}${whole}`);
  }
  if (runId === null) return;
  if (rejected) {
    for await (const page of problemPages(db, scope, runId)) writeProblems(rejected, fileName, page);
  } else if (result.rejected + result.droppedCells > SHOWN_PROBLEMS) {
    say(`  All of them: npm run --silent touchline -- rejected ${runId} > rejected.csv`);
  }
}

const PAGE = 5_000;

/** Everything that was left out of a run, in the order of the file. */
export async function* problemPages(db: Db, scope: Scope, runId: number) {
  let after: { row: number; id: number } | undefined;
  for (;;) {
    const page = await listProblems(db, scope, { runId, limit: PAGE, ...(after && { after }) });
    yield page;
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}

function writeProblems(to: WriteStream | null, fileName: string, problems: readonly RowProblem[]): void {
  for (const one of problems) {
    to?.write(csvLine([fileName, one.row, leftOut(one.severity), one.column, one.value, one.reason]));
  }
}

/** What of the row did not come in, in words. */
export function leftOut(severity: RowProblem["severity"]): string {
  return severity === "rejected" ? "whole row" : "cell";
}
