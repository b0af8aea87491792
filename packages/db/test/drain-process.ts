import { createDb } from "../src/client.ts";
import { drain } from "../src/commands/rollups.ts";

// Run by a test that kills it: drains in small batches and says so after each.
const [, , url = "", batch = "10"] = process.argv;
const { db, close } = createDb(url, { max: 1 });
while ((await drain(db, Number(batch))) > 0) process.stdout.write(".");
await close();
