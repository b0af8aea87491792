import type { Scope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import type { Evidence } from "@touchline/domain/evidence";
import type { QuestionType, ScoreCounts } from "@touchline/domain/question";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { SCORE_COLUMNS } from "../schema/columns.ts";
import { parseCells } from "./count-text.ts";
import { pointOf, stretchesOf } from "./range.ts";

interface Keys {
  touchpointId: number;
  /** Who owned the touchpoint on the day of the answer; null = nobody. */
  departmentId: number | null;
  channelId: number;
  segmentId: number;
  /** First day of the trend's point, "yyyy-mm-dd"; equal to the `from` of trendRanges. */
  point: string;
}

const KEY_OF = {
  touchpoint: "touchpointId",
  department: "departmentId",
  channel: "channelId",
  segment: "segmentId",
  day: "point",
  week: "point",
  month: "point",
} as const satisfies Record<string, keyof Keys>;

/** What counts can be grouped by; at most one of day, week and month. */
export type CountDimension = keyof typeof KEY_OF;

export type CountRow<D extends CountDimension> = Readonly<Pick<Keys, (typeof KEY_OF)[D]>> & {
  readonly question: QuestionType;
  readonly evidence: Evidence;
  /** Answers by raw score, 0 to 10. */
  readonly counts: ScoreCounts;
};

/** Each narrows the counts to its list; an empty list matches nothing. */
export interface CountFilters {
  readonly touchpoints?: readonly number[] | undefined;
  /** Owners on the day of the answer. */
  readonly departments?: readonly number[] | undefined;
  readonly channels?: readonly number[] | undefined;
  readonly segments?: readonly number[] | undefined;
  readonly questions?: readonly QuestionType[] | undefined;
}

export interface CountQuery<D extends CountDimension> {
  readonly range: DayRange;
  readonly by: readonly D[];
  readonly filters?: CountFilters;
}

const counters = (make: (column: string, score: number) => string): SQL =>
  sql.raw(SCORE_COLUMNS.map(make).join(", "));

const and = (conditions: readonly (SQL | undefined)[]): SQL =>
  sql.join([sql`true`, ...conditions.filter((condition) => condition !== undefined)], sql` and `);

/** `column` is in the list; a list that isn't there matches all. One parameter, whatever its length. */
const isIn = (column: string, values: readonly (number | string)[] | undefined, type: string) =>
  values && sql`${sql.raw(column)} = any (${`{${values.join(",")}}`}::${sql.raw(type)}[])`;

/** Which dimensions a read needs from its tables, and which it filters or groups by. */
interface Cells {
  readonly segment: boolean;
  readonly channel: boolean;
  /** Columns beside the counters: dimensions, question and evidence. */
  readonly columns: SQL;
  readonly filter: SQL;
  /** The trend's point of a day, or nothing; `month` is the same for a whole month. */
  readonly pointOfDay: SQL;
  readonly pointOfMonth: SQL;
}

/** SELECT of the cells of days [from, to) for a stretch `s`; days by segment come from the answers themselves. */
function cellsByDay(from: SQL, to: SQL, cells: Cells): SQL {
  if (!cells.segment) {
    return sql`select ${cells.pointOfDay} ${cells.columns}, ${counters((c) => c)}
      from ${sql.raw(cells.channel ? "rollup_day_channel" : "rollup_day")}
      where touchpoint_id = s.touchpoint_id and day >= ${from} and day < ${to} and ${cells.filter} offset 0`;
  }
  // The bounds on `at` are for the index and a day wide of the mark, since a midnight can come twice or never.
  return sql`select ${cells.pointOfDay} ${cells.columns}, ${counters((c, score) => `(score = ${score})::int as ${c}`)}
    from (select *, (at at time zone (select time_zone from organisation))::date as day from answer) a
    where ${from} < ${to} and touchpoint_id = s.touchpoint_id and not excluded and day >= ${from} and day < ${to}
      and at >= (${from}::timestamp at time zone 'UTC') - interval '24 hours'
      and at < (${to}::timestamp at time zone 'UTC') + interval '24 hours' and ${cells.filter} offset 0`;
}

function monthTable({ channel, segment }: Cells): string {
  if (segment) return channel ? "rollup_month_channel_segment" : "rollup_month_segment";
  return channel ? "rollup_month_channel" : "rollup_month";
}

/**
 * SELECT of the cells of all stretches' whole months. The planner chooses the way: touchpoint first, or by the index
 * on segment and channel, for which the range stands here once more.
 */
const cellsByMonth = (range: DayRange, cells: Cells): SQL => sql`
  select s.touchpoint_id, s.department_id, ${cells.pointOfMonth} ${cells.columns}, ${counters((c) => c)}
  from s join ${sql.raw(monthTable(cells))} m
    on m.touchpoint_id = s.touchpoint_id and month >= s.months_from and month < s.months_to
  where month >= ${range.from}::date and month < ${range.to}::date and ${cells.filter}`;

/** What is pending, but for days that are read from the answers, which hold it already. */
const pendingCells = (cells: Cells): SQL => sql`
  select s.touchpoint_id, s.department_id, ${cells.pointOfDay} ${cells.columns}, ${counters((c) => c)}
  from s join rollup_delta d on d.touchpoint_id = s.touchpoint_id and ${
    cells.segment ? sql`day >= s.months_from and day < s.months_to` : sql`day >= s.since and day < s.until`
  } where ${cells.filter}`;

/**
 * Counts of answers by score for any range of days, grouped by `by` and always by question and evidence of use.
 * Whole months come from the month grain, other days from the day grain, what is pending from the queue, all in one
 * statement: exact at every moment. Excluded answers are not counted, groups without answers are left out. Days by
 * segment are in no rollup and come from the answers, so that a filter or grouping by segment costs more.
 */
export async function scoreCounts<const D extends CountDimension>(
  db: Queryable,
  _scope: Scope,
  { range, by, filters = {} }: CountQuery<D>,
): Promise<CountRow<D>[]> {
  if (range.from >= range.to) return [];
  const asked = new Set<CountDimension>(by);
  const trend = (["day", "week", "month"] as const).find((grain) => asked.has(grain));
  const channel = asked.has("channel") || filters.channels !== undefined;
  const segment = asked.has("segment") || filters.segments !== undefined;
  const columns = [channel ? "channel_id" : [], segment ? "segment_id" : [], "question", "evidence"].flat();
  const cells: Cells = {
    channel,
    segment,
    columns: sql.raw(columns.join(", ")),
    filter: and([
      isIn("channel_id", filters.channels, "int"),
      isIn("segment_id", filters.segments, "int"),
      isIn("question", filters.questions, "question_type"),
    ]),
    pointOfDay: trend ? sql`${pointOf(sql`day`, trend, range)} as point,` : sql``,
    pointOfMonth: trend ? sql`month as point,` : sql``,
  };
  const stretches = stretchesOf(range, {
    owned: asked.has("department") || filters.departments !== undefined,
    monthly: trend === undefined || trend === "month",
    filter: and([
      isIn("touchpoint_id", filters.touchpoints, "int"),
      isIn("department_id", filters.departments, "int"),
    ]),
  });
  const keys: Record<CountDimension, string> = {
    touchpoint: "touchpoint_id",
    department: "department_id",
    channel: "channel_id",
    segment: "segment_id",
    day: "point",
    week: "point",
    month: "point",
  };
  const grouped = [...asked];
  const selected = grouped.map((dimension) => keys[dimension]);
  const places = (count: number) => sql.raw(Array.from({ length: count }, (_, at) => at + 1).join(", "));
  const { rows } = await db.execute<{ cells: string }>(sql`
    with s as materialized (${stretches})
    select string_agg(cell, ';') as cells
    from (
      select ${sql.raw([...selected, "question", "evidence"].join(", "))},
        concat_ws(',', ${sql.raw([...selected.map((key) => `coalesce(${key}::text, '')`), "question", "evidence"].join(", "))},
          ${counters((c) => `sum(${c})`)}) as cell
      from (
        ${cellsByMonth(range, cells)}
        union all
        select s.touchpoint_id, s.department_id, c.* from s cross join lateral (
          (${cellsByDay(sql`s.since`, sql`s.months_from`, cells)})
          union all (${cellsByDay(sql`s.months_to`, sql`s.until`, cells)})) c
        union all
        ${pendingCells(cells)}) cells
      group by ${places(grouped.length + 2)}
      having ${sql.raw(SCORE_COLUMNS.map((c) => `sum(${c}) <> 0`).join(" or "))}) counted
    group by ${sql.raw(selected[0] ?? "()")}`);
  const names = grouped.map((dimension) => KEY_OF[dimension]);
  return rows.flatMap(({ cells: text }) => (text === null ? [] : parseCells<CountRow<D>>(text, names)));
}
