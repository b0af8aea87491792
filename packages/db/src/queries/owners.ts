import type { DayRange } from "@touchline/domain/day";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { midnight } from "./contacts.ts";

export interface Owners {
  /** An expression for how many changes of any owner came before an instant of the range. */
  readonly part: (at: SQL) => SQL;
  /** An expression for who owned a touchpoint in a part of the range; null = nobody. */
  readonly of: (touchpoint: SQL, part: SQL) => SQL;
}

/** Looks owners of a range up in an array, by touchpoint and part: to join them row by row takes longer than all the rest. */
export async function readOwners(
  db: Queryable,
  { range, timeZone }: { readonly range: DayRange; readonly timeZone?: string | undefined },
): Promise<Owners> {
  const { rows } = await db.execute<{ touchpoint: number; department: number | null; since: string }>(sql`
    select touchpoint_id touchpoint, department_id department, valid_from since from touchpoint_owner
    where valid_from < ${range.to}::date order by touchpoint_id, valid_from`);
  const changes = [...new Set(rows.map(({ since }) => since))].filter((day) => day > range.from).sort();
  const parts = changes.length + 1;
  const table: (number | null)[] = [];
  for (const { touchpoint, department, since } of rows) {
    const first = changes.filter((day) => day <= since).length;
    // Later owners of the same touchpoint follow, and take over from their day on.
    for (let part = first; part < parts; part += 1) table[touchpoint * parts + part] = department;
  }
  const owners = `{${Array.from(table, (department) => department ?? "null").join(",")}}`;
  const bounds = sql`array[${sql.join(
    changes.map((day) => midnight(day, timeZone)),
    sql`, `,
  )}]::timestamptz[]`;
  return {
    part: (at) => sql`width_bucket(${at}, ${bounds})`,
    of: (touchpoint, part) =>
      sql`(${owners}::int[])[${touchpoint} * ${sql.raw(String(parts))} + ${part} + 1]`,
  };
}
