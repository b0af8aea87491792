import { chmod, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import {
  addressOf,
  connect,
  halt,
  initialise,
  isPostgresOn,
  type Running,
  startOrJoin,
} from "./embedded-process.ts";
import { programsFor, runAs } from "./embedded-programs.ts";
import { keptSecret } from "./kept-secret.ts";

export interface EmbeddedServer {
  /** Address of the database `name` on this server. */
  url(name: string): string;
  stop(): Promise<void>;
}

/** Any constant: whoever uses the server holds it shared. */
const HOLD_LOCK = 7_002;

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
  const stop = async (): Promise<void> => {
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
  };
  try {
    await createDatabase(held.client, "touchline");
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: (name) => addressOf(held.port, password, name), stop };
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (rowCount) return;
  await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: { code?: string }) => {
    // Two first starts at once: the other one made it.
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  });
}

/** Removes half-made folders of starts that were killed; younger ones may belong to a start under way. */
async function sweepDrafts(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith("data-") && !name.endsWith(".draft")) continue;
    const age = Date.now() - ((await stat(join(place, name)).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > 5 * 60_000) await rm(join(place, name), { recursive: true, force: true });
  }
}

/**
 * A throw-away PostgreSQL for tests and benches: no fsync, all of `folder` gone with stop(). It must hold no data yet
 * and its parents must be enterable by other users when run as root.
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
  // A test run that is cut short skips its teardown.
  const atExit = () => void halt(running.pid, "SIGQUIT");
  process.once("exit", atExit);
  return {
    url: (name) => addressOf(running.port, password, name),
    stop: async () => {
      process.removeListener("exit", atExit);
      await halt(running.pid, "SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
