import type { Db } from "@touchline/db/client";
import {
  type IdentityOutcome,
  refuseSingleSignOn,
  signInByIdentity,
} from "@touchline/db/commands/single-sign-on";
import { listDepartments } from "@touchline/db/queries/structure";
import { mintScope, type Scope } from "@touchline/domain/access";
import type { SignOnRefusal } from "@touchline/domain/single-sign-on";
import { addressGroup } from "./address.ts";
import { countTry } from "./attempts.ts";
import { type Claims, judgeClaims } from "./single-sign-on-claims.ts";
import type { SingleSignOnSettings } from "./single-sign-on-settings.ts";

interface From {
  /** As addressOf() tells it. */
  readonly address: string | null;
  readonly now: Date;
}

export interface SingleSignOn extends From {
  readonly settings: SingleSignOnSettings;
  /** As for judgeClaims(). */
  readonly said: { readonly idToken: Claims; readonly userInfo: Claims | null };
  /** What the browser calls itself. */
  readonly agent: string | null;
}

/** Nobody yet: the entry names the user once the claims are sure. */
const scopeOf = (address: string | null): Scope =>
  mintScope({ actor: { userId: null, label: "single sign-on", address }, role: "system", recordsOf: [] });

async function refuse(db: Db, scope: Scope, reason: SignOnRefusal): Promise<{ refused: SignOnRefusal }> {
  await refuseSingleSignOn(db, scope, { subject: "nobody", reason });
  return { refused: reason };
}

/** The ids of these departments; null when one of them is none, or archived. */
async function idsOf(db: Db, scope: Scope, slugs: readonly string[]): Promise<number[] | null> {
  const inUse = (await listDepartments(db, scope)).filter((row) => !row.archived);
  const known = new Map(inUse.map(({ slug, id }) => [slug, id]));
  const ids = slugs.flatMap((slug) => known.get(slug) ?? []);
  return ids.length === slugs.length ? ids : null;
}

/**
 * Signs in whom the provider vouches for, or says why not. Either way it leaves one entry. The claims must come from a
 * token whose signature, audience, nonce and time were found right.
 */
export async function singleSignOn(db: Db, input: SingleSignOn): Promise<IdentityOutcome> {
  const { settings, address, agent, now } = input;
  const scope = scopeOf(address);
  const judged = judgeClaims(settings, input.said);
  if (judged.refused !== undefined) return refuse(db, scope, judged.refused);
  const { departments, ...identity } = judged.identity;
  const departmentIds = departments && (await idsOf(db, scope, departments));
  if (departments !== null && departmentIds === null) return refuse(db, scope, "department");
  const { linkPasswordUsers } = settings;
  const knownAt = address === null ? null : addressGroup(address);
  return signInByIdentity(db, scope, { ...identity, departmentIds, linkPasswordUsers, agent, knownAt, now });
}

/**
 * Writes down that a return from the provider was no answer to a question of ours. Anybody can make such requests, also
 * in others' browsers: the entries of one address are bounded, and nobody's tries by password are counted for them.
 */
export async function refuseAnswer(db: Db, { address, now }: From): Promise<void> {
  const from = address === null ? "anywhere" : addressGroup(address);
  const tried = await countTry(db, {
    email: `single sign-on: ${from}`,
    group: null,
    addressKnown: false,
    now,
  });
  if (!("waitMs" in tried)) await refuse(db, scopeOf(address), "answer");
}
