import type { Scope } from "@touchline/domain/access";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { organisation } from "../schema/organisation.ts";
import { session } from "../schema/user.ts";

/** A sign-in holds at `now` (of session, joined with the one row of organisation). The limits count as they are set now. */
export const sessionHolds = (now: Date) => sql`${session.endedAt} is null and ${session.expiresAt} > ${now}
  and ${session.createdAt} > ${now}::timestamptz - make_interval(mins => ${organisation.sessionAbsoluteMinutes})
  and ${session.lastSeenAt} > ${now}::timestamptz - make_interval(mins => ${organisation.sessionIdleMinutes})`;

export interface OpenSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly address: string | null;
  readonly agent: string | null;
}

/** The actor's own sign-ins that hold, the latest visit first. */
export async function listOwnSessions(db: Queryable, scope: Scope, now: Date): Promise<OpenSession[]> {
  return db
    .select({
      id: session.id,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      address: session.address,
      agent: session.agent,
    })
    .from(session)
    .innerJoin(organisation, eq(organisation.id, 1))
    .where(and(eq(session.userId, scope.actor.userId ?? 0), sessionHolds(now)))
    .orderBy(desc(session.lastSeenAt), desc(session.createdAt));
}
