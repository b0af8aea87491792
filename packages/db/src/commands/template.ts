import type { Scope } from "@touchline/domain/access";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { inArray, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "../client.ts";
import { channel, department, journeyStage, touchpoint, touchpointOwner } from "../schema/structure.ts";
import { writeAudit } from "./audit.ts";
import { TEMPLATES, type TemplateName } from "./template-data.ts";

/** The owner of a new touchpoint has owned it for as long as answers can reach back. */
export const SINCE_EVER = "0001-01-01";

/** Rows of the table by slug, as they are now; a merged one's slug stands for what it was merged into. */
async function idsBySlug(
  tx: Tx,
  table: typeof department | typeof channel | typeof journeyStage,
  slugs: readonly string[],
): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx
    .select({ id: sql<number>`coalesce(${table.mergedIntoId}, ${table.id})`, slug: table.slug })
    .from(table)
    .where(inArray(table.slug, [...slugs]));
  return new Map(rows.map((row) => [row.slug, row.id]));
}

/**
 * Adds the departments, touchpoints and channels of a template that are not there yet, by slug. What is there,
 * renamed or archived, is left as it is, so that applying a template twice changes nothing.
 * Returns how many of each were added.
 */
export async function applyTemplate(
  db: Db,
  scope: Scope,
  name: TemplateName,
): Promise<{ departments: number; touchpoints: number; channels: number }> {
  const template = TEMPLATES[name];
  return db.transaction(async (tx) => {
    const added = await tx
      .insert(department)
      .values(template.departments.map(([slug, title], at) => ({ slug, name: title, position: at + 1 })))
      .onConflictDoNothing({ target: department.slug })
      .returning({ id: department.id });
    const touchpoints = await addTouchpoints(tx, name);
    const channels = await addChannels(tx, name);
    const result = { departments: added.length, touchpoints, channels };
    await writeAudit(tx, scope, { action: "template.apply", subject: `template ${name}`, after: result });
    return result;
  });
}

/**
 * Gives a new database the touchpoints and channels that every company starts from. One that has any touchpoint of its
 * own, archived ones included, is left as it is.
 */
export async function ensureStructure(db: Db, scope: Scope): Promise<void> {
  const [own] = await db
    .select({ id: touchpoint.id })
    .from(touchpoint)
    .where(ne(touchpoint.id, OVERALL_TOUCHPOINT.id))
    .limit(1);
  if (!own) await applyTemplate(db, scope, "general");
}

async function addTouchpoints(tx: Tx, name: TemplateName): Promise<number> {
  const seeds = TEMPLATES[name].touchpoints;
  const stages = await idsBySlug(
    tx,
    journeyStage,
    seeds.map(([, , stage]) => stage),
  );
  const departments = await idsBySlug(
    tx,
    department,
    seeds.map(([, , , owner]) => owner),
  );
  const added = await tx
    .insert(touchpoint)
    .values(
      seeds.map(([slug, title, stage, , directness, role], at) => ({
        slug,
        name: title,
        position: at + 1,
        stageId: stages.get(stage) ?? null,
        directness,
        role,
      })),
    )
    .onConflictDoNothing({ target: touchpoint.slug })
    .returning({ id: touchpoint.id, slug: touchpoint.slug });
  const owners = new Map(seeds.map(([slug, , , owner]) => [slug, owner]));
  const owned = added.map((row) => ({
    touchpointId: row.id,
    validFrom: SINCE_EVER,
    departmentId: departments.get(owners.get(row.slug) ?? "") ?? null,
  }));
  if (owned.length > 0) await tx.insert(touchpointOwner).values(owned);
  return added.length;
}

async function addChannels(tx: Tx, name: TemplateName): Promise<number> {
  const seeds = TEMPLATES[name].channels;
  const added = await tx
    .insert(channel)
    .values(seeds.map(([slug, title], at) => ({ slug, name: title, position: at + 1 })))
    .onConflictDoNothing({ target: channel.slug })
    .returning({ id: channel.id, slug: channel.slug });
  const ids = await idsBySlug(
    tx,
    channel,
    seeds.map(([slug]) => slug),
  );
  const parents = new Map(seeds.map(([slug, , parent]) => [slug, parent]));
  for (const row of added) {
    const parentId = ids.get(parents.get(row.slug) ?? "");
    if (parentId !== undefined)
      await tx.update(channel).set({ parentId }).where(sql`${channel.id} = ${row.id}`);
  }
  return added.length;
}
