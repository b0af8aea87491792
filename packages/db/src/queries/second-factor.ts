import type { Scope } from "@touchline/domain/access";
import { eq, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { secondFactor } from "../schema/credential.ts";

export interface SecondFactor {
  /** Encrypted. */
  readonly secret: string;
  /** false: begun, and not yet proven to work. */
  readonly confirmed: boolean;
  readonly recoveryCodesLeft: number;
}

/** A user's second factor; null when none was begun. */
export async function readSecondFactor(
  db: Queryable,
  _scope: Scope,
  userId: number,
): Promise<SecondFactor | null> {
  const [row] = await db
    .select({
      secret: secondFactor.secret,
      confirmed: sql<boolean>`${secondFactor.confirmedAt} is not null`,
      recoveryCodesLeft: sql<number>`(
        select count(*)::int from recovery_code where user_id = ${userId} and used_at is null)`,
    })
    .from(secondFactor)
    .where(eq(secondFactor.userId, userId));
  return row ?? null;
}
