import type { Scope } from "@touchline/domain/access";
import { instantsOf } from "@touchline/domain/period";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { type AnswerQuery, arrayOf } from "./asked.ts";

export interface LeftOut {
  /** Answers of careless people, which the organisation's rule leaves out of every figure. */
  readonly careless: number;
  /** Answers that count, of a source that gave no time: they stand on the day of their import. */
  readonly undated: number;
}

/** Answers of a range that are left out by rule, and those whose day is the import's. */
export async function leftOut(db: Queryable, _scope: Scope, query: AnswerQuery): Promise<LeftOut> {
  const { from, to } = instantsOf(query.range, query.timeZone);
  const on = (column: SQL, values: readonly number[] | undefined): SQL =>
    values ? sql`${column} = any (${arrayOf(values)}::int[])` : sql`true`;
  const { rows } = await db.execute<{ careless: number; undated: number }>(sql`
    select count(*) filter (where a.excluded)::int careless, count(*) filter (where not a.excluded and not s.dated)::int undated
    from (select id, customer_id, dated from submission
          where (careless or not dated) and at >= ${new Date(from)} and at < ${new Date(to)}) s
      join answer a on a.submission_id = s.id and a.customer_id = s.customer_id
    where ${on(sql`a.channel_id`, query.channels)} and ${on(sql`a.segment_id`, query.segments)}`);
  return rows[0] ?? { careless: 0, undated: 0 };
}

/** Rows of published files that stayed out because they could not be read. */
export async function rejectedRows(db: Queryable, _scope: Scope): Promise<number> {
  const { rows } = await db.execute<{ rejected: number }>(
    sql`select coalesce(sum(rejected), 0)::float8 rejected from import_run where status = 'published'`,
  );
  return rows[0]?.rejected ?? 0;
}
