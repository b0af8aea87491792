import type { Scope } from "@touchline/domain/access";
import type { Day } from "@touchline/domain/day";
import { AppError } from "@touchline/domain/errors";
import { STRUCTURE_WORDS, type StructureKind } from "@touchline/domain/structure";
import { eq, sql } from "drizzle-orm";
import type { Db, Queryable, Tx } from "../client.ts";
import { countEffect, type StructureEffect } from "../queries/structure-effects.ts";
import { writeAudit } from "./audit.ts";
import { placeOf, putLast } from "./structure-places.ts";
import { holdStructure, requireActive, requireRow, STRUCTURE_TABLES, subjectOf } from "./structure-rows.ts";

export interface Archive {
  readonly kind: StructureKind;
  readonly id: number;
  /** Today, in the organisation's zone: from then on a department owns nothing. */
  readonly on: Day;
}

/**
 * What archiving would leave behind, and whether it can be done: throws "not_found", or "conflict" where something in
 * use stands in it.
 */
export async function readArchiveEffect(
  db: Queryable,
  _scope: Scope,
  { kind, id, on }: Archive,
): Promise<StructureEffect> {
  const row = await requireActive(db, kind, id);
  if (kind === "channel") await requireEmpty(db, row.name, sql`channel where parent_id = ${id}`, "channel");
  if (kind === "stage")
    await requireEmpty(db, row.name, sql`touchpoint where stage_id = ${id}`, "touchpoint");
  return countEffect(db, { kind, id, on });
}

async function requireEmpty(
  db: Queryable,
  name: string,
  held: ReturnType<typeof sql>,
  kind: "channel" | "touchpoint",
): Promise<void> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int count from ${held} and archived_at is null`,
  );
  const count = rows[0]?.count ?? 0;
  if (count === 0) return;
  throw new AppError(
    "conflict",
    `"${name}" holds ${count} ${kind}${count === 1 ? "" : "s"} in use. Move or archive ${count === 1 ? "it" : "them"} first.`,
  );
}

/**
 * Takes a row out of use: it is offered nowhere and nothing new may stand in it, while its answers stay with it. What a
 * department owned is nobody's from today on. Throws as readArchiveEffect.
 */
export function archiveStructure(
  db: Db,
  scope: Scope,
  { now, ...input }: Archive & { now: Date },
): Promise<StructureEffect> {
  const { kind, id, on } = input;
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const row = await requireActive(tx, kind, id);
    const effect = await readArchiveEffect(tx, scope, input);
    const left = kind === "department" ? await leaveTouchpoints(tx, id, on) : [];
    const table = STRUCTURE_TABLES[kind];
    await tx.update(table).set({ archivedAt: now }).where(eq(table.id, id));
    await writeAudit(tx, scope, {
      action: "structure.archive",
      subject: subjectOf(kind, row),
      before: { name: row.name, archived: false, ...(kind === "department" && { owns: left }) },
      after: { name: row.name, archived: true, ...(kind === "department" && { owns: [] }) },
    });
    return effect;
  });
}

/** Ends what the department owns on the day or was to own later. Returns the touchpoints' slugs. */
async function leaveTouchpoints(tx: Tx, id: number, on: Day): Promise<string[]> {
  await tx.execute(sql`
    update touchpoint_owner set department_id = null where department_id = ${id} and valid_from > ${on}::date`);
  const { rows } = await tx.execute<{ slug: string }>(sql`
    with owned as (
      select t.id, t.slug from touchpoint t where ${id} = (
        select o.department_id from touchpoint_owner o where o.touchpoint_id = t.id and o.valid_from <= ${on}::date
        order by o.valid_from desc limit 1)),
    ended as (
      insert into touchpoint_owner (touchpoint_id, valid_from, department_id) select id, ${on}::date, null from owned
      on conflict (touchpoint_id, valid_from) do update set department_id = null)
    select slug from owned order by slug`);
  return rows.map(({ slug }) => slug);
}

/**
 * Takes an archived row into use again, last in its place. A department owns nothing then. Throws "not_found", or
 * "conflict" for one that was merged, or whose stage or parent is archived.
 */
export function restoreStructure(
  db: Db,
  scope: Scope,
  { kind, id }: { kind: StructureKind; id: number },
): Promise<void> {
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const row = await requireRow(tx, kind, id);
    if (row.mergedIntoId !== null)
      throw new AppError(
        "conflict",
        `"${row.name}" was merged into another ${STRUCTURE_WORDS[kind]}: all that it held is there.`,
      );
    if (!row.archived) throw new AppError("conflict", `"${row.name}" is in use already.`);
    const place = await placeOf(tx, kind, id);
    if (place !== null) await requireActive(tx, kind === "channel" ? "channel" : "stage", place);
    const table = STRUCTURE_TABLES[kind];
    await tx.update(table).set({ archivedAt: null }).where(eq(table.id, id));
    await putLast(tx, kind, place, id);
    await writeAudit(tx, scope, {
      action: "structure.restore",
      subject: subjectOf(kind, row),
      before: { name: row.name, archived: true },
      after: { name: row.name, archived: false },
    });
  });
}
