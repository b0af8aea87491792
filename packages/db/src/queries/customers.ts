import type { Scope } from "@touchline/domain/access";
import { LEAST_RATED } from "@touchline/domain/metrics/journey-yield";
import { instantsOf } from "@touchline/domain/period";
import { QUESTIONS, type QuestionType } from "@touchline/domain/question";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { type AnswerQuery, answerWithin, arrayOf, placeAsked } from "./asked.ts";
import type { AskedAnswers } from "./records.ts";

/** A touchpoint whose answers count for its customers' journeys. */
export interface JourneyTouchpoint extends AskedAnswers {
  readonly weight: number;
  readonly service: boolean;
}

export interface JourneyQuery extends AnswerQuery {
  readonly touchpoints: readonly JourneyTouchpoint[];
}

export interface CustomerCounts {
  /** Customers who rated service and something else: how many, and sum and sum of squares of the one's score less the other's. */
  readonly pairs: { readonly n: number; readonly sum: number; readonly sumOfSquares: number };
  /** Customers who rated enough touchpoints, and those of them with every one in the top box. */
  readonly rated: number;
  readonly allTop: number;
}

export const onChannels = (channels: readonly number[] | undefined): SQL =>
  channels ? sql`a.channel_id = any (${arrayOf(channels)}::int[])` : sql`true`;
/** The number that belongs to an answer's place in the list. */
export const numberOf = (values: readonly number[]): SQL => sql`(${arrayOf(values)}::float8[])[place + 1]`;

/**
 * What customers' answers of a range come to, customer by customer. A customer's score of service is the weighted mean
 * of their answers in percent of maximum possible, of the rest likewise: the one quotient that is made here, because only
 * sums over customers leave the database.
 */
export async function readCustomerCounts(
  db: Queryable,
  _scope: Scope,
  query: JourneyQuery,
): Promise<CustomerCounts> {
  const { touchpoints, channels } = query;
  const scale = touchpoints.map(({ question }) => QUESTIONS[question]);
  const { rows } = await db.execute<Record<"n" | "sum" | "squares" | "rated" | "top", number>>(sql`
    select count(gap)::int n, coalesce(sum(gap), 0) sum, coalesce(sum(gap * gap), 0) squares,
      count(*) filter (where touchpoints >= ${LEAST_RATED})::int rated,
      count(*) filter (where touchpoints >= ${LEAST_RATED} and all_top)::int top
    from (
      select sum(w * x) filter (where service) / nullif(sum(w) filter (where service), 0)
          - sum(w * x) filter (where not service) / nullif(sum(w) filter (where not service), 0) gap,
        count(distinct place) touchpoints, bool_and(top) all_top
      from (
        select customer_id, place, ${numberOf(touchpoints.map((row) => row.weight))} w,
          ${numberOf(touchpoints.map(({ service }) => Number(service)))} = 1 service,
          100 * (score - ${numberOf(scale.map(({ min }) => min))}) / ${numberOf(scale.map(({ min, max }) => max - min))} x,
          score >= ${numberOf(scale.map(({ topFrom }) => topFrom))} top
        from (select a.*, ${placeAsked(touchpoints)} place from answer a
              where ${answerWithin(query)} and ${onChannels(channels)}) a
        where place is not null) given
      group by customer_id) customers`);
  const [row] = rows;
  return {
    pairs: { n: row?.n ?? 0, sum: row?.sum ?? 0, sumOfSquares: row?.squares ?? 0 },
    rated: row?.rated ?? 0,
    allTop: row?.top ?? 0,
  };
}

/** How far a rescue and the bad stop may lie apart. */
const RESCUE_DAYS = 30;

/** SELECT of answers `a` that count as a rescue: service in the top box, in the range. */
function praises({ touchpoints, channels, ...query }: JourneyQuery): SQL {
  const service = touchpoints.filter((row) => row.service);
  return sql`
    select a.* from (select a.*, ${placeAsked(service)} place from answer a
      where a.touchpoint_id = any (${arrayOf(service.map((row) => row.touchpointId))}::int[])
        and ${answerWithin(query)} and ${onChannels(channels)}) a
    where place is not null
      and score >= ${numberOf(service.map(({ question }) => QUESTIONS[question].topFrom))}`;
}

/** SELECT of the answers `a` for which the condition holds that tell of a bad stop: anything else in the bottom box. */
function badStops({ touchpoints }: JourneyQuery, condition: SQL): SQL {
  const rest = touchpoints.filter((row) => !row.service);
  return sql`
    select a.* from (select a.*, ${placeAsked(rest)} place from answer a where ${condition} and not a.excluded offset 0) a
    where place is not null and score <= ${numberOf(rest.map(({ question }) => QUESTIONS[question].bottomTo))}`;
}

