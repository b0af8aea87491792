import type { Db } from "@touchline/db/client";
import { touchSession } from "@touchline/db/commands/session";
import { readSessionUser, type SessionUser } from "@touchline/db/queries/user";
import {
  BEFORE_SECOND_FACTOR,
  mintScope,
  type Permission,
  permissionsOf,
  type Scope,
  systemScope,
} from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { KeptAnswers } from "./kept-answers.ts";
import type { Installation } from "./links.ts";

/** Where defects go with their cause. One structured line each; never shown to a user. */
export interface Log {
  error(entry: { message: string; requestId: string; path: string; cause: unknown }): void;
}

export interface Context {
  readonly db: Db;
  readonly now: Date;
  readonly requestId: string;
  readonly log: Log;
  /** Where the request came from, as addressOf() tells it; null: nobody can tell. */
  readonly address: string | null;
  /** What the process has answered before; null: each request works everything out. */
  readonly keptAnswers: KeptAnswers | null;
  /** Throws "unavailable" where the context was made without. */
  readonly requireInstallation: () => Installation;
  /** The signed-in user as the database knows them now; read once per request. null = nobody is signed in. */
  readonly viewer: () => Promise<SessionUser | null>;
  /** Reads once per request what several of its procedures need. A key stands for one kind of answer only. */
  readonly once: <Answer>(key: string, read: () => Promise<Answer>) => Promise<Answer>;
}

function memory(): Context["once"] {
  const kept = new Map<string, Promise<unknown>>();
  return <Answer>(key: string, read: () => Promise<Answer>) => {
    const found = kept.get(key) ?? read();
    kept.set(key, found);
    // Sound as long as each key is used with one kind of read, which the callers' key prefixes see to.
    return found as Promise<Answer>;
  };
}

const SIGN_IN = systemScope("sign-in");

/** What one request carries. sessionId is what the signed cookie says; whether it still holds is asked of the database. */
export function createContext(input: {
  db: Db;
  now: Date;
  requestId: string;
  log: Log;
  sessionId: string | null;
  address: string | null;
  /** null: what runs in this context reaches nothing beyond the database. */
  installation: Installation | null;
  keptAnswers?: KeptAnswers | null;
}): Context {
  const { db, now, sessionId } = input;
  const once = memory();
  const readViewer = async () => {
    if (sessionId === null) return null;
    const found = await readSessionUser(db, SIGN_IN, { sessionId, now });
    if (found) await touchSession(db, SIGN_IN, { sessionId, lastSeenAt: found.lastSeenAt, now });
    return found;
  };
  return {
    db,
    now,
    requestId: input.requestId,
    log: input.log,
    address: input.address,
    keptAnswers: input.keptAnswers ?? null,
    requireInstallation: () => {
      if (input.installation) return input.installation;
      throw new AppError("unavailable", "This is not set up on this server.");
    },
    viewer: () => once("viewer", readViewer),
    once,
  };
}

/** Who does it, for the audit log: an admin who looks as somebody else stays the one who answers for it. */
export function actorOf(viewer: SessionUser, address: string | null): Scope["actor"] {
  const { id: userId, email, seenBy } = viewer;
  const label = seenBy ? `${seenBy.email} as ${email}` : email;
  return { userId, label, seenBy: seenBy?.id ?? null, address };
}

/** Throws "forbidden" for who looks at Touchline as somebody else: it is read only. */
export function refuseAsSeen({ name, seenBy }: SessionUser): void {
  if (seenBy) throw new AppError("forbidden", `You are looking at Touchline as ${name}: read only.`);
}

/**
 * Decides whether the request's user may do what needs the permission, and mints the Scope to do it with. Every
 * procedure and route handler passes here. Throws "unauthenticated" or "forbidden".
 */
export async function authorise(
  context: Context,
  permission: Permission,
): Promise<{ viewer: SessionUser; scope: Scope }> {
  const viewer = await context.viewer();
  if (!viewer) throw new AppError("unauthenticated", "Please sign in.");
  if (!permissionsOf(viewer.role, viewer.seenBy !== null).includes(permission)) {
    if (permissionsOf(viewer.role, false).includes(permission)) refuseAsSeen(viewer);
    throw new AppError("forbidden", "Your role may not do this.");
  }
  const { required, confirmed } = viewer.secondFactor;
  if (required && !confirmed && !BEFORE_SECOND_FACTOR.includes(permission))
    throw new AppError("forbidden", "Your role needs a second factor. Set it up in your profile first.");
  const scope = mintScope({
    actor: actorOf(viewer, context.address),
    role: viewer.role,
    recordsOf: viewer.role === "department_head" ? viewer.departmentIds : "all",
  });
  return { viewer, scope };
}
