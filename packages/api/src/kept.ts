import type { Db } from "@touchline/db/client";
import { readAnswersVersion } from "@touchline/db/queries/answers-version";
import type { Reads } from "./view.ts";

/** How many answers are kept for each database; the longest unused go first. */
const KEPT = 64;

const memories = new WeakMap<Db, Map<string, Promise<unknown>>>();

/**
 * What takes long to work out and stays true until answers change: kept in this process under the version of the
 * answers that it was read at. key: all else that it depends on, and nothing else; one key, one kind of answer.
 */
export async function keptWhileUnchanged<Answer>(
  reads: Pick<Reads, "db" | "scope">,
  key: string,
  read: () => Promise<Answer>,
): Promise<Answer> {
  const { version, settled } = await readAnswersVersion(reads.db, reads.scope);
  const memory = memories.get(reads.db) ?? new Map<string, Promise<unknown>>();
  memories.set(reads.db, memory);
  const name = `${version} ${key}`;
  const found = memory.get(name);
  memory.delete(name);
  const answer = found ?? read();
  if (found || settled) memory.set(name, answer);
  answer.catch(() => memory.delete(name));
  for (const oldest of memory.keys()) {
    if (memory.size <= KEPT) break;
    memory.delete(oldest);
  }
  // Sound as long as each key is used with one kind of read, which the callers' key prefixes see to.
  return answer as Promise<Answer>;
}
