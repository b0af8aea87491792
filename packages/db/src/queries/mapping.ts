import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { asc, desc, eq } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { mapping } from "../schema/import.ts";

export interface MappingRow {
  readonly name: string;
  readonly version: number;
  readonly createdAt: Date;
}

/** The newest version of each stored mapping, by name. */
export async function listMappings(db: Queryable, _scope: Scope): Promise<MappingRow[]> {
  return db
    .selectDistinctOn([mapping.name], {
      name: mapping.name,
      version: mapping.version,
      createdAt: mapping.createdAt,
    })
    .from(mapping)
    .orderBy(asc(mapping.name), desc(mapping.version));
}

/** The newest version of a stored mapping, its body as JSON. Throws AppError "not_found". */
export async function getMapping(
  db: Queryable,
  _scope: Scope,
  name: string,
): Promise<MappingRow & { readonly body: unknown }> {
  const [row] = await db
    .select({
      name: mapping.name,
      version: mapping.version,
      createdAt: mapping.createdAt,
      body: mapping.body,
    })
    .from(mapping)
    .where(eq(mapping.name, name))
    .orderBy(desc(mapping.version))
    .limit(1);
  if (!row) throw new AppError("not_found", `There is no preset and no stored mapping "${name}".`);
  return row;
}
