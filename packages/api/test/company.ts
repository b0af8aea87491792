import type { Db } from "@touchline/db/client";
import { createSession } from "@touchline/db/commands/session";
import { createUser } from "@touchline/db/commands/user";
import { type Role, systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { createContext, type Log } from "../src/context.ts";
import { createCaller } from "../src/root.ts";

export const NOW = new Date("2026-03-10T12:00:00Z");
export const scope = systemScope("test");
/** Days of the two months that the tests compare. */
const MONTHS = { before: Date.UTC(2026, 0, 12, 10), now: Date.UTC(2026, 1, 12, 10) } as const;
export const FEBRUARY = {
  period: "custom",
  from: "2026-02-01",
  to: "2026-02-28",
  compare: "previous_period",
  evidence: "all",
} as const;

let serial = 0;

/** A context for somebody who is signed in with the role, or for nobody; what is logged goes to `logged`. */
export async function contextOf(
  db: Db,
  role: Role | null,
  logged: Parameters<Log["error"]>[0][] = [],
  departmentIds: number[] = [],
) {
  serial += 1;
  const userId =
    role &&
    (await createUser(db, scope, {
      email: `${role}${serial}@example.com`,
      name: role,
      role,
      passwordHash: null,
      departmentIds,
    }));
  const sessionId = userId === null ? null : await createSession(db, scope, { userId, now: NOW });
  return createContext({
    db,
    now: NOW,
    requestId: `request-${serial}`,
    log: { error: (entry) => void logged.push(entry) },
    sessionId,
    address: null,
    installation: null,
  });
}

export const callerOf = async (...input: Parameters<typeof contextOf>) =>
  createCaller(await contextOf(...input));

/** Scores of one touchpoint, on one channel, in both months. */
export interface Answered {
  readonly touchpoint: string;
  readonly channel: string;
  readonly before: readonly number[];
  readonly now: readonly number[];
}

/** A company with these touchpoints, each its own department's, and imports the answers about them. */
export async function mintCompany(
  db: Db,
  touchpoints: readonly { slug: string; role: string; department: string }[],
  answered: readonly Answered[],
): Promise<void> {
  for (const { slug, role, department } of touchpoints)
    await db.execute(sql`
      with d as (insert into department (slug, name) values (${department}, ${department})
                 on conflict (slug) do update set name = excluded.name returning id),
           t as (insert into touchpoint (slug, name, directness, role, primary_question)
                 values (${slug}, ${slug}, 'direct', ${role}::touchpoint_role, 'csat_1_5') returning id)
      insert into touchpoint_owner (touchpoint_id, valid_from, department_id) select t.id, '2000-01-01', d.id from t, d`);
  const rows = answered.flatMap(({ touchpoint, channel, ...months }) =>
    (["before", "now"] as const).flatMap((month) =>
      months[month].map((score) => {
        serial += 1;
        return submission(`s${serial}`, [answer(touchpoint, score, { channel })], { at: MONTHS[month] });
      }),
    ),
  );
  await importRows(db, rows, { fileName: `answers-${serial}.csv` });
}

/** That many answers of each score: spread({ 3: 10, 5: 20 }) is ten threes and twenty fives. */
export function spread(counts: Readonly<Record<number, number>>): number[] {
  return Object.entries(counts).flatMap(([score, count]) =>
    Array.from({ length: count }, () => Number(score)),
  );
}
