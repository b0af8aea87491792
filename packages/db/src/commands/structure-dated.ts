import type { Scope } from "@touchline/domain/access";
import type { Day } from "@touchline/domain/day";
import { and, desc, eq, lte } from "drizzle-orm";
import type { Db } from "../client.ts";
import { touchpointOwner, touchpointWeight } from "../schema/structure.ts";
import { writeAudit } from "./audit.ts";
import { holdStructure, requireActive, subjectOf } from "./structure-rows.ts";

/**
 * Gives a touchpoint an owner (null: nobody) from a day on. Answers of the days before stay with the former one; a
 * change that was set for the same day is replaced, later ones stay. Throws "not_found" or "conflict".
 */
export function setOwner(
  db: Db,
  scope: Scope,
  { touchpointId, departmentId, from }: { touchpointId: number; departmentId: number | null; from: Day },
): Promise<void> {
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const row = await requireActive(tx, "touchpoint", touchpointId);
    if (departmentId !== null) await requireActive(tx, "department", departmentId);
    const [was] = await tx
      .select({ departmentId: touchpointOwner.departmentId, from: touchpointOwner.validFrom })
      .from(touchpointOwner)
      .where(and(eq(touchpointOwner.touchpointId, touchpointId), lte(touchpointOwner.validFrom, from)))
      .orderBy(desc(touchpointOwner.validFrom))
      .limit(1);
    await tx
      .insert(touchpointOwner)
      .values({ touchpointId, validFrom: from, departmentId })
      .onConflictDoUpdate({
        target: [touchpointOwner.touchpointId, touchpointOwner.validFrom],
        set: { departmentId },
      });
    await writeAudit(tx, scope, {
      action: "structure.owner",
      subject: subjectOf("touchpoint", row),
      before: was ?? { departmentId: null },
      after: { departmentId, from },
    });
  });
}

/**
 * Gives a touchpoint a weight from a day on; days before keep theirs. One that was set for the same day is replaced,
 * later ones stay. Throws "not_found" or "conflict".
 */
export function setWeight(
  db: Db,
  scope: Scope,
  { touchpointId, weight, from }: { touchpointId: number; weight: number; from: Day },
): Promise<void> {
  return db.transaction(async (tx) => {
    await holdStructure(tx);
    const row = await requireActive(tx, "touchpoint", touchpointId);
    const [was] = await tx
      .select({ weight: touchpointWeight.weight, from: touchpointWeight.validFrom })
      .from(touchpointWeight)
      .where(and(eq(touchpointWeight.touchpointId, touchpointId), lte(touchpointWeight.validFrom, from)))
      .orderBy(desc(touchpointWeight.validFrom))
      .limit(1);
    await tx
      .insert(touchpointWeight)
      .values({ touchpointId, validFrom: from, weight })
      .onConflictDoUpdate({
        target: [touchpointWeight.touchpointId, touchpointWeight.validFrom],
        set: { weight },
      });
    await writeAudit(tx, scope, {
      action: "structure.weight",
      subject: subjectOf("touchpoint", row),
      before: was ?? null,
      after: { weight, from },
    });
  });
}
