import "server-only";
import { randomUUID } from "node:crypto";
import { addressOf, PEER_HEADER } from "@touchline/api/address";
import { authorise, type Context, createContext } from "@touchline/api/context";
import { createCaller } from "@touchline/api/root";
import { BEFORE_SECOND_FACTOR, type Permission } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { getServerSession } from "next-auth/next";
import { cache } from "react";
import { authOptions } from "./auth.ts";
import { database } from "./database.ts";
import { env } from "./env.ts";
import { REQUEST_ID, REQUEST_PATH } from "./every-request.ts";
import { installation } from "./installation.ts";
import { keptAnswers } from "./kept-answers.ts";
import { log } from "./log.ts";

/** What this request carries: environment, database, signed-in user. Made once per request. */
export const requestContext = cache(async (): Promise<Context> => {
  const [signed, sent] = await Promise.all([getServerSession(authOptions), headers()]);
  return createContext({
    db: database().db,
    now: new Date(),
    requestId: sent.get(REQUEST_ID) ?? randomUUID(),
    log,
    sessionId: signed?.sessionId ?? null,
    address: addressOf(sent, sent.get(PEER_HEADER), env.TRUSTED_PROXY_HOPS),
    installation,
    keptAnswers: keptAnswers(),
  });
});

/** The procedures, called in this process with this request's rights. */
export const api = cache(async () => createCaller(await requestContext()));

/**
 * The first line of every page: who looks at it, by the same decision as in procedures. Strangers go to the sign-in
 * and come back; who owes a second factor goes to set it up; whose role may not open the page is told so (403).
 */
export async function requireViewer(permission: Permission) {
  const context = await requestContext();
  try {
    return (await authorise(context, permission)).viewer;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const viewer = await context.viewer();
    if (!viewer) {
      const path = (await headers()).get(REQUEST_PATH) ?? "/";
      redirect(path === "/" ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(path)}`);
    }
    const { required, confirmed } = viewer.secondFactor;
    if (required && !confirmed && !BEFORE_SECOND_FACTOR.includes(permission)) redirect("/profile");
    forbidden();
  }
}
