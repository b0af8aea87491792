import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Db, Queryable } from "../client.ts";
import { mapping } from "../schema/import.ts";
import { writeAudit } from "./audit.ts";

/** Two that store a mapping of one name at once take turns, so that versions stay without gaps or clashes. */
const MAPPING_LOCK = 7_007;

/** The stored version of a mapping with this body; a new version when the body changed. Call it in a transaction. */
export async function ensureMapping(
  tx: Queryable,
  name: string,
  body: unknown,
): Promise<{ id: number; version: number; isNew: boolean }> {
  const json = JSON.stringify(body);
  await tx.execute(sql`select pg_advisory_xact_lock(${MAPPING_LOCK})`);
  const [newest] = await tx
    .select({ id: mapping.id, version: mapping.version })
    .from(mapping)
    .where(and(eq(mapping.name, name), sql`${mapping.body} = ${json}::jsonb`))
    .orderBy(desc(mapping.version))
    .limit(1);
  if (newest) return { ...newest, isNew: false };
  const [made] = await tx
    .insert(mapping)
    .values({
      name,
      version: sql`(select coalesce(max(m.version), 0) + 1 from mapping m where m.name = ${name})`,
      body: sql`${json}::jsonb`,
    })
    .returning({ id: mapping.id, version: mapping.version });
  if (!made) throw new Error(`mapping ${name} was not stored`);
  return { ...made, isNew: true };
}

/**
 * Stores a checked mapping; an equal one is left as it is. Returns its version. basedOn: the version that was edited;
 * throws AppError "conflict" where somebody stored another one since.
 */
export function saveMapping(
  db: Db,
  scope: Scope,
  input: { name: string; body: unknown; basedOn?: number | undefined },
): Promise<{ version: number; isNew: boolean }> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${MAPPING_LOCK})`);
    const [before] = await tx
      .select({ version: sql<number | null>`max(${mapping.version})` })
      .from(mapping)
      .where(eq(mapping.name, input.name));
    const newest = before?.version ?? null;
    if (input.basedOn !== undefined && newest !== null && newest !== input.basedOn)
      throw new AppError(
        "conflict",
        `Somebody stored version ${newest} of “${input.name}” meanwhile. Open it again and repeat your change.`,
      );
    const { version, isNew } = await ensureMapping(tx, input.name, input.body);
    await writeAudit(tx, scope, {
      action: "mapping.save",
      subject: `mapping ${input.name}`,
      before: newest === null ? undefined : { version: newest },
      after: { version, isNew },
    });
    return { version, isNew };
  });
}
