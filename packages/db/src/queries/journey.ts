import type { Scope } from "@touchline/domain/access";
import { asc, isNull } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { journeyStage } from "../schema/structure.ts";
import type { NamedRow } from "./structure.ts";

/** The stages of the journey that are not archived, from first hearing to leaving. */
export async function listStages(db: Queryable, _scope: Scope): Promise<NamedRow[]> {
  return db
    .select({ id: journeyStage.id, slug: journeyStage.slug, name: journeyStage.name })
    .from(journeyStage)
    .where(isNull(journeyStage.archivedAt))
    .orderBy(asc(journeyStage.position), asc(journeyStage.name));
}
