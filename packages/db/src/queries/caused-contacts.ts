import type { Scope } from "@touchline/domain/access";
import type { CauseBasis } from "@touchline/domain/causes";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import type { CauseQuery } from "./causes.ts";
import { contactsOf, isIn, OWNERS, withCause } from "./contacts.ts";

/** Which contacts are listed: all, those that another touchpoint caused, those of a known or of no known cause, or of one basis. */
export type CauseChoice = "all" | "failure" | "known" | "unknown" | CauseBasis;

/**
 * Contacts that continue an earlier one's issue: where that was (channels, and who owned its touchpoint on the day of the
 * contact) and on which channel it went on; null = anywhere. same: whether channel and owner stayed the same.
 */
export interface GoneOn {
  readonly same: boolean | null;
  readonly fromChannels: readonly number[] | null;
  readonly fromDepartmentId: number | null;
  readonly toChannelId: number | null;
}

export interface CausedContactQuery extends CauseQuery {
  readonly choice: CauseChoice;
  /** What caused them; null = any. */
  readonly causeId: number | null;
  /** Who owned the cause on the day, and who owned where they came in; null = anybody. */
  readonly causeDepartmentId: number | null;
  readonly departmentId: number | null;
  /** Only contacts that these departments caused or were asked; undefined = everybody's. */
  readonly about: readonly number[] | undefined;
  /** null = also those that begin an issue. */
  readonly goneOn: GoneOn | null;
}

export interface CausedContactPage extends CausedContactQuery {
  readonly before: { readonly at: string; readonly id: number } | null;
  readonly limit: number;
}

export interface CausedContact {
  readonly id: number;
  readonly at: Date;
  /** For the cursor of the next page. */
  readonly exactly: string;
  readonly touchpoint: string;
  readonly departmentId: number | null;
  readonly channel: string;
  readonly reason: string | null;
  readonly cause: string | null;
  readonly basis: CauseBasis | null;
  readonly words: string | null;
}

/** The issue went on where it was: on the same channel, at the same owner. */
const STAYED = sql`p.channel_id = c.channel_id and e.department_id is not distinct from o.department_id`;

function meant(query: CausedContactQuery): SQL {
  const { choice, causeId, causeDepartmentId, departmentId, about, goneOn } = query;
  const own = about && sql`${`{${about.join(",")}}`}::int[]`;
  const parts = [
    choice === "failure" && sql`c.cause_id <> c.touchpoint_id`,
    choice === "known" && sql`c.cause_id is not null`,
    choice === "unknown" && sql`c.cause_id is null`,
    (choice === "rule" || choice === "import" || choice === "hand") && sql`c.cause_from = ${choice}`,
    causeId !== null && sql`c.cause_id = ${causeId}`,
    causeDepartmentId !== null && sql`f.department_id = ${causeDepartmentId}`,
    departmentId !== null && sql`o.department_id = ${departmentId}`,
    own && sql`(o.department_id = any (${own}) or f.department_id = any (${own}))`,
    ...(goneOn ? waysOf(goneOn) : []),
  ].filter((part) => part !== false && part !== undefined);
  return sql.join([sql`true`, ...parts], sql` and `);
}

const waysOf = ({ same, fromChannels, fromDepartmentId, toChannelId }: GoneOn) => [
  sql`c.continues_key is not null`,
  same !== null && (same ? STAYED : sql`not (${STAYED})`),
  fromChannels !== null && isIn(sql`p.channel_id`, fromChannels),
  fromDepartmentId !== null && sql`e.department_id = ${fromDepartmentId}`,
  toChannelId !== null && sql`c.channel_id = ${toChannelId}`,
];

/** FROM and WHERE of the contacts `c` that are meant, with who was asked `o`, who caused them `f`, and what they continue `p`. */
function causedContacts(query: CausedContactQuery): SQL {
  const owner = (alias: string, touchpoint: SQL) => {
    const o = sql.raw(alias);
    return sql`left join owners ${o} on ${o}.touchpoint_id = ${touchpoint} and c.at >= ${o}.since and c.at < ${o}.until`;
  };
  const earlier = sql`
    join ledger l on l.key = c.continues_key and l.kind = 'interaction'
    join interaction p on p.id = l.record_id and p.customer_id = l.customer_id
    ${owner("e", sql`p.touchpoint_id`)}`;
  return sql`
    from (${withCause(contactsOf({ ...query, by: null, roles: ["service"] }))}) c
      ${owner("o", sql`c.touchpoint_id`)} ${owner("f", sql`c.cause_id`)} ${query.goneOn ? earlier : sql``}
    where ${meant(query)}`;
}

/** How many service contacts are meant. */
export async function countCausedContacts(
  db: Queryable,
  _scope: Scope,
  query: CausedContactQuery,
): Promise<number> {
  const { rows } = await db.execute<{ contacts: number }>(sql`
    with owners as materialized (${OWNERS}) select count(*)::int contacts ${causedContacts(query)}`);
  return rows[0]?.contacts ?? 0;
}

/** Service contacts with what caused them, the newest first, with the customer's words: the contact's, or its survey's. */
export async function listCausedContacts(
  db: Queryable,
  _scope: Scope,
  query: CausedContactPage,
): Promise<CausedContact[]> {
  const { before, limit } = query;
  const { rows } = await db.execute<
    { [key in keyof CausedContact]: CausedContact[key] } & { at: string }
  >(sql`
    with owners as materialized (${OWNERS}),
      page as materialized (
        select c.id, c.at, c.touchpoint_id, c.channel_id, c.reason, c.comment, c.cause_id, c.cause_from, o.department_id
        ${causedContacts(query)}
          and ${before ? sql`(c.at, c.id) < (${before.at}::timestamptz, ${before.id})` : sql`true`}
        order by c.at desc, c.id desc limit ${limit}),
      said as materialized (
        select l.record_id, min(s.comment) words
        from submission s join ledger l on l.key = s.interaction_key and l.kind = 'interaction'
        where s.interaction_key is not null and s.comment is not null and s.at >= (select min(at) from page)
        group by 1)
    select p.id::float8 id, p.at, to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') exactly,
      t.name touchpoint, p.department_id "departmentId", h.name channel, nullif(btrim(p.reason), '') reason, f.name cause,
      p.cause_from basis, coalesce(p.comment, said.words) words
    from page p join touchpoint t on t.id = p.touchpoint_id join channel h on h.id = p.channel_id
      left join touchpoint f on f.id = p.cause_id
      left join said on said.record_id = p.id
    order by p.at desc, p.id desc`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
