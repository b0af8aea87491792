import type { Db } from "@touchline/db/client";
import { type CountDimension, type CountFilters, scoreCounts } from "@touchline/db/queries/counts";
import { systemScope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import { sql } from "drizzle-orm";

const scope = systemScope("bench");
const SCORES = Array.from({ length: 11 }, (_, score) => score);
const COUNTERS = SCORES.map((score) => `count(*) filter (where score = ${score}) as c${score}`).join(", ");

/** Answer per key: eleven counts as text, whatever the engine returned them as. */
export type Answer = ReadonlyMap<string, string>;

interface BenchQuery {
  readonly name: string;
  readonly ranges: readonly DayRange[];
  readonly by: readonly CountDimension[];
  readonly filters?: Pick<CountFilters, "departments" | "channels" | "segments">;
}

export const QUERIES: readonly BenchQuery[] = [
  {
    name: "Executive: departments by month, 24 months",
    ranges: [{ from: "2024-01-01", to: "2026-01-01" }],
    by: ["department", "month"],
  },
  {
    name: "Drill: one department, touchpoint by channel, 90 days against the 90 before",
    ranges: [
      { from: "2025-10-03", to: "2026-01-01" },
      { from: "2025-07-05", to: "2025-10-03" },
    ],
    by: ["touchpoint", "channel"],
    filters: { departments: [1] },
  },
  {
    name: "One segment on one channel by month, 24 months",
    ranges: [{ from: "2024-01-01", to: "2026-01-01" }],
    by: ["month"],
    filters: { segments: [3], channels: [7] },
  },
  {
    name: "Touchpoints: any 12 months against the 12 before",
    ranges: [
      { from: "2024-12-12", to: "2025-12-12" },
      { from: "2023-12-12", to: "2024-12-12" },
    ],
    by: ["touchpoint"],
  },
];

/** The product's own read. */
export async function fromRollups(db: Db, query: BenchQuery): Promise<Answer> {
  const answer = new Map<string, string>();
  for (const range of query.ranges) {
    const rows = await scoreCounts(db, scope, {
      range,
      by: query.by,
      ...(query.filters ? { filters: query.filters } : {}),
    });
    for (const row of rows)
      answer.set(
        [range.from, ...query.by.map((d) => keyOf(row, d)), row.question, row.evidence].join("/"),
        row.counts.join(),
      );
  }
  return answer;
}

const FIELD = {
  department: "departmentId",
  touchpoint: "touchpointId",
  channel: "channelId",
  segment: "segmentId",
  month: "point",
  week: "point",
  day: "point",
} as const;
const keyOf = (row: object, dimension: CountDimension): string =>
  String((row as Record<string, unknown>)[FIELD[dimension]]);

/** The same answer from the rows themselves, in SQL that PostgreSQL and DuckDB both read. */
export function rawSql(query: BenchQuery, range: DayRange): string {
  const column = {
    department: "department_id",
    touchpoint: "touchpoint_id",
    channel: "channel_id",
    segment: "segment_id",
    month: `cast(date_trunc('month', "at") as date)`,
    week: "",
    day: "",
  } as const;
  const keys = [...query.by.map((d) => column[d]), "question", "evidence"];
  // concat_ws leaves out what is null: answers about the company as a whole are in no department.
  const named = keys.map((key) => `coalesce(cast(${key} as varchar), 'null')`);
  return `select concat_ws('/', '${range.from}', ${named.join(", ")}) as key, ${COUNTERS}
    from answer left join owner using (touchpoint_id)
    where "at" >= timestamp '${range.from}' and "at" < timestamp '${range.to}'
${within("department_id", query.filters?.departments)}
    ${within("channel_id", query.filters?.channels)}
    ${within("segment_id", query.filters?.segments)}
    group by ${keys.join(", ")}`;
}

const within = (column: string, ids: readonly number[] | undefined): string =>
  ids ? `and ${column} in (${ids.join()})` : "";

/** Collects raw rows ({key, c0..c10}) of any engine. */
export function collect(rows: Iterable<Record<string, unknown>>, into: Map<string, string>): void {
  for (const row of rows)
    into.set(String(row["key"]), SCORES.map((score) => String(row[`c${score}`])).join());
}

export async function fromRows(db: Db, query: BenchQuery): Promise<Answer> {
  const answer = new Map<string, string>();
  for (const range of query.ranges) collect((await db.execute(sql.raw(rawSql(query, range)))).rows, answer);
  return answer;
}

/** How many keys differ, on either side. */
export function differences(a: Answer, b: Answer): number {
  let count = 0;
  for (const key of new Set([...a.keys(), ...b.keys()])) if (a.get(key) !== b.get(key)) count += 1;
  return count;
}
