import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { hashPassword, randomPassword } from "@touchline/api/password";
import type { Db } from "@touchline/db/client";
import { createUser } from "@touchline/db/commands/user";
import { systemScope } from "@touchline/domain/access";

const SERVER = fileURLToPath(new URL("../../web/.next/standalone/apps/web/server.js", import.meta.url));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(address)));
    });
  });
}

async function ready(base: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 300; waited += 1) {
    if (child.exitCode !== null) throw new Error(`the web server ended with ${child.exitCode}`);
    if ((await fetch(`${base}/api/ready`).catch(() => null))?.ok) return;
    await sleep(100);
  }
  throw new Error("the web server did not become ready within 30 seconds");
}

/** Signs in as the form does. Returns the cookies of the session. */
async function signIn(base: string, email: string, password: string): Promise<string> {
  const jar: string[] = [];
  const ask = async (path: string, body?: URLSearchParams) => {
    const answer = await fetch(base + path, {
      headers: { origin: base, cookie: jar.join("; ") },
      ...(body && { method: "POST", body, redirect: "manual" as const }),
    });
    jar.push(...answer.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? ""));
    return answer;
  };
  const { csrfToken } = (await (await ask("/api/auth/csrf")).json()) as { csrfToken: string };
  await ask(
    "/api/auth/callback/credentials",
    new URLSearchParams({ email, password, csrfToken, json: "true" }),
  );
  if (!(await ask("/api/trpc/session.get")).ok) throw new Error("the bench could not sign in");
  return jar.join("; ");
}

export interface WebServer {
  readonly base: string;
  /** Of a signed-in executive. */
  readonly cookie: string;
  readonly stop: () => void;
}

/** The built product on a database, with an executive signed in. */
export async function startWebServer(db: Db, databaseUrl: string): Promise<WebServer> {
  if (!existsSync(SERVER))
    throw new Error("The web application is not built: pnpm --filter @touchline/web build");
  const [email, password] = ["pages@example.com", randomPassword()];
  await createUser(db, systemScope("bench"), {
    email,
    name: "Bench",
    role: "executive",
    passwordHash: await hashPassword(password),
    departmentIds: [],
  });
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [SERVER], {
    stdio: "ignore",
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      HOSTNAME: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      NEXTAUTH_URL: base,
      NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    },
  });
  const stop = () => void child.kill("SIGKILL");
  try {
    await ready(base, child);
    return { base, cookie: await signIn(base, email, password), stop };
  } catch (error) {
    stop();
    throw error;
  }
}
