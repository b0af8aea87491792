import { expect } from "@playwright/test";
import { appRouter } from "@touchline/api/root";
import { everyProcedure } from "../../../packages/api/test/procedures.ts";
import { test } from "./own-server.ts";
import { onDatabase } from "./people.ts";
import { signedRequests } from "./sessions.ts";

test("no procedure that changes something is done for another site's page, alone or among others", async ({
  own,
}) => {
  test.setTimeout(120_000);
  const { email, password } = own.user("admin");
  const asked = await signedRequests(own.base, email, password);
  const all = await everyProcedure(appRouter);
  const mutations = [...all].filter(([, kind]) => kind === "mutation").map(([path]) => path);
  expect(mutations.length).toBeGreaterThan(20);
  const entries = () =>
    onDatabase(
      own.databaseUrl,
      async ({ pool }) => (await pool.query("select count(*) from audit_log")).rows,
    );
  const before = await entries();
  const origins = [
    "",
    "null",
    "https://evil.example",
    `${own.base}.evil.example`,
    own.base.replace("http:", "https:"),
  ];
  const wrong: string[] = [];
  for (const path of mutations) {
    for (const address of [path, `session.get,${path}?batch=1`])
      for (const origin of origins) {
        const answer = await asked.post(`/api/trpc/${address}`, { data: {}, headers: { origin } });
        if (answer.status() !== 403) wrong.push(`${address} from "${origin}": ${answer.status()}`);
      }
    const byGet = await asked.get(`/api/trpc/${path}?input=${encodeURIComponent("{}")}`);
    if (byGet.status() !== 405) wrong.push(`${path} by GET: ${byGet.status()}`);
  }
  // Without the header at all, which this client would send by itself.
  const { cookies } = await asked.storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const path of mutations) {
    const answer = await fetch(`${own.base}/api/trpc/${path}`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: "{}",
    });
    if (answer.status !== 403) wrong.push(`${path} without Origin: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
  expect(await entries(), "nothing was done, and nothing tried").toEqual(before);
  // The same request from our own page is let in: this test can fail.
  const ours = await asked.post("/api/trpc/profile.sessions.endOthers", { data: {} });
  expect(ours.status()).toBe(200);
});
