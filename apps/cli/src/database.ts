import { readFile } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";
import { applicationUrl } from "@touchline/db/application-role";
import { createDb } from "@touchline/db/client";
import { startEmbedded } from "@touchline/db/embedded";
import { keptSecret } from "@touchline/db/kept-secret";
import { migrate } from "@touchline/db/migrate";
import { AppError } from "@touchline/domain/errors";
import pg from "pg";
import { findPlace } from "./place.ts";
import { DISK_FULL, problemLine, WENT_AWAY } from "./problem.ts";

const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const TWICE_MS = 1_000;
/** The oldest PostgreSQL that the schema and its queries run on. */
const OLDEST_POSTGRES = 15;

/**
 * One line for whatever ended a command. PostgreSQL on a full disk ends without a word to its clients: that one reason
 * is looked up in the embedded server's log.
 */
export async function explain(error: unknown): Promise<string> {
  const line = problemLine(error);
  if (line !== WENT_AWAY || process.env["DATABASE_URL"]) return line;
  const log = await readFile(join(await findPlace(), "postgres.log"), "utf8").catch(() => "");
  return log.includes("No space left on device") ? DISK_FULL : line;
}

/** The address of a migrated database and how to let go of it. */
export interface DatabaseAddress {
  url: string;
  /** Ends the embedded server unless somebody else still uses it; nothing to end for DATABASE_URL. */
  close: () => Promise<void>;
}

/** Throws AppError where url is no address, nobody answers there, or the server is older than 15. */
async function checkServer(url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new AppError(
      "invalid",
      "DATABASE_URL is not an address like postgresql://user:password@host:5432/name.",
    );
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    );
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < OLDEST_POSTGRES) {
      throw new AppError("unavailable", `DATABASE_URL is PostgreSQL ${major}; Touchline needs 15 or newer.`);
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The database of this installation, migrated: DATABASE_URL, else the embedded server of this checkout, joined when
 * it runs and started when it doesn't. onLost: the embedded server died and did not come back.
 */
export async function findDatabase(options: { onLost?: () => void } = {}): Promise<DatabaseAddress> {
  const given = process.env["DATABASE_URL"];
  if (given) {
    await checkServer(given);
    await migrate(given);
    return { url: given, close: async () => undefined };
  }
  const place = await findPlace();
  const server = await startEmbedded(place, options);
  const owner = server.url("touchline");
  try {
    await migrate(owner);
    const password = await keptSecret(join(place, "application-password"));
    return { url: await applicationUrl(owner, password), close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * findDatabase with a client on it, for one command; call close() at its end, also when it failed. A command stopped
 * by a signal closes it, too: one that cancels its work by itself handles the signal and is left to it.
 */
export async function openDatabase(): Promise<
  Pick<ReturnType<typeof createDb>, "db" | "pool" | "close"> & { url: string }
> {
  const { url, close: letGo } = await findDatabase();
  const client = createDb(url);
  const close = async () => {
    for (const signal of STOPPING) process.off(signal, stop);
    await client.close();
    await letGo();
  };
  let left = 0;
  const stop = (signal: NodeJS.Signals) => {
    // In a terminal one Ctrl-C comes twice: from the terminal and from scripts/run.mjs.
    const again = Date.now() - left < TWICE_MS;
    if (again || process.listenerCount(signal) > 1) {
      left = again ? left : Date.now();
      return;
    }
    void letGo().finally(() => process.exit(128 + (constants.signals[signal] ?? 0)));
  };
  // First in the row: a command's own handler for one signal is gone once it has run.
  for (const signal of STOPPING) process.prependListener(signal, stop);
  return { ...client, url, close };
}
