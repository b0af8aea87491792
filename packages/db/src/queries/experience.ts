import type { Scope } from "@touchline/domain/access";
import type { Day } from "@touchline/domain/day";
import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";

/**
 * The first day of the earliest and of the latest month that hold answers (of any touchpoint, or of the company as a
 * whole); null when there is no answer at all. What waits in the queue counts too.
 */
export async function readAnsweredMonths(
  db: Queryable,
  _scope: Scope,
): Promise<{ first: Day; last: Day } | null> {
  const { rows } = await db.execute<{ first: Day | null; last: Day | null }>(sql`
    select min(month)::text as first, max(month)::text as last
    from (
      select month from rollup_month
      union all
      select date_trunc('month', day::timestamp)::date from rollup_delta) months`);
  const [row] = rows;
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}

/**
 * The first day of the earliest month that holds anything at all: answers, interactions, training or engagement; null
 * in an empty database. Days of interactions are those of UTC: a month is widened by it, never cut.
 */
export async function readFirstDay(db: Queryable, _scope: Scope): Promise<Day | null> {
  const { rows } = await db.execute<{ first: Day | null }>(sql`
    select date_trunc('month', min(day)::timestamp)::date::text as first
    from (
      select min(month) as day from rollup_month
      union all select min(day) from rollup_delta
      union all
      select min(earliest.at)::date - 1 from touchpoint t
        cross join lateral (select at from interaction where touchpoint_id = t.id order by at limit 1) earliest
      union all select min(least(assigned, due, completed)) from training_record
      union all select min(day) from engagement_answer) days`);
  return rows[0]?.first ?? null;
}
