import { type APIRequestContext, expect, request } from "@playwright/test";

/** Requests of a browser that has nobody signed in; redirects are told, not followed. */
export function newRequests(base: string): Promise<APIRequestContext> {
  return request.newContext({ baseURL: base, maxRedirects: 0, extraHTTPHeaders: { origin: base } });
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
