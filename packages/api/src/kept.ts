import type { Db } from "@touchline/db/client";
import { readAnswersVersion } from "@touchline/db/queries/answers-version";
import { KeptAnswers } from "./kept-answers.ts";
import type { Reads } from "./view.ts";

/** How many answers are kept for each database: some for each period that is prepared, and what else is asked for. */
const MOST = 400;

/** Of the process: a bundler may give pages and what runs beside them a module of their own each. */
const shared = globalThis as typeof globalThis & { touchlineKept?: WeakMap<Db, KeptAnswers> };

function memoryOf(db: Db): KeptAnswers {
  shared.touchlineKept ??= new WeakMap();
  const memory =
    shared.touchlineKept.get(db) ?? new KeptAnswers({ most: MOST, longestMs: Number.POSITIVE_INFINITY });
  shared.touchlineKept.set(db, memory);
  return memory;
}

/**
 * What takes long to work out and stays true until answers change: kept in this process under the version of the
 * answers that it was read at. key: all else that it depends on, and nothing else; one key, one kind of answer.
 */
export async function keptWhileUnchanged<Answer>(
  { db, scope, now }: Pick<Reads, "db" | "scope" | "now">,
  key: string,
  read: () => Promise<Answer>,
): Promise<Answer> {
  const { version, settled } = await readAnswersVersion(db, scope);
  return memoryOf(db).recall(key, { mark: String(version), now, keep: settled }, read);
}
