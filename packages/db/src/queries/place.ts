import type { Scope } from "@touchline/domain/access";
import type { PlaceKind } from "@touchline/domain/structure";
import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import type { ListedRow } from "./structure.ts";

/** What a slug stands for today: itself, or what it was merged into. null: nothing ever had this slug. */
export async function findPlace(
  db: Queryable,
  _scope: Scope,
  { kind, slug }: { kind: PlaceKind; slug: string },
): Promise<Omit<ListedRow, "id"> | null> {
  const table = sql.identifier(kind);
  const { rows } = await db.execute<{ slug: string; name: string; archived: boolean }>(sql`
    select s.slug, s.name, s.archived_at is not null archived
    from ${table} p join ${table} s on s.id = coalesce(p.merged_into_id, p.id)
    where p.slug = ${slug} and p.id <> 0`);
  return rows[0] ?? null;
}
