import { once } from "node:events";
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import { createDb } from "@touchline/db/client";
import { test } from "./own-server.ts";
import { startReady, startServer } from "./server.ts";
import { signInAs } from "./signed-in.ts";

const SETTINGS = {
  PORT: "1",
  DATABASE_URL: "postgresql://nobody@localhost/none",
  NEXTAUTH_URL: "http://localhost:1",
  NEXTAUTH_SECRET: "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
};
const BAD_SETTINGS = [
  ["NEXTAUTH_SECRET", ""],
  ["NEXTAUTH_SECRET", "short"],
  ["NEXTAUTH_SECRET", "change-me-change-me-change-me-change-me"],
  ["NEXTAUTH_SECRET", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
  ["DATABASE_URL", ""],
  ["DATABASE_URL", "mysql://nobody@localhost/none"],
  ["NEXTAUTH_URL", ""],
  ["NEXTAUTH_URL", "touchline"],
  ["MAX_UPLOAD_MB", "lots"],
] as const;

for (const [name, value] of BAD_SETTINGS)
  test(`${name}="${value}" ends the server within 5 seconds with one line that names it`, async () => {
    const started = Date.now();
    const server = startServer({ ...SETTINGS, [name]: value });
    const [code] = await once(server, "close");
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(code).toBe(1);
    const lines = server
      .said()
      .split("\n")
      .filter((line) => line.includes(name));
    expect(lines).toHaveLength(1);
    if (value.length > 5) expect(server.said()).not.toContain(value);
  });

test("the database gone for 30 seconds: told, survived, and over by itself within 10 seconds", async ({
  page,
  own,
  request,
}) => {
  test.setTimeout(150_000);
  await signInAs(page, "admin", own.user("admin"));
  const { pool, close } = createDb(own.databaseUrl);
  const { rows } = await pool.query<{ id: string }>("select id::text from session");
  await close();
  expect(rows.length).toBeGreaterThan(0);

  await own.stopDatabase();
  const gone = Date.now();
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(503);
  expect((await request.get("/api/health")).status()).toBe(200);
  await page.goto("/");
  await expect(page.getByText("The database does not answer right now")).toBeVisible();
  const upload = await page.context().request.post("/api/imports", { headers: { origin: own.base } });
  expect(upload.status()).toBe(503);
  expect((await upload.json()).message).toContain("The database does not answer right now");
  const procedure = await page.context().request.get("/api/trpc/session.get");
  expect(procedure.status()).toBe(503);
  expect(await procedure.text()).toContain("The database does not answer right now");
  const other = await page.context().browser()?.newPage({ baseURL: own.base });
  if (!other) throw new Error("There is no browser.");
  await other.goto("/sign-in");
  await other.getByLabel("E-mail").fill(own.user("admin").email);
  await other.getByLabel("Password").fill("hunter2hunter2hunter2");
  const [answer] = await Promise.all([
    other.waitForResponse(/callback\/credentials/),
    other.getByRole("button", { name: "Sign in" }).click(),
  ]);
  expect(await answer.text()).not.toMatch(/select|ECONNREFUSED|Failed query/i);
  await expect(other.getByText("Signing in didn't work just now")).toBeVisible();
  await other.close();
  while (Date.now() - gone < 30_000) {
    expect((await request.get("/api/ready")).status()).toBe(503);
    await sleep(1_000);
  }
  await own.startDatabase();
  const back = Date.now();
  await expect.poll(async () => (await request.get("/api/ready")).status(), { timeout: 10_000 }).toBe(200);
  // Nobody touches the page that told of it.
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible({ timeout: 10_000 });
  expect(Date.now() - back).toBeLessThan(10_000);

  const said = own.server.said();
  for (const { id } of rows) expect(said).not.toContain(id);
  expect(said).not.toMatch(/params:|hunter2/);
  const lines = said.split("\n").filter((line) => line.startsWith("{"));
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const idsOf = (own: Record<string, unknown>) =>
    entries
      .filter((entry) => Object.entries(own).every(([key, value]) => entry[key] === value))
      .map(({ requestId }) => requestId);
  const signIns = idsOf({ message: "signing in failed" });
  expect(signIns).toHaveLength(1);
  expect(idsOf({ method: "POST", path: "/api/auth/callback/credentials" })).toContain(signIns[0]);
  const failed = entries.filter(({ level, requestId }) => level === "error" && requestId !== "-");
  expect(failed.length).toBeGreaterThan(0);
  const answered = new Set(entries.filter(({ status }) => status === 500).map(({ requestId }) => requestId));
  expect(failed.some(({ requestId }) => answered.has(requestId))).toBe(true);
  // Next's own words end where the first request begins.
  expect(
    said
      .slice(said.indexOf("{"))
      .split("\n")
      .filter((line) => line && !line.startsWith("{")),
  ).toEqual([]);
});

interface Asked {
  readonly at: number;
  readonly ended: number;
  readonly outcome: number | string;
}

/** Asks again and again on kept connections, until nobody listens any more. */
async function askUntilClosed(base: string, paths: readonly string[], record: Asked[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; ; turn += 1) {
    const at = Date.now();
    const outcome = await new Promise<number | string>((resolve) => {
      get(`${base}${paths[turn % paths.length]}`, { agent }, (response) => {
        response.resume();
        response.on("end", () => resolve(response.complete ? (response.statusCode ?? 0) : "incomplete"));
        response.on("error", (error) => resolve(String(error)));
      }).on("error", (error: { code?: string }) => resolve(error.code ?? String(error)));
    });
    if (outcome === "ECONNREFUSED") break;
    record.push({ at, ended: Date.now(), outcome });
    if (typeof outcome === "string") break;
  }
  agent.destroy();
}

test("SIGTERM under load fails no request in flight", async ({ own }) => {
  const { base, server } = await startReady(own.databaseUrl);
  const record: Asked[] = [];
  const clients = Array.from({ length: 24 }, (_, at) =>
    askUntilClosed(base, at % 2 ? ["/sign-in"] : ["/api/ready", "/api/health"], record),
  );
  await sleep(2_000);
  const stopped = Date.now();
  const exit = once(server, "exit");
  server.kill("SIGTERM");
  const [code] = await exit;
  await Promise.all(clients);
  expect(code).toBe(0);
  expect(Date.now() - stopped).toBeLessThan(10_000);
  expect(record.filter(({ outcome }) => outcome !== 200)).toEqual([]);
  const inFlight = record.filter(({ at, ended }) => at <= stopped && ended >= stopped);
  expect(inFlight.length).toBeGreaterThan(0);
  expect(server.said()).toContain('"message":"stopped"');
});

test("without anybody there it stops at once", async ({ own }) => {
  const { server } = await startReady(own.databaseUrl);
  const started = Date.now();
  const exit = once(server, "exit");
  server.kill("SIGTERM");
  expect((await exit)[0]).toBe(0);
  expect(Date.now() - started).toBeLessThan(2_000);
});
