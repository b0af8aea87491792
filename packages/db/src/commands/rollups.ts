import { type SQL, sql } from "drizzle-orm";
import type { Db, Queryable, Tx } from "../client.ts";
import { SCORE_COLUMNS } from "../schema/columns.ts";

/** Any constant: whoever writes to a rollup holds it until the transaction ends. */
const DRAIN_LOCK = 7_003;

interface Rollup {
  readonly table: string;
  /** Key columns before question and evidence; touchpoint first, so that a touchpoint's cells lie together. */
  readonly key: readonly string[];
}

const ROLLUPS: readonly Rollup[] = [
  { table: "rollup_month", key: ["touchpoint_id", "month"] },
  { table: "rollup_day", key: ["touchpoint_id", "day"] },
  { table: "rollup_day_channel", key: ["touchpoint_id", "day", "channel_id"] },
  { table: "rollup_month_channel", key: ["touchpoint_id", "month", "channel_id"] },
  { table: "rollup_month_segment", key: ["touchpoint_id", "month", "segment_id"] },
  { table: "rollup_month_channel_segment", key: ["touchpoint_id", "month", "channel_id", "segment_id"] },
];

const KEY_TYPES: Readonly<Record<string, string>> = {
  touchpoint_id: "int",
  month: "date",
  day: "date",
  channel_id: "int",
  segment_id: "int",
  question: "question_type",
  evidence: "evidence",
};

const raw = sql.raw;
const keyOf = (rollup: Rollup): string[] => [...rollup.key, "question", "evidence"];
const counters = (make: (column: string) => string): SQL => raw(SCORE_COLUMNS.map(make).join(", "));
const allZero = (prefix: string): SQL => raw(SCORE_COLUMNS.map((c) => `${prefix}.${c} = 0`).join(" and "));
/** Key columns of a rollup read from rows that have a day. */
const keyFromDay = (rollup: Rollup): SQL =>
  raw(
    keyOf(rollup)
      .map((column) => (column === "month" ? "date_trunc('month', day::timestamp)::date as month" : column))
      .join(", "),
  );

/** Adds `cells` (the rollup's key and signed counters, each key once) to a rollup, in the order of its key. */
const addTo = (rollup: Rollup, cells: SQL): SQL => {
  const key = raw(keyOf(rollup).join(", "));
  return sql`insert into ${raw(rollup.table)} (${key}, ${counters((c) => c)})
    select ${key}, ${counters((c) => c)} from (${cells}) cells order by ${key}
    on conflict (${key}) do update set ${counters((c) => `${c} = ${rollup.table}.${c} + excluded.${c}`)}`;
};

/**
 * Moves up to `batch` pending deltas into the rollups, all or nothing, and removes cells that became empty.
 * Waits for its turn; inside a caller's transaction it sees and drains the caller's own deltas too, and keeps the
 * turn until that transaction ends. Needs read committed. Returns how many deltas were drained.
 */
