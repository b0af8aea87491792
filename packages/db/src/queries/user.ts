import {
  ROLE_PERMISSIONS,
  ROLES,
  type Role,
  type Scope,
  type THEMES,
  type UserState,
} from "@touchline/domain/access";
import { and, asc, eq, ilike, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "../client.ts";
import { partOf } from "../part-of.ts";
import { organisation } from "../schema/organisation.ts";
import { session, user } from "../schema/user.ts";
import { sessionHolds } from "./session.ts";

export interface SessionUser {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly departmentIds: readonly number[];
  /** null: the organisation's. */
  readonly timeZone: string | null;
  readonly theme: (typeof THEMES)[number];
  /** required: the role may do nothing without, and no provider answered for it. confirmed: it is set up. */
  readonly secondFactor: { readonly required: boolean; readonly confirmed: boolean };
  /** The admin who looks at Touchline as this user, and until when. The sign-in and the second factor are the admin's. */
  readonly seenBy: { readonly id: number; readonly email: string; readonly until: Date } | null;
  readonly sessionId: string;
  readonly lastSeenAt: Date;
}

// Drizzle leaves table names out of a query over one table: in a subquery they must be written out.
const departmentIds = sql<number[]>`array(
  select department_id from user_department where user_id = user_account.id order by department_id)`;
const secondFactorConfirmed = sql<boolean>`exists (
  select 1 from second_factor f where f.user_id = user_account.id and f.confirmed_at is not null)`;

const owner = alias(user, "owner");
const MAY_SEE_AS = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes("users:write"));

/** Whom a sign-in shows: its owner, or the user that an admin looks as, as long as that is allowed. */
const shownId = (now: Date) => sql`coalesce((
  select shown.id from user_account shown where shown.id = ${session.seesAsId} and shown.disabled_at is null
    and ${session.seesAsUntil} > ${now} and ${inArray(owner.role, MAY_SEE_AS)}), ${session.userId})`;

/**
 * The user behind a sign-in that still holds: neither ended nor expired nor idle, and its owner not disabled. Else null.
 * Where an admin looks as somebody else, it is that user, seen by the admin.
 */
export async function readSessionUser(
  db: Queryable,
  _scope: Scope,
  input: { sessionId: string; now: Date },
): Promise<SessionUser | null> {
  const [row] = await db
    .select({
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      departmentIds,
      timeZone: user.timeZone,
      theme: user.theme,
      required: sql<boolean>`${owner.role} = any (${organisation.secondFactorRoles}) and not ${session.secondFactorElsewhere}`,
      confirmed: sql<boolean>`exists (
        select 1 from second_factor f where f.user_id = owner.id and f.confirmed_at is not null)`,
      ownerId: owner.id,
      ownerEmail: owner.email,
      until: session.seesAsUntil,
      sessionId: session.id,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .innerJoin(owner, eq(owner.id, session.userId))
    .innerJoin(user, eq(user.id, shownId(input.now)))
    .innerJoin(organisation, eq(organisation.id, 1))
    .where(and(eq(session.id, input.sessionId), sessionHolds(input.now), isNull(owner.disabledAt)))
    // Asked by every request: a connection plans it once, since planning takes five times as long as reading.
    .prepare("session_user")
    .execute();
  if (!row) return null;
  const { required, confirmed, ownerId: id, ownerEmail: email, until, ...rest } = row;
  const seenBy = id === rest.id || until === null ? null : { id, email, until };
  return { ...rest, seenBy, secondFactor: { required, confirmed } };
}

export interface Credentials {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
  /** Whether this user has signed in from the address before. */
  readonly addressKnown: boolean;
}

/** What sign-in by password needs to decide. Disabled users have none. */
export async function readCredentials(
  db: Queryable,
  _scope: Scope,
  input: { email: string; knownAt: string | null },
): Promise<Credentials | null> {
  const [row] = await db
    .select({
      id: user.id,
      name: user.name,
      email: user.email,
      passwordHash: user.passwordHash,
      addressKnown: sql<boolean>`exists (
        select 1 from known_address k where k.user_id = user_account.id and k.address = ${input.knownAt})`,
    })
    .from(user)
    .where(and(eq(user.email, input.email.trim().toLowerCase()), isNull(user.disabledAt)));
  return row ?? null;
}

/** How many users there are, disabled ones included. */
export async function countUsers(db: Queryable, _scope: Scope): Promise<number> {
  return db.$count(user);
}

export interface UserRow {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly departmentIds: readonly number[];
  readonly state: UserState;
  readonly secondFactor: boolean;
  /** Has signed in by single sign-on and may do so again. */
  readonly singleSignOn: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  /** Until when the invitation can be accepted; null: there is none open. */
  readonly invitedUntil: Date | null;
}

const hasIdentity = sql<boolean>`exists (select 1 from user_identity i where i.user_id = user_account.id)`;
const stateOf = sql<UserRow["state"]>`case when ${user.disabledAt} is not null then 'disabled'
  when ${user.passwordHash} is null and not ${hasIdentity} then 'invited' else 'active' end`;

export interface UserFilter {
  readonly userId?: number | undefined;
  /** Part of the name or of the address. */
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: UserRow["state"] | undefined;
  /** 1,000 unless told otherwise. */
  readonly limit?: number | undefined;
}

/** Users by name, without anything that could let somebody in. */
export async function listUsers(
  db: Queryable,
  _scope: Scope,
  now: Date,
  filter: UserFilter = {},
): Promise<UserRow[]> {
  const { userId, search, role, state, limit = 1_000 } = filter;
  const instant = (value: number | null) => (value === null ? null : new Date(value));
  const rows = await db
    .select({
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      departmentIds,
      state: stateOf,
      secondFactor: secondFactorConfirmed,
      singleSignOn: hasIdentity,
      createdAt: user.createdAt,
      lastSeenAt: sql<number | null>`(
        select (extract(epoch from max(s.last_seen_at)) * 1000)::float8 from session s where s.user_id = user_account.id)`,
      invitedUntil: sql<number | null>`(
        select (extract(epoch from max(l.expires_at)) * 1000)::float8 from user_link l
        where l.user_id = user_account.id and l.kind = 'invitation' and l.used_at is null and l.expires_at > ${now})`,
    })
    .from(user)
    .where(
      and(
        userId === undefined ? undefined : eq(user.id, userId),
        search ? or(ilike(user.name, partOf(search)), ilike(user.email, partOf(search))) : undefined,
        role && eq(user.role, role),
        state && eq(stateOf, state),
      ),
    )
    .orderBy(asc(user.name), asc(user.id))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    lastSeenAt: instant(row.lastSeenAt),
    invitedUntil: instant(row.invitedUntil),
  }));
}
