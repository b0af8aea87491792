import type { Scope } from "@touchline/domain/access";
import type { CauseBasis } from "@touchline/domain/causes";
import type { DayRange } from "@touchline/domain/day";
import type { TrendGrain } from "@touchline/domain/period";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { causesCounted, contactsOf, isIn, midnight, ZONE } from "./contacts.ts";
import { readOwners } from "./owners.ts";
import { pointOf } from "./range.ts";

export interface CauseQuery {
  readonly range: DayRange;
  /** The organisation's, where the caller knows it: the planner then sees from when to when, and chooses better. */
  readonly timeZone?: string | undefined;
  /** Where the contacts came in. */
  readonly channels?: readonly number[] | undefined;
  readonly segments?: readonly number[] | undefined;
}

export interface CauseRow {
  /** Where the customer asked for help, and who owned that on the day. */
  readonly touchpointId: number;
  readonly departmentId: number | null;
  /** What made it necessary, who owned that on the day, and where the cause comes from; null = not known. */
  readonly causeId: number | null;
  readonly causeDepartmentId: number | null;
  readonly basis: CauseBasis | null;
  readonly contacts: number;
  /** Those of them that begin an issue: they name no earlier one. */
  readonly first: number;
}

/** A row as drizzle wants it: an interface has no index signature. */
type Plain<Row> = { [key in keyof Row]: Row[key] };

/** Service contacts: using what supports a product (a return, say) asks nobody for help, unless a case was opened. */
const serviceContacts = (query: CauseQuery): SQL => contactsOf({ ...query, by: null, roles: ["service"] });

/** Contacts of a range by where they came in, what caused them and where the cause comes from. */
export async function causeCounts(db: Queryable, _scope: Scope, query: CauseQuery): Promise<CauseRow[]> {
  const owners = await readOwners(db, query);
  const counted = causesCounted(serviceContacts(query), {
    touchpoint: sql`c.touchpoint_id`,
    part: owners.part(sql`c.at`),
  });
  const { rows } = await db.execute<Plain<CauseRow>>(sql`
    select touchpoint "touchpointId", ${owners.of(sql`touchpoint`, sql`part`)} "departmentId", cause_id "causeId",
      ${owners.of(sql`cause_id`, sql`part`)} "causeDepartmentId", cause_from basis, sum(contacts)::int contacts,
      sum("first")::int "first"
    from (${counted}) c
    group by 1, 2, 3, 4, 5`);
  return rows;
}

export interface CausePoint {
  /** First day of the trend's point. */
  readonly point: string;
  readonly causeId: number | null;
  readonly touchpointId: number;
  readonly contacts: number;
}

/** Contacts of a range by cause, place and point of a trend. */
export async function causePoints(
  db: Queryable,
  _scope: Scope,
  query: CauseQuery & { readonly grain: TrendGrain },
): Promise<CausePoint[]> {
  const day = sql`(c.at at time zone ${ZONE})::date`;
  const counted = causesCounted(serviceContacts(query), {
    point: pointOf(day, query.grain, query.range),
    touchpoint: sql`c.touchpoint_id`,
  });
  const { rows } = await db.execute<Plain<CausePoint>>(sql`
    select point, cause_id "causeId", touchpoint "touchpointId", sum(contacts)::int contacts
    from (${counted}) c group by 1, 2, 3`);
  return rows;
}

export interface SegmentCauseRow {
  readonly segmentId: number;
  readonly causeId: number | null;
  readonly touchpointId: number;
  readonly contacts: number;
}

/** Contacts of a range by segment, place and cause; of all segments. */
export async function segmentCauses(
  db: Queryable,
  _scope: Scope,
  query: Omit<CauseQuery, "segments">,
): Promise<SegmentCauseRow[]> {
  const { range, timeZone, channels } = query;
  const counted = causesCounted(serviceContacts({ range, timeZone, channels }), {
    segment: sql`c.segment_id`,
    touchpoint: sql`c.touchpoint_id`,
  });
  const { rows } = await db.execute<Plain<SegmentCauseRow>>(sql`
    select segment "segmentId", cause_id "causeId", touchpoint "touchpointId", sum(contacts)::int contacts
    from (${counted}) c group by 1, 2, 3`);
  return rows;
}

