import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@touchline/domain/errors";
import pg from "pg";
import { makePrivate, programsFor, type RunAs, runAs } from "./embedded-programs.ts";
import { keptSecret } from "./kept-secret.ts";

export interface EmbeddedServer {
  /** Address of the database `name` on this server. */
  url(name: string): string;
  stop(): Promise<void>;
}

const HOLD_LOCK = 7_002;
/** Crash recovery replays at most max_wal_size; a minute is ample for that and far above a usual start. */
const PATIENCE_MS = 60_000;

/** A port that nobody listens on right now, on the loopback address. */
export function freePort(): Promise<number> {
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

const addressOf = (port: number, password: string, name: string) =>
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
function isPostgresOn(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  const line = existsSync("/proc/self/cmdline")
    ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
    : spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  return line.includes(dataDir);
}

interface Running {
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
async function connect(port: number, password: string): Promise<pg.Client | null> {
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

async function initialise(programs: string, dataDir: string, password: string, user: RunAs): Promise<void> {
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
  if (/No space left on device/i.test(output)) {
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

async function halt(pid: number, signal: "SIGINT" | "SIGQUIT" = "SIGINT"): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  try {
    process.kill(pid, signal);
    while (isAlive(pid) && Date.now() < until) await sleep(20);
    if (isAlive(pid)) process.kill(pid, "SIGQUIT");
  } catch {
    // Gone already.
  }
}

/** Starts PostgreSQL over dataDir, or joins the one that already runs there (left by a kill -9, or another start). */
async function startOrJoin(options: {
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

/**
 * The PostgreSQL of one installation, all of it below `place`, which must exist and be enterable by the server's user.
 * Joins a server that already runs. Several programs may hold it; stop() by the last one ends it. onLost is called
 * once when the server died and did not come back by itself.
 */
export async function startEmbedded(
  place: string,
  options: { onLost?: () => void } = {},
): Promise<EmbeddedServer> {
  const user = runAs();
  const dataDir = join(place, "data");
  const log = join(place, "postgres.log");
  const programs = await programsFor(user, place);
  const password = await keptSecret(join(place, "database-password"));
  await sweepDrafts(place);
  if (!(await stat(dataDir).catch(() => null))) await initialise(programs, dataDir, password, user);
  const flags = ["max_wal_size=1GB", "shared_buffers=256MB", "max_connections=100"];
  const start = () => startOrJoin({ programs, dataDir, log, password, flags, user });
  let stopped = false;

  /** The shared lock says "in use": it dies with its holder, so that no crash can leave it behind. */
  const hold = async (tries = 5): Promise<Running & { client: pg.Client }> => {
    const server = await start();
    try {
      await server.client.query("select pg_advisory_lock_shared($1)", [HOLD_LOCK]);
    } catch (error) {
      if (tries > 0) return hold(tries - 1);
      throw error;
    }
    server.client.once("end", () => {
      if (!stopped) void regain();
    });
    return server;
  };
  const regain = async (): Promise<void> => {
    const until = Date.now() + 20_000;
    while (!stopped && Date.now() < until && isPostgresOn(held.pid, dataDir)) {
      const client = await connect(held.port, password).catch(() => null);
      if (client) {
        await client.query("select pg_advisory_lock_shared($1)", [HOLD_LOCK]).catch(() => undefined);
        client.once("end", () => {
          if (!stopped) void regain();
        });
        held = { ...held, client };
        return;
      }
      await sleep(200);
    }
    if (!stopped) options.onLost?.();
  };

  let held = await hold();
  // Somebody may have asked PostgreSQL itself to stop: it would wait for us for ever and take nobody new.
  const watch = setInterval(async () => {
    const state = await readFile(join(dataDir, "postmaster.pid"), "utf8").catch(() => "");
    if (stopped || !state.includes("\nstopping")) return;
    clearInterval(watch);
    options.onLost?.();
  }, 2_000).unref();
  await createDatabase(held.client, "touchline");
  return {
    url: (name) => addressOf(held.port, password, name),
    stop: async () => {
      if (stopped) return;
      stopped = true;
      clearInterval(watch);
      const last = await held.client
        .query<{ last: boolean }>("select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as last", [
          HOLD_LOCK,
        ])
        .then(
          ({ rows }) => rows[0]?.last === true,
          () => true,
        );
      if (last && isPostgresOn(held.pid, dataDir)) await halt(held.pid);
      await held.client.end().catch(() => undefined);
    },
  };
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (rowCount) return;
  await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: { code?: string }) => {
    // Two first starts at once: the other one made it.
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  });
}

/** Removes half-made data folders of starts that were killed; younger ones may belong to a start under way. */
async function sweepDrafts(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith("data-")) continue;
    const age = Date.now() - ((await stat(join(place, name)).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > 5 * 60_000) await rm(join(place, name), { recursive: true, force: true });
  }
}

/**
 * A throw-away PostgreSQL for tests and benches: no fsync, its data gone with stop(). dataDir must not exist yet and
 * its parents must be enterable by other users when run as root.
 */
export async function startThrowaway(folder: string, flags: string[] = []): Promise<EmbeddedServer> {
  const user = runAs();
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const dataDir = join(folder, "data");
  const password = "postgres";
  const programs = await programsFor(user, folder);
  await initialise(programs, dataDir, password, user);
  const running = await startOrJoin({
    programs,
    dataDir,
    log: join(folder, "postgres.log"),
    password,
    flags: ["fsync=off", "synchronous_commit=off", "full_page_writes=off", ...flags],
    user,
  });
  await running.client.end();
  return {
    url: (name) => addressOf(running.port, password, name),
    stop: async () => {
      await halt(running.pid, "SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
