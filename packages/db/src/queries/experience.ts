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