const APART = sql.raw(`interval '${RESCUE_DAYS} days'`);

/** How many of the customers whom service rescued had a bad stop at a touchpoint; null: at any. */
export interface RescueCount {
  readonly touchpointId: number | null;
  readonly customers: number;
}

/**
 * How many customers service rescued: with praise for it in the range and a bad stop not further apart. All of them, and
 * by each touchpoint that they rated badly; one customer may have several.
 */
export async function countRescues(
  db: Queryable,
  _scope: Scope,
  query: JourneyQuery,
): Promise<RescueCount[]> {
  const { from, to } = instantsOf(query.range, query.timeZone);
  // A day more on both sides: whether it is near enough is told of each pair.
  const near = sql`a.at >= ${new Date(from)}::timestamptz - ${APART} - interval '1 day'
    and a.at < ${new Date(to)}::timestamptz + ${APART} + interval '1 day'`;
  const { rows } = await db.execute<{ touchpointId: number | null; customers: number }>(sql`
    with stops as (
      select distinct g.customer_id, bad.touchpoint_id
      from (${praises(query)}) g join (${badStops(query, near)}) bad on bad.customer_id = g.customer_id
      where bad.at between g.at - ${APART} and g.at + ${APART})
    select null::int "touchpointId", count(distinct customer_id)::int customers from stops
    union all select touchpoint_id, count(*)::int from stops group by touchpoint_id`);
  return rows;
}

interface RatedAnswer {
  /** Of its record. */
  readonly id: number;
  readonly at: string;
  readonly touchpointId: number;
  readonly score: number;
  readonly question: QuestionType;
  readonly comment: string | null;
  /** Who owned the touchpoint on the day. */
  readonly departmentId: number | null;
}

export interface Rescue {
  readonly customerId: number;
  readonly service: RatedAnswer;
  readonly other: RatedAnswer;
}

/**
 * Rescues of a range with both records, the newest first: one for each praise of service, with the bad stop that lies
 * closest, the worst of several at once. departments: owners of the bad stop, undefined = all. Praises are looked at
 * until there are enough.
 */
export async function listRescues(
  db: Queryable,
  _scope: Scope,
  query: JourneyQuery & { readonly departments?: readonly number[] | undefined; readonly limit: number },
): Promise<Rescue[]> {
  const owner = (touchpoint: SQL, at: SQL) => sql`(
    select w.department_id from touchpoint_owner w where w.touchpoint_id = ${touchpoint}
      and w.valid_from <= (${at} at time zone (select time_zone from organisation))::date
    order by w.valid_from desc limit 1)`;
  const side = (prefix: "" | "bad_", record: SQL, department: SQL) => {
    const of = (column: string) => sql.raw(`r.${prefix}${column}`);
    return sql`
    json_build_object('id', ${record}.id, 'at', to_char(${of("at")} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'touchpointId', ${of("touchpoint_id")}, 'score', ${of("score")}, 'question', ${of("question")},
      'comment', ${record}.comment, 'departmentId', ${department})`;
  };
  const closest = sql`
    select a.* from submission s cross join lateral (${badStops(query, sql`a.submission_id = s.id and a.customer_id = s.customer_id`)}) a
    where s.customer_id = g.customer_id and s.at between g.at - ${APART} and g.at + ${APART}
    order by abs(extract(epoch from a.at - g.at)), a.submission_id, a.score, a.touchpoint_id limit 1`;
  const { rows } = await db.execute<{ [key in keyof Rescue]: Rescue[key] }>(sql`
    select r.customer_id::float8 "customerId",
      ${side("", sql`s`, owner(sql`r.touchpoint_id`, sql`r.at`))} service,
      ${side("bad_", sql`b`, sql`r.bad_department`)} other
    from (
      select g.*, bad.at bad_at, bad.submission_id bad_id, bad.touchpoint_id bad_touchpoint_id, bad.score bad_score,
        bad.question bad_question, d.bad_department
      from (${praises(query)} order by a.at desc, a.submission_id desc, a.touchpoint_id offset 0) g
        cross join lateral (${closest}) bad
        cross join lateral (select ${owner(sql`bad.touchpoint_id`, sql`bad.at`)} bad_department offset 0) d
      where ${query.departments ? sql`d.bad_department = any (${arrayOf(query.departments)}::int[])` : sql`true`}
      order by g.at desc, g.submission_id desc, g.touchpoint_id limit ${query.limit}) r
      join submission s on s.id = r.submission_id and s.customer_id = r.customer_id
      join submission b on b.id = r.bad_id and b.customer_id = r.customer_id
    order by r.at desc, r.submission_id desc, r.touchpoint_id`);
  return rows;
}
