import type { Scope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import type { RunStatus } from "../runs.ts";

export interface SourceRow {
  readonly slug: string;
  readonly name: string;
  /** Of published runs. */
  readonly runs: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Whatever became of it; null: nothing was ever imported. */
  readonly lastRun: {
    readonly id: number;
    readonly status: RunStatus;
    readonly startedAt: Date;
    readonly fileName: string;
  } | null;
  /** The one of the last published run, its body as JSON. */
  readonly mapping: { readonly name: string; readonly version: number; readonly body: unknown } | null;
  /** What it keeps record of: where it has no interaction, there was none. Names; channel null = any. */
  readonly logs: readonly { readonly touchpoint: string; readonly channel: string | null }[];
}

/** Every source with what came of its runs, by name. */
export async function listSources(db: Queryable, _scope: Scope): Promise<SourceRow[]> {
  const { rows } = await db.execute<
    Omit<SourceRow, "lastRun"> & {
      lastRun: (Omit<NonNullable<SourceRow["lastRun"]>, "startedAt"> & { startedAt: number }) | null;
    }
  >(sql`
    select s.slug, s.name, t.runs, t.accepted, t.rejected, last.run "lastRun", used.mapping,
      coalesce((
        select json_agg(json_build_object('touchpoint', p.name, 'channel', case when c.id = 0 then null else c.name end)
          order by p.name, c.name)
        from source_logs l join touchpoint p on p.id = l.touchpoint_id join channel c on c.id = l.channel_id
        where l.source_id = s.id), '[]'::json) logs
    from source s
    cross join lateral (
      select count(*)::int runs, coalesce(sum(r.accepted), 0)::float8 accepted, coalesce(sum(r.rejected), 0)::float8 rejected
      from import_run r where r.source_id = s.id and r.status = 'published') t
    left join lateral (
      select json_build_object('id', r.id, 'status', r.status, 'fileName', r.file_name,
        'startedAt', extract(epoch from r.started_at) * 1000) run
      from import_run r where r.source_id = s.id order by r.id desc limit 1) last on true
    left join lateral (
      select json_build_object('name', m.name, 'version', m.version, 'body', m.body) mapping
      from import_run r join mapping m on m.id = r.mapping_id
      where r.source_id = s.id and r.status = 'published' order by r.id desc limit 1) used on true
    order by s.name, s.slug`);
  return rows.map(({ lastRun, ...row }) => ({
    ...row,
    lastRun: lastRun && { ...lastRun, startedAt: new Date(lastRun.startedAt) },
  }));
}
