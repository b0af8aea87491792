import type { Scope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import { type QuestionType, SCORE_SLOTS, type ScoreCounts } from "@touchline/domain/question";
import type { TouchpointRole } from "@touchline/domain/structure";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";

export const CONTACT_GROUPS = ["channel", "reason", "touchpoint", "department"] as const;
export type ContactGroup = (typeof CONTACT_GROUPS)[number];

export interface ContactQuery {
  readonly range: DayRange;
  /** The organisation's, where the caller knows it: the planner then sees from when to when, and chooses better. */
  readonly timeZone?: string | undefined;
  /** null: all contacts as one group, whose key is null. */
  readonly by: ContactGroup | null;
  /** Roles whose every interaction is a contact; elsewhere only what opened a case is one. */
  readonly roles?: readonly TouchpointRole[] | undefined;
  /** Each narrows the contacts to its list; an empty list matches nothing. */
  readonly touchpoints?: readonly number[] | undefined;
  readonly channels?: readonly number[] | undefined;
  readonly segments?: readonly number[] | undefined;
}

/** The channel's, touchpoint's or department's id as text, or the reason as it stands; null = not stated, or nobody's. */
export interface ContactKey {
  readonly key: string | null;
}

const KEYS: Readonly<Record<ContactGroup, SQL>> = {
  channel: sql`i.channel_id::text`,
  touchpoint: sql`i.touchpoint_id::text`,
  reason: sql`i.reason`,
  department: sql`o.department_id::text`,
};
export const ZONE = sql`(select time_zone from organisation)`;
/** The instant at which a day begins, in the given zone or else the organisation's. */
export const midnight = (day: string, timeZone?: string): SQL =>
  sql`(${day}::timestamp at time zone ${timeZone === undefined ? ZONE : sql`${timeZone}::text`})`;
export const isIn = (column: SQL, values: readonly number[] | undefined): SQL =>
  values ? sql`${column} = any (${`{${values.join(",")}}`}::int[])` : sql`true`;

/** A reason as rules know it: case and spaces around it make no difference. */
export const reasonOf = (reason: SQL): SQL => sql`lower(btrim(${reason}, E' \\t\\r\\n'))`;

/** SELECT of who owns a touchpoint from one instant (included) until another (not). */
export const OWNERS = sql`
  select touchpoint_id, department_id, valid_from::timestamp at time zone ${ZONE} since,
    coalesce(lead(valid_from) over (partition by touchpoint_id order by valid_from)::timestamp at time zone ${ZONE},
      'infinity') until
  from touchpoint_owner`;

/** SELECT of the touchpoint that a reviewer took from a contact's words, the last to say so. */
const CODED = sql`
  select distinct on (interaction_id) interaction_id, touchpoint_id from cause_coding
  where touchpoint_id is not null order by interaction_id, at desc, user_id`;

/** cause_id and cause_from of what a reviewer took, else what was imported, else what the rule `r` for the reason says. */
const judged = (coded: SQL, imported: SQL): SQL => sql`
  coalesce(${coded}, ${imported}, r.touchpoint_id) cause_id,
  case when ${coded} is not null then 'hand' when ${imported} is not null then 'import'
    when r.touchpoint_id is not null then 'rule' end cause_from`;

/** SELECT of contacts with their cause_id and cause_from (the basis), null where it is not known. */
export const withCause = (contacts: SQL): SQL => sql`
  select c.*, ${judged(sql`h.touchpoint_id`, sql`c.cause_touchpoint_id`)}
  from (${contacts}) c
  left join (${CODED}) h on h.interaction_id = c.id
  left join cause_rule r on r.reason = ${reasonOf(sql`c.reason`)}`;

/**
 * SELECT of how many contacts `c`, and how many of them begin an issue ("first"), there are by `keys` (named expressions over c) and by cause_id
 * and cause_from. Rules are asked for each reason, not for each contact, which takes half the time.
 */
export function causesCounted(contacts: SQL, keys: Readonly<Record<string, SQL>>): SQL {
  const names = Object.keys(keys);
  const own = sql.raw(names.map((name) => `g."${name}"`).join(", "));
  const made = sql.join(
    Object.entries(keys).map(([name, key]) => sql`${key} ${sql.raw(`"${name}"`)}`),
    sql`, `,
  );
  const places = sql.raw(Array.from({ length: names.length + 3 }, (_, at) => at + 1).join(", "));
  return sql`
    select ${own}, ${judged(sql`g.coded`, sql`g.imported`)}, g.contacts, g."first"
    from (
      select ${made}, h.touchpoint_id coded, c.cause_touchpoint_id imported,
        case when h.touchpoint_id is null and c.cause_touchpoint_id is null then c.reason end reason,
        count(*) contacts, count(*) filter (where c.continues_key is null) "first"
      from (${contacts}) c left join (${CODED}) h on h.interaction_id = c.id
      group by ${places}) g
    left join cause_rule r on r.reason = ${reasonOf(sql`g.reason`)}`;
}

/**
 * SELECT of the contacts of a range with their key: interactions at touchpoints of the roles (service and support unless
 * told otherwise), and those that opened a case anywhere else. A department's are those of the touchpoints that it owned on the day.
 */
export function contactsOf(
  { range, timeZone, by, touchpoints, channels, segments, roles = ["service", "support"] }: ContactQuery,
  interactions: SQL = sql`interaction`,
): SQL {
  const owner =
    by === "department"
      ? sql`left join (${OWNERS}) o on o.touchpoint_id = i.touchpoint_id and i.at >= o.since and i.at < o.until`
      : sql``;
  return sql`
    select i.*, ${by ? KEYS[by] : sql`null::text`} as key
    from ${interactions} i ${owner}
    where i.at >= ${midnight(range.from, timeZone)} and i.at < ${midnight(range.to, timeZone)}
      and (i.touchpoint_id = any (array(
          select id from touchpoint where role = any (${`{${roles.join(",")}}`}::touchpoint_role[])))
        or i.opened_at is not null)
      and ${isIn(sql`i.touchpoint_id`, touchpoints)} and ${isIn(sql`i.channel_id`, channels)}
      and ${isIn(sql`i.segment_id`, segments)}`;
}

export interface ContactRow extends ContactKey {
  readonly contacts: number;
  /** Contacts whose cause at a touchpoint is known. */
  readonly caused: number;
  /** Contacts that say whether they were resolved at first contact; those that were. */
  readonly stated: number;
  readonly atFirst: number;
  /** Promises of contacts, kept and not kept. */
  readonly kept: number;
  readonly broken: number;
  /** Contacts whose first reply lies before their opening: no reply time can be told from them. */
  readonly impossible: number;
}

/** Contacts of a range by their key, the most first. */
export async function contactCounts(
  db: Queryable,
  _scope: Scope,
  query: ContactQuery,
): Promise<ContactRow[]> {
  const { rows } = await db.execute<{ [key in keyof ContactRow]: ContactRow[key] }>(sql`
    select key, count(*)::int contacts, count(cause_id)::int caused,
      count(resolved_at_first_contact)::int stated, count(*) filter (where resolved_at_first_contact)::int "atFirst",
      count(*) filter (where promise_kept)::int kept, count(*) filter (where not promise_kept)::int broken,
      count(*) filter (where first_reply_at < opened_at)::int impossible
    from (${withCause(contactsOf(query))}) c group by key order by contacts desc, key`);
  return rows;
}

export interface ReplyRow extends ContactKey {
  readonly minutes: number;
  readonly count: number;
}

/**
 * How many contacts of a range got their first reply after how many minutes: exact to the second up to two hours, to
 * the minute beyond, so that the rows stay few. Replies before the opening are left out.
 */
export async function replyTimes(db: Queryable, _scope: Scope, query: ContactQuery): Promise<ReplyRow[]> {
  // Two texts of numbers a key: the driver reads them in a tenth of the time of as many rows.
  const { rows } = await db.execute<{ key: string | null; seconds: string; counts: string }>(sql`
    select key, string_agg(seconds::text, ',') seconds, string_agg(count::text, ',') counts
    from (
      select key, (case when seconds <= 7200 then round(seconds) else 60 * round(seconds / 60) end)::int seconds, count(*)::int count
      from (select key, date_part('epoch', first_reply_at - opened_at) seconds
            from (${contactsOf(query)}) c where first_reply_at >= opened_at) replied
      group by 1, 2) times
    group by key`);
  return rows.flatMap(({ key, seconds, counts }) => {
    const count = counts.split(",");
    return seconds
      .split(",")
      .map((time, at) => ({ key, minutes: Number(time) / 60, count: Number(count[at]) }));
  });
}

export interface ContactScoreRow extends ContactKey {
  readonly question: QuestionType;
  readonly counts: ScoreCounts;
}

/**
 * Answers that came with an invitation to rate a contact of the range, given since its first day, by the contact's key.
 * Each contact is looked up by its own key (offset 0 keeps the planner from trying other ways, which take minutes
 * before the tables are analysed).
 */
export async function contactScores(
  db: Queryable,
  _scope: Scope,
  query: ContactQuery,
): Promise<ContactScoreRow[]> {
  const counts = sql.join(
    Array.from({ length: SCORE_SLOTS }, (_, score) => sql`count(*) filter (where a.score = ${score})::int`),
    sql`, `,
  );
  const invited = sql`(select * from interaction where id = r.record_id and customer_id = r.contact_of offset 0)`;
  const { rows } = await db.execute<{ [key in keyof ContactScoreRow]: ContactScoreRow[key] }>(sql`
    select c.key, a.question, json_build_array(${counts}) counts
    from (
      select s.id, s.customer_id, l.record_id, l.customer_id contact_of
      from submission s join ledger l on l.key = s.interaction_key and l.kind = 'interaction'
      where s.interaction_key is not null and s.at >= ${midnight(query.range.from, query.timeZone)} offset 0) r
    cross join lateral (${contactsOf(query, invited)} offset 0) c
    cross join lateral (
      select * from answer where submission_id = r.id and customer_id = r.customer_id offset 0) a
    where not a.excluded and a.touchpoint_id = c.touchpoint_id
    group by c.key, a.question`);
  return rows;
}
