import "server-only";
import { randomUUID } from "node:crypto";
import { type Context, createContext } from "@touchline/api/context";
import { createCaller } from "@touchline/api/root";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth/next";
import { cache } from "react";
import { authOptions } from "./auth.ts";
import { database } from "./database.ts";
import { REQUEST_ID } from "./every-request.ts";
import { log } from "./log.ts";

/** What this request carries: environment, database, signed-in user. Made once per request. */
export const requestContext = cache(async (): Promise<Context> => {
  const signed = await getServerSession(authOptions);
  return createContext({
    db: database().db,
    now: new Date(),
    requestId: (await headers()).get(REQUEST_ID) ?? randomUUID(),
    log,
    sessionId: signed?.sessionId ?? null,
  });
});

/** The procedures, called in this process with this request's rights. */
export const api = cache(async () => createCaller(await requestContext()));

/** For pages: the signed-in user, or off to the sign-in. */
export async function requireViewer() {
  const context = await requestContext();
  const viewer = await context.viewer();
  if (!viewer) redirect("/sign-in");
  return viewer;
}
