import { undoRun } from "@touchline/db/commands/undo";
import { systemScope } from "@touchline/domain/access";
import { readArguments, runNumber } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { count, say } from "../terminal.ts";

const USAGE = "undo RUN";

/** Takes an import run back. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = readArguments(args, USAGE, {});
  const runId = runNumber(positionals[0], USAGE);
  const database = await openDatabase();
  try {
    const result = await undoRun(database.db, systemScope("command line"), runId, new Date());
    say(`Run ${runId} is undone, as if it had never been imported.`);
    say(
      `  ${count(result.removed)} records removed, ${count(result.restored)} put back to what an earlier run said, ${count(result.kept)} left to other runs`,
    );
    say("  Departments, touchpoints, channels and segments that it created stay.");
  } finally {
    await database.close();
  }
}
