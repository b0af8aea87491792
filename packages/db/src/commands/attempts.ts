import type { Scope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";

/** The longest that anybody has to wait, so that nobody is locked out for good. Seconds. */
const LONGEST_WAIT = 15 * 60;
/** A counter that rested for so long begins anew. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

export type Attempt =
  /** Counted; the receipt takes it back when it turns out to be no guess. */
  | { readonly allowed: true; readonly receipt: { readonly key: string; readonly blockedUntil: Date | null } }
  | { readonly allowed: false; readonly waitMs: number };

/**
 * Counts one try against `key` before it is made, so that tries at once are counted exactly. The first `free` go
 * unhindered; each from then on closes the door for 1 s, 2 s, 4 s and so on, at most a quarter of an hour.
 */
export async function takeAttempt(
  db: Queryable,
  _scope: Scope,
  input: { key: string; free: number; now: Date },
): Promise<Attempt> {
  const { key, free, now } = input;
  const stale = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  const waitAfter = (count: ReturnType<typeof sql>) => sql`case when ${count} < ${free}::int then null
    else ${now}::timestamptz + make_interval(secs => least(${LONGEST_WAIT}::int, power(2, least(${count} - ${free}::int, 20)))) end`;
  const count = sql`(case when a.last_at < ${stale}::timestamptz then 1 else a.count + 1 end)`;
  const { rows } = await db.execute<{ blocked_ms: number | null }>(sql`
    insert into attempt as a (key, count, last_at, blocked_until)
    values (${key}, 1, ${now}, ${waitAfter(sql`1`)})
    on conflict (key) do update set count = ${count}, last_at = ${now}, blocked_until = ${waitAfter(count)}
    where a.blocked_until is null or a.blocked_until <= ${now}::timestamptz
    returning (extract(epoch from blocked_until) * 1000)::float8 as blocked_ms`);
  const [taken] = rows;
  if (taken) {
    const { blocked_ms: ms } = taken;
    return { allowed: true, receipt: { key, blockedUntil: ms === null ? null : new Date(ms) } };
  }
  const { rows: found } = await db.execute<{ wait_ms: number | null }>(sql`
    select (extract(epoch from blocked_until - ${now}::timestamptz) * 1000)::float8 as wait_ms from attempt where key = ${key}`);
  return { allowed: false, waitMs: Math.max(1, Math.ceil(found[0]?.wait_ms ?? 1)) };
}

/** Takes back a try that was no guess, with the wait that it caused and no other's. */
export async function giveBackAttempt(
  db: Queryable,
  _scope: Scope,
  receipt: { key: string; blockedUntil: Date | null },
): Promise<void> {
  await db.execute(sql`
    update attempt set count = greatest(count - 1, 0),
      blocked_until = case when blocked_until is not distinct from ${receipt.blockedUntil}::timestamptz then null
                           else blocked_until end
    where key = ${receipt.key}`);
}

/** Begins the counters anew, after their owner has proven who they are; drops what has long been forgotten. */
export async function clearAttempts(
  db: Queryable,
  _scope: Scope,
  input: { keys: readonly string[]; now: Date },
): Promise<void> {
  for (const key of input.keys) await db.execute(sql`delete from attempt where key = ${key}`);
  const stale = new Date(input.now.getTime() - FORGOTTEN_AFTER_MS);
  await db.execute(sql`
    delete from attempt where key in (
      select key from attempt where last_at < ${stale} limit 1000 for update skip locked)`);
}
