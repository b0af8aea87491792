import type { Db } from "@touchline/db/client";
import { readAnswersVersion } from "@touchline/db/queries/answers-version";
import { systemScope } from "@touchline/domain/access";
import { ask } from "./ask.ts";
import type { Log } from "./context.ts";
import type { KeptAnswers } from "./kept-answers.ts";
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

/** What else the pages ask as they open. */
const PAGES = [
  { name: "experience.view" },
  { name: "experience.summary" },
  { name: "experience.trend", weekly: true },
  { name: "movers.list" },
  { name: "departments.list" },
  { name: "journey.list" },
  { name: "expectation.get" },
  { name: "segments.split" },
  { name: "service.trend", weekly: true },
  { name: "failure.summary" },
  { name: "failure.breakdown", by: "touchpoint" },
  { name: "failure.breakdown", by: "department" },
  { name: "failure.matrix" },
  { name: "failure.trend" },
  { name: "failure.segments" },
  { name: "channels.list" },
  { name: "channels.contacts" },
  { name: "channels.paths" },
  { name: "channels.matrix" },
  { name: "consistency.list" },
  { name: "segments.matrix" },
  { name: "changes.list", by: "channel" },
] as const;

const SCOPE = systemScope("preparing");
/** Remembered answers hold for a quarter of an hour at most. */
const QUARTER_MS = 900_000;

interface Options {
  /** The period that pages open with. */
  readonly first: ViewInput["period"];
  /** Where a request looks for what was answered before. */
  readonly keptAnswers: KeptAnswers;
  readonly log: Log;
  readonly clock: () => Date;
  readonly stopped: () => boolean;
}

/** Changes whenever what was prepared no longer holds; null while somebody writes, when nothing can be kept. */
async function markOf(db: Db, now: Date): Promise<string | null> {
  const { version, settled } = await readAnswersVersion(db, SCOPE);
  return settled ? `${version} ${Math.floor(now.getTime() / QUARTER_MS)}` : null;
}

/** Periods for which what takes long is prepared, too. */
const PERIODS = ["last_30_days", "last_90_days", "year_to_date", "last_12_months"] as const;

/** What is asked, in its order: the period that pages open with on all of them, then what takes long for some others. */
function questionsFrom(first: ViewInput["period"]) {
  const long = (period: ViewInput["period"]) => LONG.map((name) => ({ name, input: { period } }));
  const pages = PAGES.map(({ name, ...more }) => ({ name, input: { period: first, ...more } }));
  return [...long(first), ...pages, ...PERIODS.filter((period) => period !== first).flatMap(long)];
}

/**
 * Asks for what pages show before anybody does, as whoever sees all records, so that the first to open a page finds it
 * kept. The function returned looks once whether there is something to do, and does it when answers have been at rest
 * since it looked the last time; it leaves off when they change, or when `stopped` says so. It throws what a question throws.
 */
export function analysesPreparer(db: Db, options: Options): () => Promise<void> {
  const { first, keptAnswers, log, clock, stopped } = options;
  let [seen, done]: [string | null, string | null] = [null, null];
  return async () => {
    const mark = await markOf(db, clock());
    const rested = mark === seen;
    seen = mark;
    if (mark === null || mark === done || !rested) return;
    for (const question of questionsFrom(first)) {
      if (stopped() || (await markOf(db, clock())) !== mark) return;
      await ask(db, { ...question, now: clock() }, log, keptAnswers);
    }
    done = mark;
  };
}
