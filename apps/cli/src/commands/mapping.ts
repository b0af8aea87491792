import { basename } from "node:path";
import { watchFile } from "@touchline/api/watched-file";
import { saveMapping } from "@touchline/db/commands/mapping";
import { getMapping, listMappings } from "@touchline/db/queries/mapping";
import { systemScope } from "@touchline/domain/access";
import { inspect } from "@touchline/ingest/inspect";
import { parseMapping } from "@touchline/ingest/mapping";
import { findPreset, PRESETS } from "@touchline/ingest/presets";
import type { ProposalOptions } from "@touchline/ingest/presets/preset";
import { misused, readArguments } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { complain, say, table } from "../terminal.ts";
import { leftOutColumns, readJson, SURVEY_OPTIONS, SURVEY_USAGE, surveyOf } from "./import.ts";

const USAGE = `mapping list | show NAME | save FILE.json | propose PRESET FILE ${SURVEY_USAGE}`;
const scope = systemScope("command line");

/** Lists, shows and stores mappings, and writes the one that a preset makes for a file, to be edited. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, USAGE, SURVEY_OPTIONS);
  const [action, first, second] = positionals;
  if (action === "list") return list();
  if (action === "show" && first !== undefined) return show(first);
  if (action === "save" && first !== undefined) return save(first);
  if (action === "propose" && first !== undefined && second !== undefined)
    return propose(first, second, await surveyOf(values));
  misused(USAGE);
}

async function list(): Promise<void> {
  const { db, close } = await openDatabase();
  try {
    say("Presets:");
    table(
      ["name", "reads"],
      PRESETS.map((one) => [one.name, one.title]),
    );
    const stored = await listMappings(db, scope);
    say();
    say(stored.length === 0 ? "No mapping is stored yet." : "Stored mappings (each import stores its own):");
    if (stored.length === 0) return;
    table(
      ["name", "version", "since"],
      stored.map((one) => [one.name, String(one.version), one.createdAt.toISOString().slice(0, 10)]),
    );
  } finally {
    await close();
  }
}

async function show(name: string): Promise<void> {
  const { db, close } = await openDatabase();
  try {
    say(JSON.stringify((await getMapping(db, scope, name)).body, null, 2));
  } finally {
    await close();
  }
}

async function save(path: string): Promise<void> {
  const mapping = parseMapping(await readJson(path));
  const { db, close } = await openDatabase();
  try {
    const { version, isNew } = await saveMapping(db, scope, { name: mapping.name, body: mapping });
    say(`"${mapping.name}" is ${isNew ? "stored as" : "already"} version ${version}.`);
  } finally {
    await close();
  }
}

async function propose(preset: string, path: string, survey: ProposalOptions): Promise<void> {
  const found = findPreset(preset);
  const file = await watchFile(path, basename(path));
  const proposal = found.propose(await inspect(file.read(), file.fileName), survey);
  say(JSON.stringify(proposal.mapping, null, 2));
  for (const line of leftOutColumns(proposal.left)) complain(line);
}