/** How often customers used each touchpoint in a range, contacts included, as far as it is logged. */
export async function useCounts(
  db: Queryable,
  _scope: Scope,
  { range, timeZone, segments }: Pick<CauseQuery, "range" | "timeZone" | "segments">,
): Promise<{ touchpointId: number; uses: number }[]> {
  const { rows } = await db.execute<{ touchpointId: number; uses: number }>(sql`
    select touchpoint_id "touchpointId", count(*)::int uses from interaction i
    where at >= ${midnight(range.from, timeZone)} and at < ${midnight(range.to, timeZone)} and ${isIn(sql`i.segment_id`, segments)}
    group by 1`);
  return rows;
}

export interface PathRow {
  readonly fromChannelId: number;
  readonly toChannelId: number;
  readonly fromDepartmentId: number | null;
  readonly toDepartmentId: number | null;
  readonly contacts: number;
}

/**
 * The interaction whose issue the contact `c` continues, as `p`. Each is looked up by its key (offset 0): joined, the
 * planner reads whole tables from one end to the other.
 */
const CONTINUED = sql`cross join lateral (
  select e.* from ledger l join interaction e on e.id = l.record_id and e.customer_id = l.customer_id
  where l.key = c.continues_key and l.kind = 'interaction' offset 0) p`;

/**
 * Contacts of a range that continue another interaction's issue, by where that was and where they are. An earlier one
 * that was never imported is no path.
 */
export async function pathCounts(db: Queryable, _scope: Scope, query: CauseQuery): Promise<PathRow[]> {
  const owners = await readOwners(db, query);
  const { rows } = await db.execute<Plain<PathRow>>(sql`
    select p.channel_id "fromChannelId", c.channel_id "toChannelId",
      ${owners.of(sql`p.touchpoint_id`, owners.part(sql`c.at`))} "fromDepartmentId",
      ${owners.of(sql`c.touchpoint_id`, owners.part(sql`c.at`))} "toDepartmentId", count(*)::int contacts
    from (${serviceContacts(query)}) c ${CONTINUED}
    where c.continues_key is not null
    group by 1, 2, 3, 4`);
  return rows;
}

export interface FollowedRow {
  readonly channelId: number;
  readonly contacts: number;
  /** Contacts old enough to tell whether the customer came back, and those after which nobody did within 7 days. */
  readonly followed: number;
  readonly notRepeated: number;
  /** Contacts that begin an issue. */
  readonly first: number;
  /** Contacts that say whether they were resolved at first contact; those that were. */
  readonly stated: number;
  readonly atFirst: number;
}

/** Contacts of a range by channel: how many, and after how many no other on the same issue came within 7 days. */
export async function followedCounts(
  db: Queryable,
  _scope: Scope,
  query: CauseQuery & { readonly now: Date },
): Promise<FollowedRow[]> {
  const { rows } = await db.execute<Plain<FollowedRow>>(sql`
    with again as (
      select distinct p.id from interaction c ${CONTINUED}
      where c.continues_key is not null and c.at >= ${midnight(query.range.from, query.timeZone)}
        and c.at < ${midnight(query.range.to, query.timeZone)} + interval '7 days'
        and c.at >= p.at and c.at < p.at + interval '7 days')
    select c.channel_id "channelId", count(*)::int contacts,
      count(*) filter (where c.at < ${query.now}::timestamptz - interval '7 days')::int followed,
      count(*) filter (where c.at < ${query.now}::timestamptz - interval '7 days' and a.id is null)::int "notRepeated",
      count(*) filter (where c.continues_key is null)::int "first",
      count(c.resolved_at_first_contact)::int stated, count(*) filter (where c.resolved_at_first_contact)::int "atFirst"
    from (${serviceContacts(query)}) c left join again a on a.id = c.id
    group by 1`);
  return rows;
}
