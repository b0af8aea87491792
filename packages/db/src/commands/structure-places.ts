import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { StructureKind } from "@touchline/domain/structure";
import { and, asc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Db, Queryable, Tx } from "../client.ts";
import { channel, touchpoint } from "../schema/structure.ts";
import { writeAudit } from "./audit.ts";
import { holdStructure, requireActive, STRUCTURE_TABLES, subjectOf } from "./structure-rows.ts";

/** What holds a row: the stage of a touchpoint, the parent of a channel. null: no stage, the first level, or no such thing. */
type Place = number | null;

/** Rows in use that stand together, but for the built-in one, which has no place among them. */
function together(kind: StructureKind, place: Place): SQL | undefined {
  const table = STRUCTURE_TABLES[kind];
  const inPlace = (column: typeof touchpoint.stageId | typeof channel.parentId) =>
    place === null ? isNull(column) : eq(column, place);
  return and(
    isNull(table.archivedAt),
    ne(table.id, 0),
    kind === "touchpoint" ? inPlace(touchpoint.stageId) : undefined,
    kind === "channel" ? inPlace(channel.parentId) : undefined,
  );
}

/** Ids of the rows in a place, in order. */
async function orderIn(db: Queryable, kind: StructureKind, place: Place): Promise<number[]> {
  const table = STRUCTURE_TABLES[kind];
  const rows = await db
    .select({ id: table.id })
    .from(table)
    .where(together(kind, place))
    .orderBy(asc(table.position), asc(table.name), asc(table.id));
  return rows.map(({ id }) => id);
}

async function writeOrder(tx: Tx, kind: StructureKind, ids: readonly number[]): Promise<void> {
  const table = STRUCTURE_TABLES[kind];
  await tx.execute(sql`
    update ${table} set position = o.nth
    from unnest(${`{${ids.join(",")}}`}::int[]) with ordinality o (id, nth) where ${table.id} = o.id`);
}

/** Throws where a row may not stand in the place: stages and parents must be in use, channels have two levels. */
export async function requirePlace(
  db: Queryable,
  kind: StructureKind,
  place: Place,
  id: number | null,
): Promise<void> {
  if (place === null) return;
  if (kind === "touchpoint") {
    await requireActive(db, "stage", place);
    return;
  }
  if (kind !== "channel") throw new AppError("invalid", "Only touchpoints and channels stand in another.");
  if (place === id) throw new AppError("invalid", "A channel can't be below itself.");
  const parent = await requireActive(db, "channel", place);
  const [below] = await db.select({ parentId: channel.parentId }).from(channel).where(eq(channel.id, place));
  if (below?.parentId !== null)
    throw new AppError("conflict", `"${parent.name}" is below another channel: there are two levels.`);
  if (id === null) return;
  const [child] = await db
    .select({ name: channel.name })
    .from(channel)
    .where(eq(channel.parentId, id))
    .limit(1);
  if (child)
    throw new AppError(
      "conflict",
      `It holds "${child.name}" itself, and there are two levels. Move that first.`,
    );
}

/** Puts a row last in a place, whatever its position said. In a transaction that holds the structure. */
export async function putLast(tx: Tx, kind: StructureKind, place: Place, id: number): Promise<void> {
  const others = (await orderIn(tx, kind, place)).filter((other) => other !== id);
  await writeOrder(tx, kind, [...others, id]);
}

/** Where a touchpoint or channel stands; null for the other kinds. */
export async function placeOf(db: Queryable, kind: StructureKind, id: number): Promise<Place> {
  if (kind === "touchpoint") {
    const [row] = await db
      .select({ place: touchpoint.stageId })
      .from(touchpoint)
      .where(eq(touchpoint.id, id));
    return row?.place ?? null;
  }
  if (kind !== "channel") return null;
  const [row] = await db.select({ place: channel.parentId }).from(channel).where(eq(channel.id, id));
  return row?.place ?? null;
}

export interface Move {
  readonly kind: StructureKind;
  readonly id: number;
  /** The stage or parent where it shall stand; null for none, and for the kinds that have no such thing. */
  readonly place: Place;
  /** The row that it shall stand before; null: last. */
  readonly before: number | null;
}

/**
 * Puts a row in its place among its like and numbers all of them from 1. It says where to stand and not who stands
 * where, so that two admins at once both get what they asked for. Throws "conflict" where what it shall stand before
 * has gone, "not_found", or "invalid".
 */
export function moveStructure(db: Db, scope: Scope, { kind, id, place, before }: Move): Promise<void> {
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const row = await requireActive(tx, kind, id);
    await requirePlace(tx, kind, place, id);
    const wasIn = await placeOf(tx, kind, id);
    const wasAt = (await orderIn(tx, kind, wasIn)).indexOf(id) + 1;
    const order = (await orderIn(tx, kind, place)).filter((other) => other !== id);
    const at = before === null ? order.length : order.indexOf(before);
    if (at < 0)
      throw new AppError("conflict", "Somebody else changed the order meanwhile. Look again, then move it.");
    order.splice(at, 0, id);
    if (kind === "touchpoint")
      await tx.update(touchpoint).set({ stageId: place }).where(eq(touchpoint.id, id));
    if (kind === "channel") await tx.update(channel).set({ parentId: place }).where(eq(channel.id, id));
    await writeOrder(tx, kind, order);
    const held = kind === "touchpoint" ? "stageId" : "parentId";
    const told = (inPlace: Place, position: number) =>
      kind === "touchpoint" || kind === "channel" ? { [held]: inPlace, position } : { position };
    await writeAudit(tx, scope, {
      action: "structure.move",
      subject: subjectOf(kind, row),
      before: told(wasIn, wasAt),
      after: told(place, order.indexOf(id) + 1),
    });
  });
}
