import { AppError } from "@touchline/domain/errors";
import { explain } from "./database.ts";
import { complain, say } from "./terminal.ts";

/** What a file in commands/ exports as `run`: the words after the command's name in, done or thrown out. */
type Run = (args: string[]) => Promise<void>;

/** Every command in the order of the help. A new one: a line here and a file in commands/ that exports run(args). */
const COMMANDS: Record<string, { summary: string; load: () => Promise<{ run: Run }> }> = {
  start: { summary: "Start Touchline and keep it running", load: () => import("./commands/start.ts") },
  migrate: {
    summary: "Bring the database to the newest schema",
    load: () => import("./commands/migrate.ts"),
  },
  "first-admin": {
    summary: "Print a one-time link that makes the first administrator, where there is none yet",
    load: () => import("./commands/first-admin.ts"),
  },
  import: { summary: "Import files by a mapping", load: () => import("./commands/import.ts") },
  runs: { summary: "List import runs", load: () => import("./commands/runs.ts") },
  rejected: {
    summary: "Write what was left out of a run as CSV",
    load: () => import("./commands/rejected.ts"),
  },
  undo: { summary: "Take an import run back", load: () => import("./commands/undo.ts") },
  mapping: { summary: "List, show, store or propose mappings", load: () => import("./commands/mapping.ts") },
  rollups: {
    summary: "Verify the rollups against the answers, or rebuild them",
    load: () => import("./commands/rollups.ts"),
  },
  ask: {
    summary: "Print the product's answer to a question as JSON",
    load: () => import("./commands/ask.ts"),
  },
  sample: {
    summary: "Load the sample company, or a large file for measuring; or write the files to a folder",
    load: () => import("./commands/sample.ts"),
  },
  template: {
    summary:
      "Add a template's departments, touchpoints and channels (general, hotel, retail, airline, airport)",
    load: () => import("./commands/template.ts"),
  },
};

function help(): void {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  say("Usage: npm run touchline -- COMMAND [ARGUMENTS]");
  say();
  for (const [name, { summary }] of Object.entries(COMMANDS)) say(`  ${name.padEnd(width)}  ${summary}`);
}

/** Runs the command named by args. Exit code: 0 done, 1 it failed (said in one line on stderr), 2 no such command. */
async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    help();
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    complain(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(", ")}`);
    return 2;
  }
  try {
    await (await command.load()).run(args);
    return 0;
  } catch (error) {
    complain(await explain(error));
    if (process.env["TOUCHLINE_DEBUG"]) complain(String(error instanceof Error ? error.stack : error));
    if (process.env["TOUCHLINE_DEBUG"] && error instanceof AppError && error.cause)
      complain(String(error.cause));
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
