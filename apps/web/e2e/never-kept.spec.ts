import { HANDLERS, PAGES } from "./page-rights.ts";
import { sampleOf } from "./sample-places.ts";
import { newRequests, payloadOf, signedRequests } from "./sessions.ts";
import { expect, test, userOf } from "./signed-in.ts";

test("no page, no payload of one and no answer of a handler is kept by a browser or on the way, for nobody", async ({
  baseURL,
}) => {
  test.setTimeout(120_000);
  const base = baseURL ?? "";
  const { email, password } = userOf("admin");
  const admin = await signedRequests(base, email, password);
  const sample = await sampleOf(admin);
  const kept: string[] = [];
  const check = (what: string, headers: Record<string, string>) => {
    const { "cache-control": said = "" } = headers;
    if (!said.includes("no-store") || /public|s-maxage/.test(said)) kept.push(`${what}: "${said}"`);
    expect(headers["etag"], `${what} has nothing to be asked again by`).toBeUndefined();
  };
  for (const [who, asked] of Object.entries({ admin, stranger: await newRequests(base) })) {
    for (const [route, { path }] of Object.entries(PAGES)) {
      const address = path?.(sample) ?? route;
      check(`${who}, page of ${route}`, (await asked.get(address)).headers());
      for (const more of [{}, { "next-router-prefetch": "1" }]) {
        const payload = await payloadOf(asked, address, more);
        expect([200, 307, 403, 404]).toContain(payload.status());
        check(`${who}, payload of ${route}`, payload.headers());
      }
    }
    for (const [key, { path }] of Object.entries(HANDLERS)) {
      const [method = "", route = ""] = key.split(" ");
      const data = method === "GET" ? {} : { data: "{}", headers: { "content-type": "application/json" } };
      const answer = await asked.fetch(path?.(sample) ?? route, { method, ...data });
      check(`${who}, ${key}`, answer.headers());
    }
  }
  expect(kept).toEqual([]);
});
