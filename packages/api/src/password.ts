import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@touchline/domain/errors";
import pLimit from "p-limit";

/** argon2id by default of the library; 19 MiB, two passes, one lane (the OWASP minimum for argon2id). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Longer ones are refused before any work is spent on them. Characters. */
const LONGEST_PASSWORD = 256;
/** Each hash takes 19 MiB and a whole core for about 60 ms: more at once only make all of them late. */
const limit = pLimit(Math.max(1, Math.min(4, availableParallelism())));
const LONGEST_QUEUE = 500;

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (limit.pendingCount >= LONGEST_QUEUE)
    throw new AppError("too_many", "Too many people are signing in right now. Please try again in a minute.");
  return limit(work);
}

/** The argon2id hash to keep, in PHC form. Throws "invalid" for a password that is too long. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > LONGEST_PASSWORD)
    throw new AppError("invalid", `A password has at most ${LONGEST_PASSWORD} characters.`);
  return bounded(() => hash(password, COST));
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password is the one that the hash was made of. Without a hash it does the same work and says no, so that
 * the time taken does not tell which addresses exist.
 */
export async function verifyPassword(kept: string | null, password: string): Promise<boolean> {
  if (password.length > LONGEST_PASSWORD) return false;
  decoy ??= hashPassword("a password that nobody has");
  const against = kept ?? (await decoy);
  const matches = await bounded(() => verify(against, password));
  return kept !== null && matches;
}

// Without the letters and digits that are mistaken for one another: 0 O o 1 l I.
const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A random password of 20 characters, about 116 bits, that can be typed from a terminal. */
export function randomPassword(): string {
  return Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
