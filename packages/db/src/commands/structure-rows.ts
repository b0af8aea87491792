import { AppError } from "@touchline/domain/errors";
import { STRUCTURE_WORDS, type StructureKind, slugify } from "@touchline/domain/structure";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Queryable, Tx } from "../client.ts";
import { channel, department, journeyStage, segment, touchpoint } from "../schema/structure.ts";

export const STRUCTURE_TABLES = { touchpoint, department, channel, stage: journeyStage, segment } as const;

/** Any constant. Whoever changes the structure by hand does so one after the other: positions have no gaps or clashes. */
const STRUCTURE_LOCK = 7_009;

export async function holdStructure(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${STRUCTURE_LOCK})`);
}

export interface StructureRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly archived: boolean;
  readonly mergedIntoId: number | null;
}

/** How the audit log names a row. */
export const subjectOf = (kind: StructureKind, row: Pick<StructureRow, "slug">): string =>
  `${STRUCTURE_WORDS[kind]} ${row.slug}`;

/** A row that people made. Throws "not_found", or "invalid" for one that is built in. */
export async function requireRow(db: Queryable, kind: StructureKind, id: number): Promise<StructureRow> {
  const table = STRUCTURE_TABLES[kind];
  const [row] = await db
    .select({
      id: table.id,
      slug: table.slug,
      name: table.name,
      archived: sql<boolean>`${table.archivedAt} is not null`,
      mergedIntoId: table.mergedIntoId,
    })
    .from(table)
    .where(eq(table.id, id));
  if (!row) throw new AppError("not_found", `There is no such ${STRUCTURE_WORDS[kind]}.`);
  if (id === 0) throw new AppError("invalid", `"${row.name}" is built in: it stays as it is.`);
  return row;
}

/** The same, in use: throws "conflict" for an archived or merged one. */
export async function requireActive(db: Queryable, kind: StructureKind, id: number): Promise<StructureRow> {
  const row = await requireRow(db, kind, id);
  if (row.mergedIntoId !== null)
    throw new AppError("conflict", `"${row.name}" was merged into another ${STRUCTURE_WORDS[kind]}.`);
  if (row.archived) throw new AppError("conflict", `"${row.name}" is archived. Restore it first.`);
  return row;
}

/** Throws "conflict" where another one of the kind, archived ones included, is called so. */
export async function requireFreeName(tx: Tx, kind: StructureKind, name: string, ownId = -1): Promise<void> {
  const table = STRUCTURE_TABLES[kind];
  const [taken] = await tx
    .select({ name: table.name, archived: sql<boolean>`${table.archivedAt} is not null` })
    .from(table)
    .where(and(sql`lower(${table.name}) = lower(${name})`, ne(table.id, ownId), isNull(table.mergedIntoId)))
    .limit(1);
  if (!taken) return;
  const word = STRUCTURE_WORDS[kind];
  throw new AppError(
    "conflict",
    taken.archived
      ? `An archived ${word} is called "${taken.name}". Restore it, or choose another name.`
      : `There is a ${word} called "${taken.name}" already.`,
  );
}

/** Slugs of the name, the plainest first: "delivery", "delivery-2", ... A name without Latin letters gives its kind's. */
export function* slugsOf(kind: StructureKind, name: string): Generator<string> {
  const plain = slugify(name).slice(0, 100).replace(/-+$/, "") || kind;
  yield plain;
  for (let nth = 2; ; nth += 1) yield `${plain}-${nth}`;
}
