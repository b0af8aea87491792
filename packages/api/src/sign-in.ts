import type { Db } from "@touchline/db/client";
import { createSession, endSession, SESSION_LIMITS } from "@touchline/db/commands/session";
import { readCredentials } from "@touchline/db/queries/user";
import { mintScope, systemScope } from "@touchline/domain/access";
import { verifyPassword } from "./password.ts";

/** How long a sign-in lasts at most. Seconds. */
export const LONGEST_SESSION = SESSION_LIMITS.absolute * 0.001;

export interface SignedIn {
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
}

/** Starts a session for the owner of this address and password; null when they are not right, whichever is wrong. */
export async function signIn(
  db: Db,
  input: { email: string; password: string; now: Date },
): Promise<SignedIn | null> {
  const found = await readCredentials(db, systemScope("sign-in"), { email: input.email });
  const right = await verifyPassword(found?.passwordHash ?? null, input.password);
  if (!found || !right) return null;
  const scope = mintScope({
    actor: { userId: found.id, label: found.email },
    role: "system",
    recordsOf: [],
  });
  const sessionId = await createSession(db, scope, { userId: found.id, now: input.now });
  return { userId: found.id, name: found.name, email: found.email, sessionId };
}

/** Ends the session at once, on every device that carries it. */
export async function signOut(db: Db, input: { sessionId: string; email: string; now: Date }): Promise<void> {
  const scope = mintScope({ actor: { userId: null, label: input.email }, role: "system", recordsOf: [] });
  await endSession(db, scope, { sessionId: input.sessionId, now: input.now });
}
