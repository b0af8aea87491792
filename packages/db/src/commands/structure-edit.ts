import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { QuestionType } from "@touchline/domain/question";
import {
  DEFAULT_WEIGHT,
  type Directness,
  STRUCTURE_WORDS,
  type StructureKind,
  type TouchpointRole,
} from "@touchline/domain/structure";
import { asc, eq } from "drizzle-orm";
import type { Db, Tx } from "../client.ts";
import { touchpoint, touchpointOwner, touchpointWeight } from "../schema/structure.ts";
import { writeAudit } from "./audit.ts";
import { putLast, requirePlace } from "./structure-places.ts";
import {
  holdStructure,
  requireActive,
  requireFreeName,
  STRUCTURE_TABLES,
  slugsOf,
  subjectOf,
} from "./structure-rows.ts";
import { SINCE_EVER } from "./template.ts";

/** What a touchpoint is, beside its name and place. */
export interface TouchpointNature {
  readonly directness: Directness;
  readonly role: TouchpointRole;
}

export type NewStructure =
  | { readonly kind: "department" | "stage" | "segment"; readonly name: string }
  | { readonly kind: "channel"; readonly name: string; readonly parentId: number | null }
  | ({
      readonly kind: "touchpoint";
      readonly name: string;
      readonly stageId: number | null;
      readonly departmentId: number | null;
    } & TouchpointNature);

/** The columns of a new row beside slug and name. */
function columnsOf(input: NewStructure): object {
  if (input.kind === "channel") return { parentId: input.parentId };
  if (input.kind !== "touchpoint") return {};
  return { stageId: input.stageId, directness: input.directness, role: input.role };
}

/**
 * Adds a row, last in its place, with a slug made from its name; a touchpoint with its owner since ever. Returns its
 * id. Throws "conflict" for a name that is taken.
 */
export function addStructure(db: Db, scope: Scope, input: NewStructure): Promise<number> {
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const { kind, name } = input;
    await requireFreeName(tx, kind, name);
    const place =
      input.kind === "touchpoint" ? input.stageId : input.kind === "channel" ? input.parentId : null;
    await requirePlace(tx, kind, place, null);
    const owner = input.kind === "touchpoint" ? input.departmentId : null;
    if (owner !== null) await requireActive(tx, "department", owner);
    const { id, slug } = await insertNamed(tx, input);
    if (kind === "touchpoint")
      await tx
        .insert(touchpointOwner)
        .values({ touchpointId: id, validFrom: SINCE_EVER, departmentId: owner });
    await putLast(tx, kind, place, id);
    const { kind: _, ...after } = input;
    await writeAudit(tx, scope, {
      action: "structure.create",
      subject: subjectOf(kind, { slug }),
      after: { id, slug, ...after },
    });
    return id;
  });
}

/** An import may take the slug at the very same moment: the next one is tried. */
async function insertNamed(tx: Tx, input: NewStructure): Promise<{ id: number; slug: string }> {
  const table = STRUCTURE_TABLES[input.kind];
  for (const slug of slugsOf(input.kind, input.name)) {
    const values = { slug, name: input.name, ...columnsOf(input) };
    const [made] = await tx
      .insert(table)
      .values(values as typeof touchpoint.$inferInsert)
      .onConflictDoNothing({ target: table.slug })
      .returning({ id: table.id });
    if (made) return { id: made.id, slug };
  }
  throw new Error("slugs never end");
}

/** Gives a row another name. Its slug stays, so that files still find it. Throws "not_found" or "conflict". */
export function renameStructure(
  db: Db,
  scope: Scope,
  { kind, id, name }: { kind: StructureKind; id: number; name: string },
): Promise<void> {
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const row = await requireActive(tx, kind, id);
    await requireFreeName(tx, kind, name, id);
    const table = STRUCTURE_TABLES[kind];
    await tx.update(table).set({ name }).where(eq(table.id, id));
    await writeAudit(tx, scope, {
      action: "structure.rename",
      subject: subjectOf(kind, row),
      before: { name: row.name },
      after: { name },
    });
  });
}

export interface TouchpointChange extends TouchpointNature {
  readonly id: number;
  /** The question that makes its score; null: the first answers choose it. */
  readonly primaryQuestion: QuestionType | null;
}

/**
 * Changes what a touchpoint is. Another directness weighs otherwise from `today` on; the past keeps the weight that it
 * had. Throws "not_found" or "conflict".
 */
export function updateTouchpoint(
  db: Db,
  scope: Scope,
  { id, today, ...after }: TouchpointChange & { today: string },
): Promise<void> {
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const row = await requireActive(tx, "touchpoint", id);
    const [before] = await tx
      .select({
        directness: touchpoint.directness,
        role: touchpoint.role,
        primaryQuestion: touchpoint.primaryQuestion,
      })
      .from(touchpoint)
      .where(eq(touchpoint.id, id));
    if (!before) throw new AppError("not_found", `There is no such ${STRUCTURE_WORDS.touchpoint}.`);
    if (before.directness !== after.directness) await keepPastWeight(tx, id, before.directness, after, today);
    await tx.update(touchpoint).set(after).where(eq(touchpoint.id, id));
    await writeAudit(tx, scope, {
      action: "structure.update",
      subject: subjectOf("touchpoint", row),
      before,
      after,
    });
  });
}

/** Without a weight of its own a touchpoint has its directness's: written down before that changes. */
async function keepPastWeight(
  tx: Tx,
  touchpointId: number,
  was: Directness,
  { directness }: TouchpointNature,
  today: string,
): Promise<void> {
  const [first] = await tx
    .select({ validFrom: touchpointWeight.validFrom })
    .from(touchpointWeight)
    .where(eq(touchpointWeight.touchpointId, touchpointId))
    .orderBy(asc(touchpointWeight.validFrom))
    .limit(1);
  if (first?.validFrom === SINCE_EVER) return;
  await tx
    .insert(touchpointWeight)
    .values({ touchpointId, validFrom: SINCE_EVER, weight: DEFAULT_WEIGHT[was] });
  if (first && first.validFrom <= today) return;
  await tx
    .insert(touchpointWeight)
    .values({ touchpointId, validFrom: today, weight: DEFAULT_WEIGHT[directness] });
}
