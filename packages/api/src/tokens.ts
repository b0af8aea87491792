import { createHash, randomBytes } from "node:crypto";

/** What is kept of a token: with 256 random bits nobody finds one that fits. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** A token for a one-time link, 43 characters, and what is kept of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}
