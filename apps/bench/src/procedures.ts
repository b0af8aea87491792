import { createContext } from "@touchline/api/context";
import { createCaller } from "@touchline/api/root";
import type { Db } from "@touchline/db/client";
import { createSession } from "@touchline/db/commands/session";
import { createUser } from "@touchline/db/commands/user";
import { systemScope } from "@touchline/domain/access";
import { measure, type Timing } from "./measure.ts";

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
const QUARTER = { ...YEAR, period: "custom", from: "2025-09-17", to: "2025-12-15" } as const;

type Caller = ReturnType<typeof createCaller>;

/** What the pages ask, each with all that its page asks in one request. */
const PAGES: readonly { readonly name: string; readonly ask: (call: Caller) => Promise<unknown> }[] = [
  { name: "Overview, headline figures alone", ask: (call) => call.experience.summary(YEAR) },
  { name: "Overview, what needs you alone", ask: (call) => call.movers.list(YEAR) },
  { name: "Overview, the whole page", ask: (call) => overview(call, YEAR) },
  { name: "Overview, one segment", ask: (call) => overview(call, { ...YEAR, segment: "segment-3" }) },
  { name: "Overview, 90 days in the middle of months", ask: (call) => overview(call, QUARTER) },
  {
    name: "Department",
    ask: (call) => {
      const input = { ...YEAR, slug: "department-1" };
      return Promise.all([call.departments.get(input), call.departments.trend(input)]);
    },
  },
  {
    name: "Touchpoint",
    ask: (call) => {
      const input = { ...YEAR, slug: "touchpoint-7" };
      return Promise.all([call.touchpoints.get(input), call.touchpoints.trend(input)]);
    },
  },
  {
    name: "Channel",
    ask: (call) => {
      const input = { ...YEAR, slug: "channel-7" };
      return Promise.all([call.channels.get(input), call.channels.trend(input)]);
    },
  },
  { name: "Records behind the experience score, first page", ask: (call) => call.records.list(YEAR) },
];

const overview = (call: Caller, input: Parameters<Caller["experience"]["summary"]>[0]) =>
  Promise.all([
    call.experience.view(input),
    call.experience.summary(input),
    call.experience.trend(input),
    call.movers.list(input),
    call.departments.list(input),
    call.journey.list(input),
    call.freshness.list(),
  ]);

/** Times the pages' questions, a request of its own each time, as a signed-in executive asks them. */
export async function benchProcedures(db: Db, times: number): Promise<Map<string, Timing>> {
  const userId = await createUser(db, scope, {
    email: "bench@example.com",
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
  const request = () =>
    createCaller(
      createContext({ db, now: NOW, requestId: "bench", log, sessionId, address: null, installation: null }),
    );
  const timings = new Map<string, Timing>();
  for (const { name, ask } of PAGES) timings.set(name, await measure(() => ask(request()), times));
  return timings;
}
