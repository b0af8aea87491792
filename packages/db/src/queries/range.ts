import type { DayRange } from "@touchline/domain/day";
import type { TrendGrain } from "@touchline/domain/period";
import { type SQL, sql } from "drizzle-orm";

/**
 * A SELECT of the stretches of a range: for each touchpoint, or with `owned` for each touchpoint and owner of a time
 * (department_id, null for nobody), days [since, until) and within them whole months [months_from, months_to). To be
 * read: the whole months, and the days before and after them; without whole months the two halves meet.
 * `filter` is over touchpoint_id and department_id. monthly false: everything by days.
 */
export function stretchesOf(
  range: DayRange,
  options: { owned: boolean; monthly: boolean; filter: SQL },
): SQL {
  const from = sql`${range.from}::date`;
  const to = sql`${range.to}::date`;
  const held = options.owned
    ? sql`
      select touchpoint_id, department_id, valid_from as since,
             lead(valid_from, 1, 'infinity') over (partition by touchpoint_id order by valid_from) as until
      from touchpoint_owner
      union all
      select t.id, null, '-infinity', coalesce(min(o.valid_from), 'infinity')
      from touchpoint t left join touchpoint_owner o on o.touchpoint_id = t.id group by t.id`
    : sql`select id as touchpoint_id, null::int as department_id, '-infinity'::date as since,
                 'infinity'::date as until from touchpoint`;
  const monthsFrom = options.monthly
    ? sql`least(until, date_trunc('month', since + interval '1 month' - interval '1 day')::date)`
    : sql`until`;
  const monthsTo = options.monthly ? sql`date_trunc('month', until::timestamp)::date` : sql`until`;
  return sql`
    select touchpoint_id, department_id, since, until, months_from, greatest(months_from, ${monthsTo}) as months_to
    from (
      select *, ${monthsFrom} as months_from
      from (select touchpoint_id, department_id, greatest(since, ${from}) as since, least(until, ${to}) as until
            from (${held}) held) cut
      where since < until and ${options.filter}) stretches`;
}

/** The day on which the trend's point that holds the day in `column` begins, as trendRanges has it. */
export const pointOf = (column: SQL, grain: TrendGrain, range: DayRange): SQL =>
  grain === "day"
    ? column
    : sql`greatest(date_trunc(${sql.raw(`'${grain}'`)}, ${column}::timestamp)::date, ${range.from}::date)`;
