import { createDb } from "../src/client.ts";
import { runImport } from "../src/commands/import.ts";
import { importOf, inBatches, scope } from "./importing.ts";
import { killedRows } from "./killed-rows.ts";

/** The process that the kill test ends: imports one version of the rows, and says when it begins and ends. */
const [url = "", version = "0"] = process.argv.slice(2);
const { db, close } = createDb(url);
const outcomes = killedRows(Number(version));
process.stdout.write("begun\n");
const { batches: _, ...input } = importOf(outcomes);
await runImport(db, scope, {
  ...input,
  batches: inBatches(outcomes, 100),
  chunkRecords: 300,
  onProgress: ({ phase }) => process.stdout.write(`${phase}\n`),
});
process.stdout.write("ended\n");
await close();
