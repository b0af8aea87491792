import { findDatabase } from "../database.ts";
import { say } from "../terminal.ts";

export async function run(): Promise<void> {
  const { url, close } = await findDatabase();
  say(url);
  await close();
}
