import type { Scope } from "@touchline/domain/access";
import { LEAST_RATED } from "@touchline/domain/metrics/journey-yield";
import { QUESTIONS } from "@touchline/domain/question";
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

const onChannels = (channels: readonly number[] | undefined): SQL =>
  channels ? sql`a.channel_id = any (${arrayOf(channels)}::int[])` : sql`true`;
/** The number that belongs to an answer's place in the list. */
const numberOf = (values: readonly number[]): SQL => sql`(${arrayOf(values)}::float8[])[place + 1]`;

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

/**
 * Pairs of answers by one customer: service in the top box, in the range, and another touchpoint in the bottom box, not
 * more than RESCUE_DAYS apart. One row a service answer: the pair that lies closest.
 */
function rescues(query: JourneyQuery): SQL {
  const { touchpoints, channels } = query;
  const [service, rest] = [
    touchpoints.filter((row) => row.service),
    touchpoints.filter((row) => !row.service),
  ];
  const tops = service.map(({ question }) => QUESTIONS[question].topFrom);
  const bottoms = rest.map(({ question }) => QUESTIONS[question].bottomTo);
  return sql`
    select g.at, g.submission_id, g.customer_id, g.touchpoint_id, g.score, g.question,
      bad.at bad_at, bad.submission_id bad_id, bad.touchpoint_id bad_touchpoint_id, bad.score bad_score, bad.question bad_question
    from (select a.*, ${placeAsked(service)} place from answer a
          where a.touchpoint_id = any (${arrayOf(service.map((row) => row.touchpointId))}::int[])
            and ${answerWithin(query)} and ${onChannels(channels)}) g
    cross join lateral (
      select b.* from submission s cross join lateral (
        select a.*, ${placeAsked(rest)} place from answer a
        where a.submission_id = s.id and a.customer_id = s.customer_id and not a.excluded offset 0) b
      where s.customer_id = g.customer_id and s.at between g.at - interval '${sql.raw(String(RESCUE_DAYS))} days'
          and g.at + interval '${sql.raw(String(RESCUE_DAYS))} days'
        and b.place is not null and b.score <= ${numberOf(bottoms)}
      order by abs(extract(epoch from b.at - g.at)), b.submission_id, b.touchpoint_id limit 1) bad
    where g.place is not null and g.score >= (${arrayOf(tops)}::float8[])[g.place + 1]`;
}

/** How many customers service rescued. */
export async function countRescues(db: Queryable, _scope: Scope, query: JourneyQuery): Promise<number> {
  const { rows } = await db.execute<{ rescued: number }>(
    sql`select count(distinct customer_id)::int rescued from (${rescues(query)}) r`,
  );
  return rows[0]?.rescued ?? 0;
}

interface RatedAnswer {
  /** Of its record. */
  readonly id: number;
  readonly at: string;
  readonly touchpointId: number;
  readonly score: number;
  readonly comment: string | null;
  /** Who owned the touchpoint on the day. */
  readonly departmentId: number | null;
}

/** Rescues of a range with both records, the newest first. departments: owners of the bad stop, undefined = all. */
export async function listRescues(
  db: Queryable,
  _scope: Scope,
  query: JourneyQuery & { readonly departments?: readonly number[] | undefined; readonly limit: number },
): Promise<{ readonly service: RatedAnswer; readonly other: RatedAnswer }[]> {
  const owner = (touchpoint: SQL, at: SQL) => sql`(
    select w.department_id from touchpoint_owner w where w.touchpoint_id = ${touchpoint}
      and w.valid_from <= (${at} at time zone (select time_zone from organisation))::date
    order by w.valid_from desc limit 1)`;
  const side = (id: SQL, at: SQL, touchpoint: SQL, score: SQL, comment: SQL, department: SQL) => sql`
    json_build_object('id', ${id}, 'at', to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'touchpointId', ${touchpoint}, 'score', ${score}, 'comment', ${comment}, 'departmentId', ${department})`;
  const { rows } = await db.execute<{ service: RatedAnswer; other: RatedAnswer }>(sql`
    select ${side(sql`r.submission_id`, sql`r.at`, sql`r.touchpoint_id`, sql`r.score`, sql`s.comment`, sql`r.department`)} service,
      ${side(sql`r.bad_id`, sql`r.bad_at`, sql`r.bad_touchpoint_id`, sql`r.bad_score`, sql`b.comment`, sql`r.bad_department`)} other
    from (select r.*, ${owner(sql`r.touchpoint_id`, sql`r.at`)} department,
            ${owner(sql`r.bad_touchpoint_id`, sql`r.bad_at`)} bad_department
          from (${rescues(query)}) r) r
      join submission s on s.id = r.submission_id and s.customer_id = r.customer_id
      join submission b on b.id = r.bad_id and b.customer_id = r.customer_id
    where ${query.departments ? sql`r.bad_department = any (${arrayOf(query.departments)}::int[])` : sql`true`}
    order by r.at desc, r.submission_id desc limit ${query.limit}`);
  return rows;
}
