import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ensureFirstUsers, type FirstUser } from "@touchline/api/first-users";
import { createDb } from "@touchline/db/client";
import { applyTemplate } from "@touchline/db/commands/template";
import { startThrowaway } from "@touchline/db/embedded";
import { migrate } from "@touchline/db/migrate";
import { systemScope } from "@touchline/domain/access";
import { importFixture } from "./fixture.ts";

const SERVER = fileURLToPath(new URL("../.next/standalone/apps/web/server.js", import.meta.url));
const PATIENCE_MS = 30_000;

/** A port that nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(address)));
    });
  });
}

/** The built server with these settings alone. `said` returns what it has printed. */
export function startServer(settings: Record<string, string>): ChildProcess & { said: () => string } {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [SERVER], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH, NODE_ENV: "production", HOSTNAME: "127.0.0.1", ...settings },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000_000);
    });
  return Object.assign(child, { said: () => said });
}

/** Starts the built server on a database, with more settings where a test needs them, and waits until it is ready. */
export async function startReady(databaseUrl: string, more: Record<string, string> = {}) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const secret = randomBytes(32).toString("hex");
  const server = startServer({
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: base,
    NEXTAUTH_SECRET: secret,
    MAX_UPLOAD_MB: "5",
    ...more,
  });
  const until = Date.now() + PATIENCE_MS;
  while (!(await fetch(`${base}/api/ready`).catch(() => null))?.ok) {
    if (Date.now() > until || server.exitCode !== null) {
      server.kill("SIGKILL");
      throw new Error(`The built server did not become ready. Is it built? It said: ${server.said()}`);
    }
    await sleep(100);
  }
  return { base, server, secret };
}

/** Schema, a hotel's structure and the first users. */
export async function prepare(databaseUrl: string, fill?: typeof importFixture): Promise<FirstUser[]> {
  await migrate(databaseUrl);
  const { db, close } = createDb(databaseUrl);
  try {
    const scope = systemScope("browser tests");
    await applyTemplate(db, scope, "hotel");
    await fill?.(db, scope, new Date());
    return await ensureFirstUsers(db, scope);
  } finally {
    await close();
  }
}

/** Starts PostgreSQL, fills it, starts the built server, and tells the tests where it is and how to sign in. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-e2e-"));
  await chmod(folder, 0o755);
  const postgres = await startThrowaway(join(folder, "pg"));
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = postgres.url("postgres");
    const users = await prepare(url, importFixture);
    const { base, server } = await startReady(url);
    process.env["TOUCHLINE_E2E"] = JSON.stringify({ base, users });
    return async () => {
      server.kill("SIGKILL");
      await stop();
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
