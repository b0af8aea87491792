import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@touchline/domain/errors";
import pg from "pg";
import { makePrivate, type RunAs } from "./embedded-programs.ts";

/** Crash recovery replays at most max_wal_size; a minute is ample for that and far above a usual start. */
const PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 10_000;

/** A port that nobody listens on right now, on the loopback address. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Where the database `name` of the server on `port` is. */
export const addressOf = (port: number, password: string, name: string) =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether pid runs PostgreSQL over dataDir: process numbers are reused, soon so in containers. */
export function isPostgresOn(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  const line = existsSync("/proc/self/cmdline")
    ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
    : spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  return line.includes(dataDir);
}

/** A server process. */
export interface Running {
  pid: number;
  port: number;
}

/** The server that owns dataDir according to its own postmaster.pid; null when there is none alive. */
async function recorded(dataDir: string): Promise<Running | null> {
  const text = await readFile(join(dataDir, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  return pid > 0 && isPostgresOn(pid, dataDir) ? { pid, port: Number(lines[3] ?? 0) } : null;
}

/** One session that answers, or null while the server still starts, recovers or stops. */
export async function connect(port: number, password: string): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: addressOf(port, password, "postgres"),
    application_name: "touchline keeper",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const code = (error as { code?: string }).code;
    if (code === "28P01") {
      throw new AppError("unavailable", "The database refuses the password kept beside its data.", {
        cause: error,
      });
    }
    return null;
  }
}

/** Makes the data folder; PostgreSQL creates it whole or not at all. */
export async function initialise(
  programs: string,
  dataDir: string,
  password: string,
  user: RunAs,
): Promise<void> {
  const draft = `${dataDir}-${randomBytes(4).toString("hex")}`;
  const passwordFile = `${draft}.pw`;
  await makePrivate(draft, user);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (user) chownSync(passwordFile, user.uid, user.gid);
    const flags = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"];
    const made = spawnSync(
      join(programs, "bin", "initdb"),
      [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, ...flags],
      { ...user, cwd: "/", encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
    );
    if (made.status !== 0) throw startFailure(`${made.stdout ?? ""}${made.stderr ?? ""}${made.error ?? ""}`);
    // Two first starts at once: the slower one finds the folder taken and uses it.
    await rename(draft, dataDir).catch(() => undefined);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** What PostgreSQL said when it would not start, as one line for the user; the whole of it is the cause. */
function startFailure(output: string): AppError {
  const cause = new Error(output.slice(-4_000));
  if (/No space left on device|wrote only \d+ of/i.test(output)) {
    return new AppError("unavailable", "The disk is full: the database has no room to start.", { cause });
  }
  const reason = output.match(/(?:FATAL|PANIC|error):\s*(.+)/)?.[1] ?? "no reason given";
  return new AppError("unavailable", `The embedded PostgreSQL did not start: ${reason}`, { cause });
}

function launch(programs: string, dataDir: string, port: number, log: string, flags: string[], user: RunAs) {
  const output = openSync(log, "w", 0o600);
  // Detached: Ctrl-C in the terminal reaches the launcher alone, which stops things in order.
  const child = spawn(
    join(programs, "bin", "postgres"),
    [
      ...["-D", dataDir, "-p", String(port), "-c", "listen_addresses=127.0.0.1"],
      ...["-c", "unix_socket_directories=", ...flags.flatMap((flag) => ["-c", flag])],
    ],
    {
      ...user,
      cwd: "/",
      detached: true,
      stdio: ["ignore", output, output],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  closeSync(output);
  child.on("error", () => undefined);
  child.unref();
  return child;
}

/** Ends the server: fast, but with its data on the disk; SIGQUIT: at once, for one that is thrown away. */
export async function halt(pid: number, signal: "SIGINT" | "SIGQUIT" = "SIGINT"): Promise<void> {
  const until = Date.now() + STOP_PATIENCE_MS;
  try {
    process.kill(pid, signal);
    while (isAlive(pid) && Date.now() < until) await sleep(20);
    // It can't write its last checkpoint (a full disk): without one, the next start replays its log.
    if (isAlive(pid)) process.kill(pid, "SIGQUIT");
  } catch {
    // Gone already.
  }
}

/** Starts PostgreSQL over dataDir, or joins the one that already runs there (left by a kill -9, or another start). */
export async function startOrJoin(options: {
  programs: string;
  dataDir: string;
  log: string;
  password: string;
  flags: string[];
  user: RunAs;
}): Promise<Running & { client: pg.Client }> {
  const { programs, dataDir, log, password, flags, user } = options;
  const until = Date.now() + PATIENCE_MS;
  let child: ReturnType<typeof launch> | null = null;
  let starts = 0;
  while (Date.now() < until) {
    const running = await recorded(dataDir);
    if (running) {
      const client = running.port > 0 ? await connect(running.port, password) : null;
      if (client) return { ...running, client };
    } else if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      const said = child ? await readFile(log, "utf8").catch(() => "") : "";
      // The children of a killed server hold its memory for some moments more; a rival start may also have won.
      const passing = /shared memory block|lock file "postmaster.pid" already exists|could not bind/.test(
        said,
      );
      if (child && (!passing || starts > 50)) throw startFailure(said);
      // A number in postmaster.pid that is now another program's would keep PostgreSQL from starting.
      if (!(await recorded(dataDir))) await rm(join(dataDir, "postmaster.pid"), { force: true });
      if (child) await sleep(200);
      child = launch(programs, dataDir, await freePort(), log, flags, user);
      starts += 1;
    }
    await sleep(50);
  }
  throw new AppError("unavailable", `The embedded PostgreSQL did not answer within a minute; see ${log}`);
}
