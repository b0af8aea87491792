import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { systemScope } from "@touchline/domain/access";
import { misused, readArguments } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { loadSample, sampleFilesOf } from "../sample.ts";
import { count, progressBar, say } from "../terminal.ts";

const USAGE = "sample [--size MILLIONS] [--out FOLDER]";

/**
 * Loads the sample company, or with --size one file of so many million answers for measuring. With --out the files and
 * their mappings are written to a folder and nothing is imported.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, USAGE, {
    size: { type: "string" },
    out: { type: "string" },
  });
  const millions = values.size === undefined ? undefined : Number(values.size);
  if (positionals.length > 0 || (millions !== undefined && !(millions > 0 && millions <= 100)))
    misused(USAGE);
  const input = {
    now: new Date(),
    ...(millions === undefined ? {} : { size: Math.round(millions * 1_000_000) }),
  };
  if (values.out !== undefined) return writeFiles(values.out, input);
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.on("SIGINT", cancel).on("SIGTERM", cancel);
  const { db, close } = await openDatabase();
  try {
    const onProgress = progressBar("Loading");
    const imported = await loadSample(db, systemScope("command line"), {
      ...input,
      onProgress,
      signal: stop.signal,
    });
    say(imported.length === 0 ? "Nothing was left to load." : `Loaded: ${imported.join(", ")}`);
  } finally {
    process.off("SIGINT", cancel).off("SIGTERM", cancel);
    await close();
  }
}

async function writeFiles(folder: string, input: Parameters<typeof sampleFilesOf>[0]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of sampleFilesOf(input)) {
    await pipeline(Readable.from(file.read()), createWriteStream(join(folder, file.name)));
    const mapping = `${parse(file.name).name}.mapping.json`;
    await writeFile(join(folder, mapping), `${JSON.stringify(file.mapping, null, 2)}\n`);
    say(`${file.name}: ${count(file.expectedRows)} rows, read by ${mapping}`);
  }
}
