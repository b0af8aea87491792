import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { source } from "../schema/import.ts";
import { writeAudit } from "./audit.ts";

/** Gives a source another display name; files go on finding it by its slug. Throws AppError "not_found". */
export function renameSource(
  db: Db,
  scope: Scope,
  { slug, name }: { slug: string; name: string },
): Promise<void> {
  return db.transaction(async (tx) => {
    const [before] = await tx
      .select({ name: source.name })
      .from(source)
      .where(eq(source.slug, slug))
      .for("update");
    if (!before) throw new AppError("not_found", "There is no such source.");
    await tx.update(source).set({ name }).where(eq(source.slug, slug));
    await writeAudit(tx, scope, {
      action: "source.rename",
      subject: `source ${slug}`,
      before,
      after: { name },
    });
  });
}