export function drain(queryable: Queryable, batch = 50_000): Promise<number> {
  return queryable.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${DRAIN_LOCK})`);
    return drainHeld(tx, batch);
  });
}

async function drainHeld(tx: Tx, batch: number): Promise<number> {
  const upserts = ROLLUPS.map(
    (rollup) => sql`${raw(`into_${rollup.table}`)} as (
      ${addTo(
        rollup,
        sql`select ${keyFromDay(rollup)}, ${counters((c) => `sum(${c}) as ${c}`)}
            from gone group by ${raw(
              keyOf(rollup)
                .map((_, i) => i + 1)
                .join(", "),
            )}`,
      )}
      returning ${raw(keyOf(rollup).join(", "))}, (${allZero(rollup.table)}) as emptied)`,
  );
  const emptied = ROLLUPS.map(
    ({ table }) => sql`(select json_agg(k) from ${raw(`into_${table}`)} k where emptied) as ${raw(table)}`,
  );
  const { rows } = await tx.execute<{ drained: number } & Record<string, unknown>>(sql`
    with gone as (
      delete from rollup_delta where id in (select id from rollup_delta order by id limit ${batch}) returning *),
    ${sql.join(upserts, sql`, `)}
    select (select count(*) from gone)::int as drained, ${sql.join(emptied, sql`, `)}`);
  const result = rows[0];
  for (const rollup of ROLLUPS) {
    const cells = result?.[rollup.table];
    if (cells) await removeCells(tx, rollup, cells);
  }
  return result?.drained ?? 0;
}

/** A second statement, because one statement can't change a row twice. */
async function removeCells(tx: Tx, rollup: Rollup, cells: unknown): Promise<void> {
  const key = keyOf(rollup);
  await tx.execute(sql`
    delete from ${raw(rollup.table)} r
    using json_to_recordset(${JSON.stringify(cells)}::json) k (${raw(key.map((c) => `${c} ${KEY_TYPES[c]}`).join(", "))})
    where ${raw(key.map((c) => `r.${c} = k.${c}`).join(" and "))}`);
}

/**
 * Drains until nothing is pending, `batch` deltas to a transaction, for a worker. Leaves at once with what it has
 * done when somebody else is draining. Returns how many deltas were drained.
 */
export async function drainAll(db: Db, batch = 50_000): Promise<number> {
  let total = 0;
  for (;;) {
    const drained = await db.transaction(async (tx) => {
      const { rows } = await tx.execute<{ mine: boolean }>(
        sql`select pg_try_advisory_xact_lock(${DRAIN_LOCK}) as mine`,
      );
      return rows[0]?.mine ? drainHeld(tx, batch) : 0;
    });
    total += drained;
    if (drained < batch) return total;
  }
}

/** Cells where raw answers minus (rollup plus pending) is not nothing in some counter: key and what is missing. */
const missingIn = (rollup: Rollup): SQL => {
  const groups = raw(
    keyOf(rollup)
      .map((_, i) => i + 1)
      .join(", "),
  );
  const key = raw(keyOf(rollup).join(", "));
  return sql`
    select ${key}, ${counters((c) => `sum(${c})::int as ${c}`)}
    from (
      select ${keyFromDay(rollup)}, ${raw(
        SCORE_COLUMNS.map((c, score) => `count(*) filter (where score = ${score}) as ${c}`).join(", "),
      )}
      from (select *, (at at time zone (select time_zone from organisation))::date as day
            from answer where not excluded) answered
      group by ${groups}
      union all
      select ${key}, ${counters((c) => `-${c}`)} from ${raw(rollup.table)}
      union all
      select ${keyFromDay(rollup)}, ${counters((c) => `-${c}`)} from rollup_delta) sides
    group by ${groups}
    having ${raw(SCORE_COLUMNS.map((c) => `sum(${c}) <> 0`).join(" or "))}`;
};

/** One wrong cell of a rollup: `missing` by score, raw minus counted (negative: too many). */
export interface RollupDifference {
  readonly rollup: string;
  readonly key: Readonly<Record<string, string | number>>;
  readonly missing: readonly number[];
}

/**
 * Compares every counter of the rollups, with what is pending, with the raw answers. Safe while others write:
 * each rollup is compared within one statement. At most `limit` differences per rollup; none means all is exact.
 */
export async function verifyRollups(db: Queryable, limit = 100): Promise<RollupDifference[]> {
  const differences: RollupDifference[] = [];
  for (const rollup of ROLLUPS) {
    const { rows } = await db.execute<Record<string, string | number>>(
      sql`${missingIn(rollup)} order by ${raw(keyOf(rollup).join(", "))} limit ${limit}`,
    );
    for (const row of rows) {
      differences.push({
        rollup: rollup.table,
        key: Object.fromEntries(keyOf(rollup).map((column) => [column, row[column] ?? ""])),
        missing: SCORE_COLUMNS.map((column) => Number(row[column])),
      });
    }
  }
  return differences;
}

/**
 * Brings every counter back to what the raw answers say, whatever the rollups hold (nothing, or days of another
 * time zone). Writes only cells that differ, so that readers and writers go on meanwhile, each seeing the state
 * before or after. Returns how many cells were put right.
 */
export function rebuildRollups(db: Queryable): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${DRAIN_LOCK})`);
    let cells = 0;
    for (const rollup of ROLLUPS) {
      cells += (await tx.execute(addTo(rollup, missingIn(rollup)))).rowCount ?? 0;
      await tx.execute(sql`delete from ${raw(rollup.table)} r where ${allZero("r")}`);
    }
    return cells;
  });
}
