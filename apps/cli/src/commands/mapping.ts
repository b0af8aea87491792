import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { saveMapping } from "@touchline/db/commands/mapping";
import { getMapping, listMappings } from "@touchline/db/queries/mapping";
import { systemScope } from "@touchline/domain/access";
import { inspect } from "@touchline/ingest/inspect";
import { parseMapping } from "@touchline/ingest/mapping";
import { findPreset, PRESETS } from "@touchline/ingest/presets";
import { misused, readArguments } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { say, table } from "../terminal.ts";
import { readJson } from "./import.ts";

const USAGE = "mapping list | show NAME | save FILE.json | propose PRESET FILE";
const scope = systemScope("command line");

/** Lists, shows and stores mappings, and writes the one that a preset makes for a file, to be edited. */
export async function run(args: string[]): Promise<void> {
  const [action, first, second] = readArguments(args, USAGE, {}).positionals;
  if (action === "list") return list();
  if (action === "show" && first !== undefined) return show(first);
  if (action === "save" && first !== undefined) return save(first);
  if (action === "propose" && first !== undefined && second !== undefined) return propose(first, second);
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

async function propose(preset: string, path: string): Promise<void> {
  const proposal = findPreset(preset).propose(await inspect(createReadStream(path), basename(path)));
  say(JSON.stringify(proposal.mapping, null, 2));
}
