import { findDatabase } from "../database.ts";
import { say } from "../terminal.ts";

/** Brings the database to the newest schema and ends: for a deployment whose web process may not change the schema. */
export async function run(): Promise<void> {
  const { close } = await findDatabase();
  await close();
  say("The database has the newest schema.");
}
