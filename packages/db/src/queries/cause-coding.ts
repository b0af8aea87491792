import type { Scope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { type ContactQuery, contactsOf, isIn, midnight, reasonOf, withCause } from "./contacts.ts";

type Plain<Row> = { [key in keyof Row]: Row[key] };

export interface ReasonRow {
  /** As most of its contacts have it. */
  readonly reason: string;
  readonly contacts: number;
  /** Contacts whose cause an import or a reviewer says: a rule is not asked there. */
  readonly otherwise: number;
  /** The touchpoint of its rule; null = it has none. */
  readonly rule: string | null;
}

/** Reasons of the contacts of a range with their rules, the most frequent first; rules of other reasons last. */
export async function listReasons(
  db: Queryable,
  _scope: Scope,
  { range }: { range: DayRange },
): Promise<ReasonRow[]> {
  const { rows } = await db.execute<Plain<ReasonRow>>(sql`
    select coalesce(c.reason, r.reason) reason, coalesce(c.contacts, 0) contacts,
      coalesce(c.otherwise, 0) otherwise, t.slug rule
    from (
      select ${reasonOf(sql`reason`)} key, mode() within group (order by btrim(reason)) reason, count(*)::int contacts,
        count(*) filter (where cause_from in ('hand', 'import'))::int otherwise
      from (${withCause(contactsOf({ range, by: null, roles: ["service"] }))}) c where btrim(reason) <> '' group by 1) c
    full join cause_rule r on r.reason = c.key left join touchpoint t on t.id = r.touchpoint_id
    order by contacts desc, reason limit 500`);
  return rows;
}

export interface ContactToCode {
  readonly id: number;
  readonly day: string;
  readonly touchpoint: string;
  readonly channel: string;
  readonly reason: string | null;
  readonly words: string;
}

type SampleQuery = Pick<ContactQuery, "range" | "channels" | "segments"> & { readonly userId: number };

/** SELECT of the service contacts of a range with the customer's own words: the contact's, or those of its survey. */
const contactsWithWords = ({ range, channels, segments, userId }: SampleQuery): SQL => sql`
  with told as (
    select id, comment words from interaction
    where comment is not null and at >= ${midnight(range.from)} and at < ${midnight(range.to)}
    union all
    select l.record_id, s.comment from submission s join ledger l on l.key = s.interaction_key and l.kind = 'interaction'
    where s.interaction_key is not null and s.comment is not null and s.at >= ${midnight(range.from)})
  select i.*, told.words, t.name touchpoint,
    exists (select from cause_coding k where k.interaction_id = i.id and k.user_id = ${userId}) coded
  from (select distinct on (id) * from told order by id, words) told join interaction i on i.id = told.id
    join touchpoint t on t.id = i.touchpoint_id
  where i.at >= ${midnight(range.from)} and i.at < ${midnight(range.to)}
    and (t.role = 'service' or i.opened_at is not null)
    and ${isIn(sql`i.channel_id`, channels)} and ${isIn(sql`i.segment_id`, segments)}`;

/**
 * Contacts of a range with the customer's own words, which the user has not read yet. All reviewers get them in the same
 * order, drawn by lot, so that what they say can be compared.
 */
export async function listContactsToCode(
  db: Queryable,
  _scope: Scope,
  query: SampleQuery & { limit: number },
): Promise<ContactToCode[]> {
  const { rows } = await db.execute<Plain<ContactToCode>>(sql`
    select w.id::float8 id, to_char(w.at at time zone (select time_zone from organisation), 'YYYY-MM-DD') "day",
      w.touchpoint, h.name channel, w.reason, w.words
    from (${contactsWithWords(query)}) w join channel h on h.id = w.channel_id
    where not w.coded order by md5(w.id::text) limit ${query.limit}`);
  return rows;
}

/** How many contacts of a range have words of the customer, and how many of those the user has read. */
export async function countContactsToCode(
  db: Queryable,
  _scope: Scope,
  query: SampleQuery,
): Promise<{ readonly withWords: number; readonly read: number }> {
  const { rows } = await db.execute<{ withWords: number; read: number }>(sql`
    select count(*)::int "withWords", count(*) filter (where coded)::int "read" from (${contactsWithWords(query)}) w`);
  return rows[0] ?? { withWords: 0, read: 0 };
}

export interface CodedTwice {
  readonly oneId: number;
  readonly otherId: number;
  readonly one: string;
  readonly other: string;
  /** What each said; null = the words do not tell. */
  readonly oneSaid: number | null;
  readonly otherSaid: number | null;
  readonly contacts: number;
}

/** Contacts that two reviewers have read, by the reviewers' names and by what each said; and how many were read at all. */
export async function codingCounts(
  db: Queryable,
  _scope: Scope,
): Promise<{ readonly coded: number; readonly twice: readonly CodedTwice[] }> {
  const [coded, twice] = await Promise.all([
    db.execute<{ coded: number }>(
      sql`select count(distinct interaction_id)::int coded from cause_coding where touchpoint_id is not null`,
    ),
    db.execute<Plain<CodedTwice>>(sql`
      select a.user_id "oneId", b.user_id "otherId", u.name one, v.name other, a.touchpoint_id "oneSaid", b.touchpoint_id "otherSaid", count(*)::int contacts
      from cause_coding a join cause_coding b on b.interaction_id = a.interaction_id and b.user_id > a.user_id
        join user_account u on u.id = a.user_id join user_account v on v.id = b.user_id
      group by 1, 2, 3, 4, 5, 6 order by a.user_id, b.user_id`),
  ]);
  return { coded: coded.rows[0]?.coded ?? 0, twice: twice.rows };
}
