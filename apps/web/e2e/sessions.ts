import { type APIRequestContext, expect, request } from "@playwright/test";

/** Requests of a browser that has nobody signed in, or these cookies; redirects are told, not followed. */
export function newRequests(
  base: string,
  storageState?: Awaited<ReturnType<APIRequestContext["storageState"]>>,
): Promise<APIRequestContext> {
  return request.newContext({
    baseURL: base,
    maxRedirects: 0,
    extraHTTPHeaders: { origin: base },
    ...(storageState && { storageState }),
  });
}

/** The same, signed in by the route that the form uses, so that it holds a real session's cookie. */
export async function signedRequests(
  base: string,
  email: string,
  password: string,
): Promise<APIRequestContext> {
  const asked = await newRequests(base);
  const { csrfToken } = await (await asked.get("/api/auth/csrf")).json();
  await asked.post("/api/auth/callback/credentials", { form: { email, password, csrfToken, json: "true" } });
  expect((await asked.get("/api/trpc/session.get")).status(), `${email} is signed in`).toBe(200);
  return asked;
}

/**
 * What the browser is sent when a link within the product leads to `path`, or is expected to. Next answers such a
 * request only where the address repeats what its headers say; the way there is followed.
 */
export async function payloadOf(asked: APIRequestContext, path: string, more: Record<string, string> = {}) {
  const headers = { rsc: "1", ...more };
  const first = await asked.get(path, { headers });
  const { location = "" } = first.headers();
  return /[?&]_rsc=/.test(location) ? asked.get(location, { headers }) : first;
}
