import type { DayRange } from "@touchline/domain/day";
import type { TrendGrain } from "@touchline/domain/period";
import { type SQL, sql } from "drizzle-orm";

const either = (conditions: readonly SQL[]): SQL => sql`(${sql.join([...conditions], sql` or `)})`;

/** The day in `column` lies in one of the ranges, of which there is at least one. */
export const inRanges = (column: SQL, ranges: readonly DayRange[]): SQL =>
  either(ranges.map(({ from, to }) => sql`${column} >= ${from}::date and ${column} < ${to}::date`));

/**
 * The instant in `column` may lie on a day of the ranges, whatever the time zone: a bound for an index on time, to be
 * used beside inRanges on the day itself (a midnight can happen twice, or not at all).
 */
export const nearRanges = (column: SQL, ranges: readonly DayRange[]): SQL =>
  either(
    ranges.map(
      ({ from, to }) => sql`${column} >= ${from}::timestamp at time zone 'UTC' - interval '24 hours'
        and ${column} < ${to}::timestamp at time zone 'UTC' + interval '24 hours'`,
    ),
  );

/** The day on which the trend's point that holds the day in `column` begins, as trendRanges has it. */
export const pointOf = (column: SQL, grain: TrendGrain, range: DayRange): SQL =>
  grain === "day"
    ? column
    : sql`greatest(date_trunc(${sql.raw(`'${grain}'`)}, ${column}::timestamp)::date, ${range.from}::date)`;
