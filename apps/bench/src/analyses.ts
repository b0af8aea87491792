import { createContext } from "@touchline/api/context";
import { KeptAnswers } from "@touchline/api/kept-answers";
import { createCaller } from "@touchline/api/root";
import type { Db } from "@touchline/db/client";
import { createSession } from "@touchline/db/commands/session";
import { createUser } from "@touchline/db/commands/user";
import { systemScope } from "@touchline/domain/access";
import { differencesOf, openFromRows } from "./from-rows.ts";
import { measure, ms, type Timing, times } from "./measure.ts";

const scope = systemScope("bench");
/** The day after the last answer, so that the full months before it are all there. */
const NOW = new Date("2026-01-01T12:00:00Z");
const YEAR = {
  period: "last_12_full_months",
  from: null,
  to: null,
  compare: "previous_period",
  evidence: "headline",
} as const;

type Caller = ReturnType<typeof createCaller>;

/** Each question that the analysis pages ask, over a year against the year before. */
const ANALYSES: Readonly<Record<string, (call: Caller) => Promise<unknown>>> = {
  "experience.summary": (call) => call.experience.summary(YEAR),
  "experience.trend, months": (call) => call.experience.trend(YEAR),
  "experience.trend, weeks": (call) => call.experience.trend({ ...YEAR, weekly: true }),
  "movers.list": (call) => call.movers.list(YEAR),
  "departments.list": (call) => call.departments.list(YEAR),
  "journey.list": (call) => call.journey.list(YEAR),
  "journey.map": (call) => call.journey.map(YEAR),
  "service.summary": (call) => call.service.summary(YEAR),
  "service.trend, months": (call) => call.service.trend(YEAR),
  "service.trend, weeks": (call) => call.service.trend({ ...YEAR, weekly: true }),
  "service.rescues": (call) => call.service.rescues(YEAR),
  "failure.summary": (call) => call.failure.summary(YEAR),
  "failure.breakdown": (call) => call.failure.breakdown({ ...YEAR, by: "department" }),
  "failure.matrix": (call) => call.failure.matrix(YEAR),
  "failure.trend": (call) => call.failure.trend(YEAR),
  "failure.segments": (call) => call.failure.segments(YEAR),
  "causes.sample": (call) => call.causes.sample(YEAR),
  "channels.list": (call) => call.channels.list(YEAR),
  "channels.contacts": (call) => call.channels.contacts(YEAR),
  "channels.paths": (call) => call.channels.paths(YEAR),
  "channels.matrix": (call) => call.channels.matrix(YEAR),
  "consistency.list": (call) => call.consistency.list(YEAR),
  "consistency.audits": (call) => call.consistency.audits(YEAR),
  "drivers.list": (call) => call.drivers.list(YEAR),
  "expectation.get": (call) => call.expectation.get(YEAR),
  "segments.matrix": (call) => call.segments.matrix(YEAR),
  "segments.split": (call) => call.segments.split(YEAR),
  "changes.list, channels": (call) => call.changes.list({ ...YEAR, by: "channel" }),
  "changes.list, segments": (call) => call.changes.list({ ...YEAR, by: "segment" }),
  "voice.summary": (call) => call.voice.summary(YEAR),
  "voice.topics": (call) => call.voice.topics(YEAR),
  "voice.list, a word": (call) => call.voice.list({ ...YEAR, search: "refund" }),
  "trust.get": (call) => call.trust.get(YEAR),
  "records.list": (call) => call.records.list(YEAR),
  "comments.list": (call) => call.comments.list(YEAR),
};

export interface AnalysisTimes {
  readonly name: string;
  /** Nothing of it was asked since something was written. */
  readonly first: Timing;
  /** Asked again, as the product keeps answers. */
  readonly again: Timing;
  /** Milliseconds of the same procedure with every rollup replaced by the answers themselves; null = not asked for. */
  readonly rows: number | null;
  /** Places in which the two answers differ. */
  readonly different: readonly string[];
}

/** Times each analysis as an executive asks it and, with `url`, compares its answer with that from raw rows. */
export async function* benchAnalyses(
  db: Db,
  url: string | null,
  calls: number,
): AsyncGenerator<AnalysisTimes> {
  const userId = await createUser(db, scope, {
    email: "analyses@example.com",
    name: "Bench",
    role: "executive",
    passwordHash: null,
    departmentIds: [],
  });
  const sessionId = await createSession(db, scope, { userId, now: NOW });
  const log = {
    error: ({ cause }: { cause: unknown }) => {
      throw cause;
    },
  };
  const fixed = { now: NOW, requestId: "bench", log, sessionId, address: null, installation: null };
  // What is kept for a database is kept for the object: one of its own has nothing.
  const unasked = (of: Db) => createCaller(createContext({ ...fixed, db: new Proxy(of, {}) }));
  const keptAnswers = new KeptAnswers({ most: 300, longestMs: Number.POSITIVE_INFINITY });
  const asked = () => createCaller(createContext({ ...fixed, db, keptAnswers }));
  const raw = url === null ? null : await openFromRows(db, url);
  try {
    for (const [name, ask] of Object.entries(ANALYSES)) {
      const first = await measure(() => ask(unasked(db)), calls);
      const again = await measure(() => ask(asked()), calls);
      const from = performance.now();
      const theirs = raw && (await ask(unasked(raw.db)));
      const rows = raw && performance.now() - from;
      yield { name, first, again, rows, different: raw ? differencesOf(await ask(asked()), theirs) : [] };
    }
  } finally {
    await raw?.close();
  }
}

export const ANALYSIS_HEADER = [
  "Procedure, a year against the year before",
  "Answers",
  "First view, median / p95 (ms)",
  "Asked again (ms)",
  "From rows (ms)",
  "Rows : first view",
] as const;

export const analysisRow = (size: string, { name, first, again, rows }: AnalysisTimes): string[] => [
  name,
  size,
  `${ms(first.median)} / ${ms(first.p95)}`,
  ms(again.median),
  rows === null ? "" : ms(rows),
  rows === null ? "" : times(rows / first.median),
];
