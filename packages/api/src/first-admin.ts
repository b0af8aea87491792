import type { Queryable } from "@touchline/db/client";
import { createFirstAdminLink } from "@touchline/db/commands/link";
import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { linkTo } from "./links.ts";
import { newToken } from "./tokens.ts";

/** A new one-time link that makes the first admin, in place of the last; null once there is, or ever was, an admin. */
export async function firstAdminLink(
  db: Queryable,
  scope: Scope,
  input: { baseUrl: string; now: Date },
): Promise<string | null> {
  const { token, hash } = newToken();
  try {
    await createFirstAdminLink(db, scope, { hash, now: input.now });
  } catch (cause) {
    if (cause instanceof AppError && cause.code === "conflict") return null;
    throw cause;
  }
  return linkTo(input.baseUrl, "first_admin", token);
}
