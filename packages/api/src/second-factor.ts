import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { keyedDigest, seal, unseal } from "./sealed.ts";

const PERIOD_S = 30;
const CODES = 10;
/** Without letters and digits that are mistaken for one another: 31 of them, so 79 bits in a code of 16. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

const owner = (userId: number): string => `second factor of user ${userId}`;

const totp = (secret: Secret, label: string): TOTP =>
  new TOTP({ issuer: "Touchline", label, algorithm: "SHA1", digits: 6, period: PERIOD_S, secret });

/** A new secret for an authenticator app: as the app reads it, as a person types it, and as it is kept. */
export function newAppSecret(
  key: string,
  user: { id: number; email: string },
): { uri: string; typed: string; sealed: string } {
  const secret = new Secret({ size: 20 });
  const typed = secret.base32;
  return { uri: totp(secret, user.email).toString(), typed, sealed: seal(key, owner(user.id), typed) };
}

/**
 * The 30-second step whose code this is, at `now` or one step before or after; null: it is none. Whoever takes the code
 * must use the step up, or the code could be used twice.
 */
export function stepOfCode(
  key: string,
  user: { id: number; sealed: string },
  code: string,
  now: Date,
): number | null {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const secret = Secret.fromBase32(unseal(key, owner(user.id), user.sealed));
  const timestamp = now.getTime();
  const delta = totp(secret, "").validate({ token, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

/** What is kept of a recovery code, however it was typed. */
export function hashRecoveryCode(key: string, userId: number, code: string): string {
  return keyedDigest(key, `recovery code of user ${userId}: ${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`);
}

/** Ten recovery codes, to be shown once, and what is kept of them. */
export function newRecoveryCodes(key: string, userId: number): { codes: string[]; hashes: string[] } {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)];
  const part = () => Array.from({ length: 4 }, letter).join("");
  const codes = Array.from({ length: CODES }, () => Array.from({ length: 4 }, part).join("-"));
  return { codes, hashes: codes.map((code) => hashRecoveryCode(key, userId, code)) };
}
