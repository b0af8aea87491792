import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { Queryable, Tx } from "../client.ts";
import { recoveryCode, secondFactor } from "../schema/credential.ts";
import { organisation } from "../schema/organisation.ts";
import { user } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";
import { endSessionsOf } from "./session.ts";

const self = (scope: Scope): number => scope.actor.userId ?? 0;

/** Keeps a secret that counts once its owner confirms it. secret: encrypted. Throws "conflict" when one counts already. */
export async function beginSecondFactor(
  db: Queryable,
  scope: Scope,
  input: { secret: string },
): Promise<void> {
  const userId = self(scope);
  await db.transaction(async (tx) => {
    const put = await tx
      .insert(secondFactor)
      .values({ userId, secret: input.secret })
      .onConflictDoUpdate({
        target: secondFactor.userId,
        set: { secret: input.secret },
        setWhere: isNull(secondFactor.confirmedAt),
      })
      .returning({ userId: secondFactor.userId });
    if (put.length === 0) throw new AppError("conflict", "Your second factor is set up already.");
    await writeAudit(tx, scope, { action: "second_factor.begin", subject: `user ${userId}` });
  });
}

async function putCodes(tx: Tx, userId: number, hashes: readonly string[]): Promise<void> {
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  await tx.insert(recoveryCode).values(hashes.map((hash) => ({ userId, hash })));
}

/**
 * Makes the second factor count, with its recovery codes (digests), and ends the owner's other sign-ins, which were
 * begun without it. secret: the one that the code was checked with; step: its 30-second step, used up. Throws
 * "conflict" when it counts already or another was begun meanwhile.
 */
export async function confirmSecondFactor(
  db: Queryable,
  scope: Scope,
  input: { secret: string; step: number; codeHashes: readonly string[]; keep: string; now: Date },
): Promise<void> {
  const userId = self(scope);
  await db.transaction(async (tx) => {
    const done = await tx
      .update(secondFactor)
      .set({ confirmedAt: input.now, lastStep: input.step })
      .where(
        and(
          eq(secondFactor.userId, userId),
          eq(secondFactor.secret, input.secret),
          isNull(secondFactor.confirmedAt),
        ),
      )
      .returning({ userId: secondFactor.userId });
    if (done.length === 0) throw new AppError("conflict", "Your second factor is set up already.");
    await putCodes(tx, userId, input.codeHashes);
    const endedSessions = await endSessionsOf(tx, userId, input.now, input.keep);
    await writeAudit(tx, scope, {
      action: "second_factor.confirm",
      subject: `user ${userId}`,
      after: { endedSessions },
    });
  });
}

/** Uses a step up: false when it, or a later one, was used before. Of many at once one gets it. */
export async function useStep(
  tx: Queryable,
  _scope: Scope,
  input: { userId: number; step: number },
): Promise<boolean> {
  const used = await tx
    .update(secondFactor)
    .set({ lastStep: input.step })
    .where(
      and(
        eq(secondFactor.userId, input.userId),
        isNotNull(secondFactor.confirmedAt),
        lt(secondFactor.lastStep, input.step),
      ),
    )
    .returning({ userId: secondFactor.userId });
  return used.length > 0;
}

/** Uses a recovery code up: false when there is none such, or it was used before. Of many at once one gets it. */
export async function useRecoveryCode(
  tx: Queryable,
  _scope: Scope,
  input: { userId: number; hash: string; now: Date },
): Promise<boolean> {
  const used = await tx
    .update(recoveryCode)
    .set({ usedAt: input.now })
    .where(
      and(
        eq(recoveryCode.userId, input.userId),
        eq(recoveryCode.hash, input.hash),
        isNull(recoveryCode.usedAt),
      ),
    )
    .returning({ hash: recoveryCode.hash });
  return used.length > 0;
}

/** Puts new recovery codes (digests) in place of all old ones. Throws "conflict" without a second factor. */
export async function renewRecoveryCodes(
  db: Queryable,
  scope: Scope,
  input: { codeHashes: readonly string[] },
): Promise<void> {
  const userId = self(scope);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ confirmedAt: secondFactor.confirmedAt })
      .from(secondFactor)
      .where(eq(secondFactor.userId, userId))
      .for("update");
    if (!row?.confirmedAt) throw new AppError("conflict", "Your second factor is not set up.");
    await putCodes(tx, userId, input.codeHashes);
    await writeAudit(tx, scope, { action: "second_factor.renew_codes", subject: `user ${userId}` });
  });
}

async function dropFactor(tx: Tx, userId: number): Promise<void> {
  const gone = await tx
    .delete(secondFactor)
    .where(eq(secondFactor.userId, userId))
    .returning({ userId: secondFactor.userId });
  if (gone.length === 0) throw new AppError("conflict", "There is no second factor to remove.");
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
}

/** Removes the actor's own second factor. Throws "conflict" without one, "forbidden" where the role needs one. */
export async function disableSecondFactor(db: Queryable, scope: Scope): Promise<void> {
  const userId = self(scope);
  await db.transaction(async (tx) => {
    const [owner] = await tx
      .select({ role: user.role, roles: organisation.secondFactorRoles })
      .from(user)
      .innerJoin(organisation, eq(organisation.id, 1))
      .where(eq(user.id, userId));
    if (owner?.roles.includes(owner.role))
      throw new AppError("forbidden", "Your role needs a second factor. It can't be switched off.");
    await dropFactor(tx, userId);
    await writeAudit(tx, scope, { action: "second_factor.disable", subject: `user ${userId}` });
  });
}

/** For a user who lost phone and codes: removes the second factor and ends all sign-ins. Throws "conflict" without one. */
export async function resetSecondFactor(
  db: Queryable,
  scope: Scope,
  input: { userId: number; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await dropFactor(tx, input.userId);
    const endedSessions = await endSessionsOf(tx, input.userId, input.now);
    await writeAudit(tx, scope, {
      action: "user.reset_second_factor",
      subject: `user ${input.userId}`,
      after: { endedSessions },
    });
  });
}
