import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@touchline/domain/errors";
import { CHECKOUT } from "./place.ts";

/** What `next build` leaves: a server with all that it needs. */
export const BUILT_SERVER = join(CHECKOUT, "apps/web/.next/standalone/apps/web/server.js");
/** Makes the web process end with whoever started it, also when that one is killed outright. */
const END_WITH_PARENT = "data:text/javascript,process.once('disconnect',()=>process.exit(0))";
const START_PATIENCE_MS = 60_000;
/** The server finishes what is under way first, and gives up by itself before: apps/web/src/graceful-stop.ts. */
const STOP_PATIENCE_MS = 30_000;

export interface WebServer {
  /** Resolves when the process ended, with what to tell the user; never rejects. */
  ended: Promise<string>;
  stop: () => Promise<void>;
}

/** The port from PORT, 3000 when unset. Throws AppError for anything but 1 to 65535. */
export function portFrom(value: string | undefined): number {
  if (!value) return 3000;
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw new AppError("invalid", `PORT must be a number from 1 to 65535, not "${value}".`);
}

/** Throws AppError when the port can't be listened on, so that nothing is started in vain. */
export async function checkPort(port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: { code?: string }) => reject(portProblem(port, host, error.code)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function portProblem(port: number, host: string, code: string | undefined): AppError {
  if (code === "EADDRINUSE") {
    const other = port === 65_535 ? port - 1 : port + 1;
    return new AppError(
      "unavailable",
      `Port ${port} is in use. Stop the program that uses it, or choose another: PORT=${other} npm start`,
    );
  }
  if (code === "EACCES") return new AppError("unavailable", `Not allowed to listen on port ${port}.`);
  return new AppError("unavailable", `Can't listen on ${host}, port ${port} (${code ?? "no reason given"}).`);
}

/** Starts the built web application and waits until it answers. Its own words go to the file `log`. */
export async function startWeb(options: {
  server: string;
  host: string;
  port: number;
  log: string;
  env: Record<string, string>;
}): Promise<WebServer> {
  if (!existsSync(options.server)) {
    throw new AppError("unavailable", "The web application is not built yet. Start with: npm start");
  }
  const output = openSync(options.log, "w", 0o600);
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, options.server], {
    cwd: dirname(options.server),
    // A group of its own: Ctrl-C reaches the launcher alone, which stops things in order.
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
    env: {
      ...process.env,
      ...options.env,
      NODE_ENV: "production",
      PORT: String(options.port),
      HOSTNAME: options.host,
    },
  });
  closeSync(output);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`The web application did not start: ${error.message}`));
    child.once("exit", (code, signal) =>
      resolve(`The web application ended (${signal ?? `exit code ${code}`}). What it said: ${options.log}`),
    );
  });
  const server = { ended, stop: () => stop(child, ended) };
  const early = await Promise.race([ended, answers(options)]);
  if (early === null) return server;
  await server.stop();
  throw new AppError("unavailable", (await refusedSetting(options.log)) ?? early);
}

/** What the server said of a setting that is not right, in its one line; null when it ended for another reason. */
async function refusedSetting(log: string): Promise<string | null> {
  const said = await readFile(log, "utf8").catch(() => "");
  return /^Touchline can't start: (.+)$/m.exec(said)?.[1] ?? null;
}

/** null as soon as the server takes requests; a line for the user when it doesn't in a minute. */
async function answers({
  host,
  port,
  log,
}: {
  host: string;
  port: number;
  log: string;
}): Promise<string | null> {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const until = Date.now() + START_PATIENCE_MS;
  while (Date.now() < until) {
    const response = await fetch(`http://${reachable}:${port}/api/ready`).catch(() => null);
    if (response?.ok) return null;
    await sleep(100);
  }
  return `The web application did not answer within a minute. What it said: ${log}`;
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const stubborn = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
  await ended;
  clearTimeout(stubborn);
}
