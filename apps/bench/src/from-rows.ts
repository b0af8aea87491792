import { createDb, type Db } from "@touchline/db/client";
import { sql } from "drizzle-orm";

const SCHEMA = "from_rows";
const SCORES = Array.from({ length: 11 }, (_, score) => score);
const MONTH = "date_trunc('month', day::timestamp)::date as month";
const ROLLUPS: Readonly<Record<string, readonly string[]>> = {
  rollup_month: [MONTH],
  rollup_day: ["day"],
  rollup_day_channel: ["day", "channel_id"],
  rollup_month_channel: [MONTH, "channel_id"],
  rollup_month_segment: [MONTH, "segment_id"],
  rollup_month_channel_segment: [MONTH, "channel_id", "segment_id"],
};

/**
 * The same database with every rollup replaced by a view that counts the answers themselves: whatever is asked of it is
 * answered from raw rows, by the product's own procedures.
 */
export async function openFromRows(
  db: Db,
  url: string,
): Promise<{ readonly db: Db; readonly close: () => Promise<void> }> {
  await db.execute(sql.raw(`create schema if not exists ${SCHEMA}`));
  const counters = SCORES.map((score) => `count(*) filter (where score = ${score})::int as c${score}`);
  for (const [name, keys] of Object.entries(ROLLUPS)) {
    const columns = ["touchpoint_id", ...keys, "question", "evidence"];
    await db.execute(
      sql.raw(`create or replace view ${SCHEMA}.${name} as
        select ${[...columns, ...counters].join(", ")}
        from (select *, (at at time zone (select time_zone from public.organisation))::date as day
              from public.answer where not excluded) answered
        group by ${columns.map((_, at) => at + 1).join(", ")}`),
    );
  }
  const address = new URL(url);
  address.searchParams.set("options", `-c jit=off -c search_path=${SCHEMA},public`);
  const opened = createDb(address.href);
  const { rows } = await opened.db.execute<{ kind: string }>(
    sql`select relkind::text as kind from pg_class where oid = 'rollup_month'::regclass`,
  );
  if (rows[0]?.kind !== "v") throw new Error("the rollups are still read");
  return opened;
}

/** What an entry of a list is called, without its numbers. */
const nameOf = (entry: unknown): string =>
  JSON.stringify(entry, (_, value: unknown) => (typeof value === "number" ? null : value)) ?? "";
const byName = (list: readonly unknown[]) =>
  list.map((entry) => ({ entry, name: nameOf(entry) })).sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * Where two answers differ, as paths into them. Numbers may differ by what adding in another order makes, and lists by the
 * order of what the database gave in no order.
 */
export function differencesOf(one: unknown, other: unknown, path = ""): string[] {
  if (typeof one === "number" && typeof other === "number")
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? [] : [path];
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return Object.is(one, other) ? [] : [path];
  if (one instanceof Date) return String(one) === String(other) ? [] : [path];
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  const found = [...new Set([...a.keys(), ...b.keys()])].flatMap((key) =>
    differencesOf(a.get(key), b.get(key), `${path}.${key}`),
  );
  if (found.length === 0 || !Array.isArray(one) || !Array.isArray(other)) return found;
  const [mine, theirs] = [byName(one), byName(other)];
  const again = mine.flatMap(({ entry }, at) => differencesOf(entry, theirs[at]?.entry, `${path}.${at}`));
  return mine.length === theirs.length && again.length === 0 ? [] : found;
}
