import type { Scope } from "@touchline/domain/access";
import type { Day } from "@touchline/domain/day";
import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";

export interface SourceState {
  readonly slug: string;
  readonly name: string;
  /** When the last published import ended; null where none is. */
  readonly lastImportAt: Date | null;
  /** The last day that any of its published files speaks of; null where they have no dates. */
  readonly lastFactDay: Day | null;
  /** Days of the published imports, by the organisation's calendar. */
  readonly importDays: readonly Day[];
  /** The last run that ended did not publish: it failed. */
  readonly failed: boolean;
}

/** How far the data of each source go, by name. Undone runs do not count. */
export async function listSourceStates(db: Queryable, _scope: Scope): Promise<SourceState[]> {
  const { rows } = await db.execute<{
    slug: string;
    name: string;
    at: string | null;
    day: Day | null;
    days: Day[];
    failed: boolean;
  }>(sql`
    select s.slug, s.name, (max(r.finished_at) filter (where published) at time zone 'UTC')::text as at,
      max(r.last_fact_day) filter (where published) as day,
      coalesce(json_agg(distinct (r.finished_at at time zone o.time_zone)::date) filter (where published), '[]') as days,
      coalesce((array_agg(r.status = 'failed' order by r.finished_at desc, r.id desc)
        filter (where r.status in ('failed', 'published')))[1], false) as failed
    from source s cross join organisation o
    left join lateral (select *, status = 'published' published from import_run where source_id = s.id) r on true
    group by s.id, s.slug, s.name order by s.name`);
  return rows.map(({ at, day, days, ...row }) => ({
    ...row,
    lastImportAt: at === null ? null : new Date(`${at.replace(" ", "T")}Z`),
    lastFactDay: day,
    importDays: days,
  }));
}
