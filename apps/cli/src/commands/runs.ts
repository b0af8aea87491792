import { listRuns } from "@touchline/db/queries/runs";
import { systemScope } from "@touchline/domain/access";
import { readArguments } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { count, say, table } from "../terminal.ts";

const LIMIT = 200;

/** Lists the newest import runs. */
export async function run(args: string[]): Promise<void> {
  const { values } = readArguments(args, "runs [--json]", { json: { type: "boolean", default: false } });
  const database = await openDatabase();
  try {
    const runs = await listRuns(database.db, systemScope("command line"), { limit: LIMIT });
    if (values.json) say(JSON.stringify(runs, null, 2));
    else if (runs.length === 0) say("Nothing has been imported yet: npm run touchline -- import FILE");
    else {
      table(
        [
          "run",
          "file",
          "source",
          "status",
          "started",
          "accepted",
          "rejected",
          "created",
          "corrected",
          "unchanged",
        ],
        runs.map((one) => [
          String(one.id),
          one.fileName,
          one.source,
          one.error === null ? one.status : `${one.status}: ${one.error}`,
          `${one.startedAt.toISOString().slice(0, 16).replace("T", " ")} UTC`,
          ...[one.accepted, one.rejected, one.created, one.corrected, one.unchanged].map(count),
        ]),
      );
    }
  } finally {
    await database.close();
  }
}
