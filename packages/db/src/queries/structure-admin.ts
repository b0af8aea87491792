import type { Scope } from "@touchline/domain/access";
import type { Day } from "@touchline/domain/day";
import { DEFAULT_WEIGHT } from "@touchline/domain/structure";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import type { ListedRow, TouchpointRow } from "./structure.ts";

/** A row as an administrator sees it, the built-in one left out. */
export interface KeptRow extends ListedRow {
  /** What it was merged into; its slug stands for that. */
  readonly mergedInto: string | null;
}

export interface KeptDepartment extends KeptRow {
  /** Names of the department heads who have it and may sign in. */
  readonly heads: readonly string[];
}

export interface KeptTouchpoint extends Omit<TouchpointRow, "stage">, KeptRow {
  readonly stageId: number | null;
  /** Every owner since ever, the newest first; null: nobody. */
  readonly owners: readonly { readonly from: Day; readonly departmentId: number | null }[];
  /** Every weight that was set, the newest first; none: the default of its directness. */
  readonly weights: readonly { readonly from: Day; readonly weight: number }[];
}

export interface KeptStructure {
  readonly stages: readonly KeptRow[];
  readonly touchpoints: readonly KeptTouchpoint[];
  readonly departments: readonly KeptDepartment[];
  readonly channels: readonly (KeptRow & { readonly parentId: number | null })[];
  readonly segments: readonly KeptRow[];
}

/** SELECT of a table's rows in their order, in use first; `more`: further columns of row `r`. */
const keptRows = (
  table: "journey_stage" | "department" | "channel" | "segment" | "touchpoint",
  more: SQL = sql``,
): SQL => sql`
  select r.id, r.slug, r.name, r.archived_at is not null archived, m.name "mergedInto" ${more}
  from ${sql.identifier(table)} r left join ${sql.identifier(table)} m on m.id = r.merged_into_id
  where r.id <> 0
  order by r.archived_at is not null, r.position, r.name, r.id`;

const HEADS = sql`, array(
  select u.name from user_department d join user_account u on u.id = d.user_id
  where d.department_id = r.id and u.role = 'department_head' and u.disabled_at is null order by u.name) heads`;
const NATURE = sql`, r.stage_id "stageId", r.directness, r.role, r.primary_question "primaryQuestion",
  (select coalesce(json_agg(json_build_object('from', o.valid_from, 'departmentId', o.department_id)
     order by o.valid_from desc), '[]') from touchpoint_owner o where o.touchpoint_id = r.id) owners,
  (select coalesce(json_agg(json_build_object('from', w.valid_from, 'weight', w.weight::float8)
     order by w.valid_from desc), '[]') from touchpoint_weight w where w.touchpoint_id = r.id) weights`;

/** A row as drizzle wants it: an interface has no index signature. */
type Plain<Row> = { [key in keyof Row]: Row[key] };

/** The whole structure, archived and merged rows last; owner and weight are those of the day `on`. */
export async function readStructure(
  db: Queryable,
  _scope: Scope,
  { on }: { on: Day },
): Promise<KeptStructure> {
  const [stages, departments, channels, segments, touchpoints] = await Promise.all([
    db.execute<Plain<KeptRow>>(keptRows("journey_stage")),
    db.execute<Plain<KeptDepartment>>(keptRows("department", HEADS)),
    db.execute<Plain<KeptStructure["channels"][number]>>(keptRows("channel", sql`, r.parent_id "parentId"`)),
    db.execute<Plain<KeptRow>>(keptRows("segment")),
    db.execute<Plain<Omit<KeptTouchpoint, "departmentId" | "weight">>>(keptRows("touchpoint", NATURE)),
  ]);
  return {
    stages: stages.rows,
    departments: departments.rows,
    channels: channels.rows,
    segments: segments.rows,
    touchpoints: touchpoints.rows.map((row) => ({
      ...row,
      departmentId: row.owners.find(({ from }) => from <= on)?.departmentId ?? null,
      weight: row.weights.find(({ from }) => from <= on)?.weight ?? DEFAULT_WEIGHT[row.directness],
    })),
  };
}
