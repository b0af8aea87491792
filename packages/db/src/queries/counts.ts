import type { Scope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import type { Evidence } from "@touchline/domain/evidence";
import { splitRange } from "@touchline/domain/period";
import type { QuestionType, ScoreCounts } from "@touchline/domain/question";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { SCORE_COLUMNS } from "../schema/columns.ts";
import { inRanges, nearRanges, pointOf } from "./range.ts";

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

/** Owners with the days on which they own, and months inside of which a touchpoint changed hands. */
const OWNERS = sql`
  owned as materialized (
    select touchpoint_id, department_id, valid_from as since,
           lead(valid_from, 1, 'infinity') over (partition by touchpoint_id order by valid_from) as until
    from touchpoint_owner),
  handed as materialized (
    select distinct touchpoint_id, date_trunc('month', since::timestamp)::date as month
    from owned where since <> date_trunc('month', since::timestamp)::date)`;

/** Days and weeks are made of days only: a month's cell can't be divided. */
const partsOf = (range: DayRange, monthly: boolean) =>
  monthly ? splitRange(range) : { months: [], days: [range] };

/** Where the pending deltas belong to what is read: not on days that are read from the answers, which hold them. */
function pendingOn(range: DayRange, options: { monthly: boolean; owned: boolean; segment: boolean }): SQL {
  if (!options.segment) return inRanges(sql`d.day`, [range]);
  const { months } = partsOf(range, options.monthly);
  if (months.length === 0) return sql`false`;
  return options.owned
    ? sql`${inRanges(sql`d.day`, months)} and not exists (
        select 1 from handed h where h.touchpoint_id = d.touchpoint_id
          and h.month = date_trunc('month', d.day::timestamp)::date)`
    : inRanges(sql`d.day`, months);
}

/**
 * SELECTs of one touchpoint's cells (day or first of month, dimensions, counters) for the range, for a row `t`. The
 * month grain where a whole month is asked for and the touchpoint had one owner in it, the day grain elsewhere.
 */
function cellsOfTouchpoint(
  range: DayRange,
  options: {
    monthly: boolean;
    owned: boolean;
    channel: boolean;
    segment: boolean;
    dimensions: SQL;
    cell: SQL;
  },
): SQL {
  const { owned, channel, segment, dimensions, cell } = options;
  const { months, days } = partsOf(range, options.monthly);
  const monthTable = sql.raw(channel || segment ? "rollup_month_channel_segment" : "rollup_month");
  const dayTable = sql.raw(channel ? "rollup_day_channel" : "rollup_day");
  const daily = (chosen: SQL, near: SQL): SQL =>
    segment
      ? sql`select day, ${dimensions}, ${counters((c, score) => `(score = ${score})::int as ${c}`)}
            from (select *, (at at time zone (select time_zone from organisation))::date as day from answer) d
            where d.touchpoint_id = t.id and not excluded and ${near} and ${chosen} and ${cell} offset 0`
      : sql`select day, ${dimensions}, ${counters((c) => c)} from ${dayTable} d
            where d.touchpoint_id = t.id and ${chosen} and ${cell} offset 0`;
  const parts: SQL[] = [];
  if (months.length > 0) {
    const whole = sql`m.touchpoint_id = t.id and ${inRanges(sql`m.month`, months)} and ${cell}`;
    parts.push(sql`select month as day, ${dimensions}, ${counters((c) => c)} from ${monthTable} m where ${whole}
      ${owned ? sql`and not exists (select 1 from handed h where h.touchpoint_id = t.id and h.month = m.month)` : sql``}
      offset 0`);
    if (owned) {
      parts.push(
        sql`select c.* from handed h cross join lateral (${daily(
          sql`d.day >= h.month and d.day < h.month + interval '1 month'`,
          sql`d.at >= h.month::timestamp at time zone 'UTC' - interval '24 hours'
          and d.at < (h.month + interval '1 month') at time zone 'UTC' + interval '24 hours'`,
        )}) c where h.touchpoint_id = t.id and ${inRanges(sql`h.month`, months)}`,
      );
    }
  }
  if (days.length > 0) parts.push(daily(inRanges(sql`d.day`, days), nearRanges(sql`d.at`, days)));
  return sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  );
}

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
  const owned = asked.has("department") || filters.departments !== undefined;
  const channel = asked.has("channel") || filters.channels !== undefined;
  const segment = asked.has("segment") || filters.segments !== undefined;
  const dimensions = sql.raw(
    [...(channel ? ["channel_id"] : []), ...(segment ? ["segment_id"] : []), "question", "evidence"].join(
      ", ",
    ),
  );
  const cell = and([
    isIn("channel_id", filters.channels, "int"),
    isIn("segment_id", filters.segments, "int"),
    isIn("question", filters.questions, "question_type"),
  ]);
  const ownedBy = isIn("department_id", filters.departments, "int");
  const touchpoints = and([
    isIn("t.id", filters.touchpoints, "int"),
    ownedBy && sql`exists (select 1 from owned where touchpoint_id = t.id and ${ownedBy})`,
  ]);
  const monthly = trend !== "day" && trend !== "week";
  const cells = cellsOfTouchpoint(range, { monthly, owned, channel, segment, dimensions, cell });

  const keys: Record<CountDimension, SQL> = {
    touchpoint: sql`cells.touchpoint_id`,
    department: sql`owned.department_id`,
    channel: sql`cells.channel_id`,
    segment: sql`cells.segment_id`,
    day: pointOf(sql`cells.day`, "day", range),
    week: pointOf(sql`cells.day`, "week", range),
    month: pointOf(sql`cells.day`, "month", range),
  };
  const grouped = [...asked];
  const positions = sql.raw([...grouped, "question", "evidence"].map((_, i) => i + 1).join(", "));
  const statement = sql`
    with ${OWNERS}
    select ${sql.join(
      [
        ...grouped.map((dimension) => sql`${keys[dimension]} as ${sql.identifier(KEY_OF[dimension])}`),
        sql`question, evidence`,
      ],
      sql`, `,
    )}, ${counters((c) => `sum(cells.${c})::int as ${c}`)}
    from (
      select t.id as touchpoint_id, c.* from touchpoint t cross join lateral (${cells}) c where ${touchpoints}
      union all
      select touchpoint_id, day, ${dimensions}, ${counters((c) => c)} from rollup_delta d
      where ${pendingOn(range, { monthly, owned, segment })} and ${isIn("d.touchpoint_id", filters.touchpoints, "int") ?? sql`true`}
        and ${cell}) cells
    ${owned ? sql`left join owned on owned.touchpoint_id = cells.touchpoint_id and cells.day >= owned.since and cells.day < owned.until` : sql``}
    where ${ownedBy ?? sql`true`}
    group by ${positions}
    having ${sql.raw(SCORE_COLUMNS.map((c) => `sum(cells.${c}) <> 0`).join(" or "))}`;
  const { rows } = await db.execute<Record<string, unknown>>(statement);
  return rows.map((row) => toCounts<D>(row));
}

/** Guarantees nothing of its own: the statement names its columns after CountRow's keys and c0 to c10. */
function toCounts<D extends CountDimension>(row: Record<string, unknown>): CountRow<D> {
  const counts = SCORE_COLUMNS.map((column) => {
    const count = Number(row[column]);
    delete row[column];
    return count;
  });
  return { ...row, counts } as unknown as CountRow<D>;
}
