import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Db, Queryable } from "../client.ts";
import { mapping } from "../schema/import.ts";
import { writeAudit } from "./audit.ts";

/** Two that store a mapping of one name at once take turns, so that versions stay without gaps or clashes. */
const MAPPING_LOCK = 7_007;

/** The stored version of a mapping with this body, also an old one; a new version where none has it. Call it in a transaction. */
export async function ensureMapping(tx: Queryable, name: string, body: unknown): Promise<{ id: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MAPPING_LOCK})`);
  const [known] = await tx
    .select({ id: mapping.id })
    .from(mapping)
    .where(and(eq(mapping.name, name), sql`${mapping.body} = ${JSON.stringify(body)}::jsonb`))
    .orderBy(desc(mapping.version))
    .limit(1);
  return known ?? addVersion(tx, name, body);
}

async function addVersion(
  tx: Queryable,
  name: string,
  body: unknown,
): Promise<{ id: number; version: number }> {
  const [made] = await tx
    .insert(mapping)
    .values({
      name,
      version: sql`(select coalesce(max(m.version), 0) + 1 from mapping m where m.name = ${name})`,
      body: sql`${JSON.stringify(body)}::jsonb`,
    })
    .returning({ id: mapping.id, version: mapping.version });
  if (!made) throw new Error(`mapping ${name} was not stored`);
  return made;
}

/**
 * Stores a checked mapping as the newest version of its name, unless it is that already: what an old version said, too,
 * is in force only as the newest. basedOn: the version that was edited; throws AppError "conflict" where somebody stored
 * another one since.
 */
export function saveMapping(
  db: Db,
  scope: Scope,
  input: { name: string; body: unknown; basedOn?: number | undefined },
): Promise<{ version: number; isNew: boolean }> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${MAPPING_LOCK})`);
    const [before] = await tx
      .select({
        version: mapping.version,
        same: sql<boolean>`${mapping.body} = ${JSON.stringify(input.body)}::jsonb`,
      })
      .from(mapping)
      .where(eq(mapping.name, input.name))
      .orderBy(desc(mapping.version))
      .limit(1);
    if (input.basedOn !== undefined && before && before.version !== input.basedOn)
      throw new AppError(
        "conflict",
        `Somebody stored version ${before.version} of “${input.name}” meanwhile. Open it again and repeat your change.`,
      );
    const isNew = !before?.same;
    const { version } = before?.same ? before : await addVersion(tx, input.name, input.body);
    await writeAudit(tx, scope, {
      action: "mapping.save",
      subject: `mapping ${input.name}`,
      before: before && { version: before.version },
      after: { version, isNew },
    });
    return { version, isNew };
  });
}
