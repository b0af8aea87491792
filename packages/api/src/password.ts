import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@touchline/domain/errors";
import { PASSWORD_LENGTH } from "@touchline/domain/password-length";
import pLimit from "p-limit";

/** argon2id by default of the library; 19 MiB, two passes, one lane (the OWASP minimum for argon2id). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each hash takes 19 MiB and a whole core for about 60 ms: more at once only make all of them late. */
const limit = pLimit(Math.max(1, Math.min(4, availableParallelism())));
const LONGEST_QUEUE = 500;

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (limit.pendingCount >= LONGEST_QUEUE)
    throw new AppError("too_many", "Too many people are signing in right now. Please try again in a minute.");
  return limit(work);
}

/** The same letters typed on different systems are the same bytes. */
const normal = (password: string): string => password.normalize("NFKC");

/** The argon2id hash to keep, in PHC form. Throws "invalid" for a password that is too long. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > PASSWORD_LENGTH.most)
    throw new AppError("invalid", `A password has at most ${PASSWORD_LENGTH.most} characters.`);
  return bounded(() => hash(normal(password), COST));
}

let decoy: Promise<string> | undefined;

/**
 * Compares a password with a kept hash when its turn comes. Between the turn's begin and the comparison `work` looks up
 * the hash: what is counted there is never counted for more people than are compared at once. Without a hash the same
 * work is done and the answer is no, so that the time taken does not tell which addresses exist.
 */
export async function inTurn<T>(
  work: (matches: (kept: string | null, password: string) => Promise<boolean>) => Promise<T>,
): Promise<T> {
  decoy ??= hashPassword("a password that nobody has");
  const stand = await decoy;
  return bounded(() =>
    work(async (kept, password) => (await verify(kept ?? stand, normal(password))) && kept !== null),
  );
}

// Without the letters and digits that are mistaken for one another: 0 O o 1 l I.
const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A random password of 20 characters, about 116 bits, that can be typed from a terminal. */
export function randomPassword(): string {
  return Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
