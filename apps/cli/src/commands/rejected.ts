import { once } from "node:events";
import { csvLine } from "@touchline/api/csv";
import { getRun } from "@touchline/db/queries/runs";
import { systemScope } from "@touchline/domain/access";
import { readArguments, runNumber } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { leftOut, problemPages } from "./import.ts";

const USAGE = "rejected RUN > FILE.csv";

/** Writes what was left out of a run as CSV, formulas made harmless. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = readArguments(args, USAGE, {});
  const runId = runNumber(positionals[0], USAGE);
  const scope = systemScope("command line");
  const database = await openDatabase();
  try {
    await getRun(database.db, scope, runId);
    process.stdout.write(csvLine(["row", "left out", "column", "value", "reason"]));
    for await (const page of problemPages(database.db, scope, runId)) {
      const lines = page.map((one) =>
        csvLine([one.row, leftOut(one.severity), one.column, one.value, one.reason]),
      );
      const ready = process.stdout.write(lines.join(""));
      // Where the reader of a pipe has gone there is nothing to wait for.
      if (!ready) await once(process.stdout, "drain").catch(() => undefined);
    }
  } finally {
    await database.close();
  }
}
