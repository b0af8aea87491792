import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `touchline ${purpose}`, 32));

/**
 * Encrypts a text for the database (AES-256-GCM), by a key derived from the installation's secret, which is not there.
 * owner: whose it is; opened as anybody else's it is refused, so that a row can't be moved.
 */
export function seal(secret: string, owner: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(secret, "sealed"), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** The text that was sealed. Throws when it was sealed by another secret, for another owner, or was changed. */
export function unseal(secret: string, owner: string, kept: string): string {
  const [version, nonce = "", tag = "", sealed = ""] = kept.split(".");
  if (version !== "v1") throw new Error("sealed by an unknown version");
  const cipher = createDecipheriv("aes-256-gcm", keyFor(secret, "sealed"), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  });
  cipher.setAAD(Buffer.from(owner)).setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([cipher.update(Buffer.from(sealed, "base64url")), cipher.final()]).toString("utf8");
}

/** A digest that only who knows the installation's secret can make: for what is too short to be kept as a plain one. */
export function keyedDigest(secret: string, text: string): string {
  return createHmac("sha256", keyFor(secret, "digest")).update(text).digest("base64url");
}
