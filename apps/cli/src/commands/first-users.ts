import { systemScope } from "@touchline/domain/access";
import { openDatabase } from "../database.ts";
import { makeFirstUsers } from "../first-run.ts";
import { say } from "../terminal.ts";

/** For a deployment that is not started by `start`: users of each role, whose passwords are shown this once. */
export async function run(): Promise<void> {
  const { db, close } = await openDatabase();
  try {
    const url = process.env["NEXTAUTH_URL"] || "the address of your Touchline";
    const text = await makeFirstUsers(db, systemScope("command line"), url, async (made) => say(made));
    if (!text) say("There are users already.");
  } finally {
    await close();
  }
}
