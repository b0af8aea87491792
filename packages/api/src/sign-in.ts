import type { Db, Queryable } from "@touchline/db/client";
import { writeAudit } from "@touchline/db/commands/audit";
import { useRecoveryCode, useStep } from "@touchline/db/commands/second-factor";
import { createSession, endSession, SESSION_LIMITS } from "@touchline/db/commands/session";
import { readSecondFactor, type SecondFactor } from "@touchline/db/queries/second-factor";
import { readCredentials } from "@touchline/db/queries/user";
import { mintScope, type Scope, systemScope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { PASSWORD_LENGTH } from "@touchline/domain/password-length";
import { addressGroup } from "./address.ts";
import { countTry } from "./attempts.ts";
import { inTurn } from "./password.ts";
import { hashRecoveryCode, stepOfCode } from "./second-factor.ts";

/** How long a sign-in lasts at most. Seconds. */
export const LONGEST_SESSION = SESSION_LIMITS.absolute * 0.001;

export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** From the authenticator app, or a recovery code; left out or empty as long as nobody asked for it. */
  readonly code?: string | undefined;
  /** As addressOf() tells it. */
  readonly address?: string | null;
  /** What the browser calls itself. */
  readonly agent?: string | null;
  /** The installation's secret; needed for users with a second factor. */
  readonly secret?: string;
  readonly now: Date;
}

export interface SignedIn {
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
}

export type SignInOutcome =
  | ({ readonly outcome: "signed_in" } & SignedIn)
  /** The address or the password is not right, whichever. */
  | { readonly outcome: "refused" }
  /** Too many tries: nothing was looked at, and nothing is before then. */
  | { readonly outcome: "wait"; readonly seconds: number }
  /** The password is right, and this user has a second factor: ask for the code. */
  | { readonly outcome: "code_needed" }
  /** The password is right and the code is not, or was used before. */
  | { readonly outcome: "code_refused" };

type Owner = NonNullable<Awaited<ReturnType<typeof readCredentials>>>;

/**
 * Starts a session for the owner of this address and password. Each try is counted before it is made, and costs the
 * same whether or not the address is known. Throws "too_many" when the whole server is too busy to compare.
 */
export async function attemptSignIn(db: Db, input: SignIn): Promise<SignInOutcome> {
  const { email, now, address = null } = input;
  // Nobody's: no work is spent on it, not even on counting.
  if (input.password.length > PASSWORD_LENGTH.most) return { outcome: "refused" };
  const group = address === null ? null : addressGroup(address);
  return inTurn(async (matches) => {
    const found = await readCredentials(db, systemScope("sign-in"), { email, knownAt: group });
    const tried = await countTry(db, { email, group, addressKnown: found?.addressKnown === true, now });
    if ("waitMs" in tried) return { outcome: "wait", seconds: Math.ceil(tried.waitMs / 1000) };
    const right = await matches(found?.passwordHash ?? null, input.password);
    const scope = mintScope({
      actor: { userId: found?.id ?? null, label: found?.email ?? "an unknown address", address },
      role: "system",
      recordsOf: [],
    });
    if (!found || !right) return refused(db, scope, "refused");
    const factor = await readSecondFactor(db, scope, found.id);
    if (factor?.confirmed && !input.code) {
      await tried.undone();
      return { outcome: "code_needed" };
    }
    const started = await start(db, scope, { ...input, found, factor, group });
    if (typeof started === "object") return refused(db, scope, started.outcome);
    await tried.succeeded();
    const { id: userId, name } = found;
    return { outcome: "signed_in", userId, name, email: found.email, sessionId: started };
  });
}

async function refused<Outcome extends "refused" | "code_refused">(
  db: Db,
  scope: Scope,
  outcome: Outcome,
): Promise<{ outcome: Outcome }> {
  const { userId } = scope.actor;
  const subject = userId === null ? "nobody" : `user ${userId}`;
  await writeAudit(db, scope, { action: "session.create", subject, outcome: "refused" });
  return { outcome };
}

/** Uses the code up and starts the session, both or neither. Returns the session's id, or why there is none. */
async function start(
  db: Db,
  scope: Scope,
  input: SignIn & { found: Owner; factor: SecondFactor | null; group: string | null },
): Promise<string | { outcome: "refused" | "code_refused" }> {
  const { found, factor, now } = input;
  const work = db.transaction(async (tx) => {
    const secondFactor = factor?.confirmed ? await takeCode(tx, scope, { ...input, factor }) : undefined;
    if (secondFactor === null) return { outcome: "code_refused" as const };
    return createSession(tx, scope, {
      userId: found.id,
      now,
      provenBy: found.passwordHash ?? "",
      ...(secondFactor && { secondFactor }),
      agent: input.agent ?? null,
      knownAt: input.group,
    });
  });
  return work.catch((cause: unknown) => {
    // Disabled, or given another password, while this one was compared.
    if (cause instanceof AppError && cause.code === "unauthenticated") return { outcome: "refused" as const };
    throw cause;
  });
}

async function takeCode(
  tx: Queryable,
  scope: Scope,
  input: SignIn & { found: Owner; factor: SecondFactor },
): Promise<"code" | "recovery_code" | null> {
  const { found, factor, secret, code = "", now } = input;
  if (secret === undefined)
    throw new Error("a second factor can't be checked without the installation's secret");
  const userId = found.id;
  const step = stepOfCode(secret, { id: userId, sealed: factor.secret }, code, now);
  if (step !== null) return (await useStep(tx, scope, { userId, step })) ? "code" : null;
  const hash = hashRecoveryCode(secret, userId, code);
  return (await useRecoveryCode(tx, scope, { userId, hash, now })) ? "recovery_code" : null;
}

/**
 * Whether this is the password of the signed-in user, counted like a sign-in. Returns the hash that it matched. Throws
 * "invalid" for a wrong one and "too_many" when tries must wait.
 */
export async function provePassword(
  db: Db,
  scope: Scope,
  input: { email: string; password: string; now: Date },
): Promise<string> {
  const { email, now } = input;
  const wrong = () => new AppError("invalid", "This is not your present password.");
  if (input.password.length > PASSWORD_LENGTH.most) throw wrong();
  return inTurn(async (matches) => {
    const found = await readCredentials(db, scope, { email, knownAt: null });
    // A counter of its own: whoever is signed in is not kept from it by others' guesses at the door.
    const tried = await countTry(db, { email: `signed in: ${email}`, group: null, addressKnown: false, now });
    if ("waitMs" in tried)
      throw new AppError("too_many", `Too many tries. Wait ${Math.ceil(tried.waitMs / 1000)} seconds.`);
    const kept = found?.passwordHash ?? null;
    if (kept === null || !(await matches(kept, input.password))) throw wrong();
    await tried.succeeded();
    return kept;
  });
}

/** Ends the session at once, on every device that carries it. */
export async function signOut(
  db: Db,
  input: { sessionId: string; email: string; address: string | null; now: Date },
): Promise<void> {
  const actor = { userId: null, label: input.email, address: input.address };
  const scope = mintScope({ actor, role: "system", recordsOf: [] });
  await endSession(db, scope, { sessionId: input.sessionId, now: input.now });
}
