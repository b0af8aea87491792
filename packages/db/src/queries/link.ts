import type { LinkKind, Scope } from "@touchline/domain/access";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { userLink } from "../schema/credential.ts";
import { user } from "../schema/user.ts";

/** Whether a link can be used now, and whose it is (null: the first admin's, who is nobody yet). null = it can't. */
export async function readLink(
  db: Queryable,
  _scope: Scope,
  input: { kind: LinkKind; hash: string; now: Date },
): Promise<{ user: { email: string; name: string } | null } | null> {
  const [row] = await db
    .select({ userId: userLink.userId, email: user.email, name: user.name })
    .from(userLink)
    .leftJoin(user, eq(user.id, userLink.userId))
    .where(
      and(
        eq(userLink.hash, input.hash),
        eq(userLink.kind, input.kind),
        isNull(userLink.usedAt),
        gt(userLink.expiresAt, input.now),
        or(isNull(userLink.userId), isNull(user.disabledAt)),
      ),
    );
  if (!row) return null;
  const { email, name } = row;
  return { user: email === null || name === null ? null : { email, name } };
}
