import type { Role, Scope } from "@touchline/domain/access";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { session, user, userDepartment } from "../schema/user.ts";

export interface SessionUser {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly departmentIds: readonly number[];
  readonly sessionId: string;
  readonly lastSeenAt: Date;
}

/** The user behind a sign-in that still holds: neither ended nor expired nor idle, and the user not disabled. Else null. */
export async function readSessionUser(
  db: Queryable,
  _scope: Scope,
  input: { sessionId: string; now: Date; idleMs: number },
): Promise<SessionUser | null> {
  const [row] = await db
    .select({
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      departmentIds: sql<
        number[]
      >`coalesce((select array_agg(${userDepartment.departmentId} order by ${userDepartment.departmentId})
        from ${userDepartment} where ${userDepartment.userId} = ${user.id}), '{}')`,
      sessionId: session.id,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(
      and(
        eq(session.id, input.sessionId),
        isNull(session.endedAt),
        gt(session.expiresAt, input.now),
        gt(session.lastSeenAt, new Date(input.now.getTime() - input.idleMs)),
        isNull(user.disabledAt),
      ),
    );
  return row ?? null;
}

/** What sign-in by password needs to decide. Disabled users have none. */
export async function readCredentials(
  db: Queryable,
  _scope: Scope,
  input: { email: string },
): Promise<{ id: number; name: string; email: string; passwordHash: string | null } | null> {
  const [row] = await db
    .select({ id: user.id, name: user.name, email: user.email, passwordHash: user.passwordHash })
    .from(user)
    .where(and(eq(user.email, input.email.trim().toLowerCase()), isNull(user.disabledAt)));
  return row ?? null;
}

/** How many users there are, disabled ones included. */
export async function countUsers(db: Queryable, _scope: Scope): Promise<number> {
  return db.$count(user);
}
