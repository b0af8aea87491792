import { rebuildRollups, verifyRollups } from "@touchline/db/commands/rollups";
import { AppError } from "@touchline/domain/errors";
import { misused, readArguments } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { count, say } from "../terminal.ts";

const USAGE = "rollups verify|rebuild";
const SHOWN = 10;

/** Compares every counter with the answers, or puts the counters right. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = readArguments(args, USAGE, {});
  const [action] = positionals;
  if (action !== "verify" && action !== "rebuild") misused(USAGE);
  const { db, close } = await openDatabase();
  try {
    if (action === "rebuild") {
      say(`${count(await rebuildRollups(db))} cells put right.`);
      return;
    }
    const wrong = await verifyRollups(db);
    for (const { rollup, key, missing } of wrong.slice(0, SHOWN)) {
      say(`${rollup} ${JSON.stringify(key)}: answers missing by score ${missing.join(" ")}`);
    }
    if (wrong.length > 0) {
      throw new AppError(
        "conflict",
        `${wrong.length} cells or more differ from the answers: npm run touchline -- rollups rebuild`,
      );
    }
    say("Every counter equals the answers.");
  } finally {
    await close();
  }
}
