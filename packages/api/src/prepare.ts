import type { Db } from "@touchline/db/client";
import { readAnswersVersion } from "@touchline/db/queries/answers-version";
import { systemScope } from "@touchline/domain/access";
import { PERIOD_PRESETS } from "@touchline/domain/period";
import { ask } from "./ask.ts";
import type { Log } from "./context.ts";
import type { ViewInput } from "./view-input.ts";

/** Questions for which answers are looked at one by one, which takes seconds where there are millions. */
const LONG = [
  "journey.map",
  "service.summary",
  "drivers.list",
  "voice.topics",
  "voice.summary",
  "trust.get",
] as const;

const SCOPE = systemScope("preparing");

/** Changes whenever what was prepared no longer holds; null while somebody writes, when nothing can be kept. */
async function markOf(db: Db, now: Date): Promise<string | null> {
  const { version, settled } = await readAnswersVersion(db, SCOPE);
  return settled ? `${version} ${now.toISOString().slice(0, 13)}` : null;
}

/**
 * Asks for what takes long before anybody does, so that the first to open a page finds it kept: every preset against the
 * period before it, `first` of all. The function returned looks once whether there is something to do, and does it when
 * answers have been at rest since it looked the last time; it leaves off when they change, or when `stopped` says so.
 * It throws what a question throws.
 */
export function analysesPreparer(
  db: Db,
  options: {
    readonly first: ViewInput["period"];
    readonly log: Log;
    readonly clock: () => Date;
    readonly stopped: () => boolean;
  },
): () => Promise<void> {
  const { first, log, clock, stopped } = options;
  const presets = PERIOD_PRESETS.toSorted((a, b) => Number(b === first) - Number(a === first));
  const questions = presets.flatMap((period) => LONG.map((name) => ({ name, input: { period } })));
  let [seen, done]: [string | null, string | null] = [null, null];
  return async () => {
    const mark = await markOf(db, clock());
    const rested = mark === seen;
    seen = mark;
    if (mark === null || mark === done || !rested) return;
    for (const question of questions) {
      if (stopped() || (await markOf(db, clock())) !== mark) return;
      await ask(db, { ...question, now: clock() }, log);
    }
    done = mark;
  };
}
