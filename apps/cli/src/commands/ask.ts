import { ask, QUESTIONS } from "@touchline/api/ask";
import { AppError } from "@touchline/domain/errors";
import { readArguments } from "../arguments.ts";
import { openDatabase } from "../database.ts";
import { problemLine } from "../problem.ts";
import { complain, say } from "../terminal.ts";

const USAGE = "ask QUESTION [JSON]";

/** Prints the product's own answer to a question as JSON, as an executive would see it; without one, the questions. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = readArguments(args, USAGE, {});
  const [name, json = "{}"] = positionals;
  if (name === undefined) {
    say(`Usage: touchline ${USAGE}`);
    for (const question of QUESTIONS) say(`  ${question}`);
    return;
  }
  const input = parse(json);
  const { db, close } = await openDatabase();
  try {
    const log = { error: ({ cause }: { cause: unknown }) => complain(problemLine(cause)) };
    say(JSON.stringify(await ask(db, { name, input, now: new Date() }, log), null, 2));
  } finally {
    await close();
  }
}

function parse(json: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(json);
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return { ...input };
  } catch {
    // Told below, in the same words.
  }
  throw new AppError("invalid", `The question's input must be a JSON object, not ${json.slice(0, 100)}`);
}
