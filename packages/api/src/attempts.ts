import { createHash } from "node:crypto";
import type { Db } from "@touchline/db/client";
import { clearAttempts, giveBackAttempt, takeAttempt } from "@touchline/db/commands/attempts";
import { systemScope } from "@touchline/domain/access";

/** How many tries go unhindered before each costs a wait. An office shares one address. */
const FREE = { account: 5, address: 20 } as const;
const SCOPE = systemScope("sign-in");

const keyOf = (...parts: string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

export interface Try {
  /** Any case. */
  readonly email: string;
  /** As addressGroup() names it; null: nobody can tell. */
  readonly group: string | null;
  /**
   * The user has signed in from this address before. Such tries have a counter of their own, which guesses from
   * elsewhere don't touch: nobody can lock a user out of where that user belongs.
   */
  readonly addressKnown: boolean;
  readonly now: Date;
}

/** A counted try: what its outcome makes of it. */
export interface Counted {
  /** It was the owner. */
  readonly succeeded: () => Promise<void>;
  /** It was no guess: as if it had not been. */
  readonly undone: () => Promise<void>;
}

/** Counts a try against the account and against the address, before it is made. waitMs: it may not be made yet. */
export async function countTry(db: Db, input: Try): Promise<Counted | { readonly waitMs: number }> {
  const { now, addressKnown, group } = input;
  const email = input.email.trim().toLowerCase();
  const accountKey =
    addressKnown && group !== null ? keyOf("account at", email, group) : keyOf("account", email);
  const byAddress =
    group === null
      ? null
      : await takeAttempt(db, SCOPE, { key: keyOf("address", group), free: FREE.address, now });
  if (byAddress?.allowed === false) return { waitMs: byAddress.waitMs };
  const byAccount = await takeAttempt(db, SCOPE, { key: accountKey, free: FREE.account, now });
  if (!byAccount.allowed) return { waitMs: byAccount.waitMs };
  const undoAddress = async () => {
    if (byAddress) await giveBackAttempt(db, SCOPE, byAddress.receipt);
  };
  return {
    // Only its own try is taken off the address: else one account of one's own would free guesses at all others.
    succeeded: async () => {
      await undoAddress();
      await clearAttempts(db, SCOPE, { keys: [accountKey], now });
    },
    undone: async () => {
      await undoAddress();
      await giveBackAttempt(db, SCOPE, byAccount.receipt);
    },
  };
}
