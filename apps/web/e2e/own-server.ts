import { chmod, mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FirstUser } from "@touchline/api/first-users";
import { type EmbeddedServer, startEmbedded } from "@touchline/db/embedded";
import { test as base } from "./live-page.ts";
import { freePort, prepare, startReady } from "./server.ts";

/** A stable address before a database that comes and goes: its own port differs from start to start. */
async function relay() {
  const sockets = new Set<Socket>();
  let target: number | null = null;
  const server = createServer((near) => {
    if (target === null) return void near.destroy();
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        near.destroy();
        far.destroy();
        sockets.delete(socket);
      });
    }
    near.pipe(far).pipe(near);
  });
  const port = await freePort();
  const listen = () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    open: async (to: number) => {
      target = to;
      await listen();
    },
    close: async () => {
      target = null;
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface OwnServer {
  base: string;
  databaseUrl: string;
  /** The installation's secret. */
  secret: string;
  server: Awaited<ReturnType<typeof startReady>>["server"];
  user: (role: FirstUser["role"]) => FirstUser;
  stopDatabase: () => Promise<void>;
  startDatabase: () => Promise<void>;
}

/**
 * Tests with a server and a database of their own, which they may stop, fill with nonsense, and break. Files share them;
 * one that sets a `purpose` by test.use() has both to itself, empty at first.
 */
export const test = base.extend<{ baseURL: string }, { own: OwnServer; purpose: string }>({
  purpose: ["any", { option: true, scope: "worker" }],
  own: [
    async ({ purpose: _ }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "touchline-own-"));
      await chmod(folder, 0o755);
      const between = await relay();
      let postgres: EmbeddedServer | null = null;
      const startDatabase = async () => {
        postgres = await startEmbedded(folder);
        await between.open(Number(new URL(postgres.url("x")).port));
      };
      const stopDatabase = async () => {
        await between.close();
        await postgres?.stop();
        postgres = null;
      };
      await startDatabase();
      const address = new URL((postgres as EmbeddedServer | null)?.url("touchline") ?? "");
      address.port = String(between.port);
      const databaseUrl = address.href;
      const users = await prepare(databaseUrl);
      const { base: at, server, secret } = await startReady(databaseUrl);
      const user = (role: FirstUser["role"]) => {
        const found = users.find((each) => each.role === role);
        if (!found) throw new Error(`There is no ${role} to sign in as.`);
        return found;
      };
      await use({ base: at, databaseUrl, secret, server, user, stopDatabase, startDatabase });
      server.kill("SIGKILL");
      if (postgres) await stopDatabase();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ own }, use) => use(own.base),
});
