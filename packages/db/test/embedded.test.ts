import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedServer, startEmbedded } from "../src/embedded.ts";

let place = "";
let servers: EmbeddedServer[] = [];

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "touchline-embedded-"));
  await chmod(place, 0o755);
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
  await rm(place, { recursive: true, force: true });
});

async function start(options?: { onLost: () => void }): Promise<EmbeddedServer> {
  const server = await startEmbedded(place, options);
  servers.push(server);
  return server;
}

async function ask(server: EmbeddedServer, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url("touchline") });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return String(Object.values(rows[0] ?? {})[0]);
  } finally {
    await client.end();
  }
}

const pidFile = () => join(place, "data", "postmaster.pid");
const pid = async () => Number((await readFile(pidFile(), "utf8")).split("\n")[0]);
const keep = "create table kept as select 42 as answer";

test("keeps its data, closes its files to others and listens on this machine alone", async () => {
  const first = await start();
  await ask(first, keep);
  expect(await ask(first, "show listen_addresses")).toBe("127.0.0.1");
  expect(
    await ask(first, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"),
  ).toBe("0");
  await first.stop();
  expect(existsSync(pidFile())).toBe(false);
  const second = await start();
  expect(await ask(second, "select answer from kept")).toBe("42");
  for (const file of ["database-password", "postgres.log", "data"])
    expect((await stat(join(place, file))).mode & 0o077, file).toBe(0);
});

test("a server left behind is joined, and ended by the last one who holds it", async () => {
  const first = await start();
  const second = await start();
  expect(second.url("touchline")).toBe(first.url("touchline"));
  await first.stop();
  expect(await ask(second, "select 1")).toBe("1");
  await second.stop();
  expect(existsSync(pidFile())).toBe(false);
});

test("two first starts at once share one server and one password", async () => {
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.url("touchline")).toBe(other.url("touchline"));
  expect((await readdir(place)).filter((name) => name.startsWith("data"))).toEqual([
    "data",
    "database-password",
  ]);
});

test("a killed server is told of, and starts again with all that was committed", async () => {
  let tell: (word: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const first = await start({ onLost: () => tell("lost") });
  await ask(first, keep);
  process.kill(await pid(), "SIGKILL");
  expect(await Promise.race([told, sleep(15_000)])).toBe("lost");
  await first.stop();
  expect(await ask(await start(), "select answer from kept")).toBe("42");
});

test("a session that is killed restarts the server inside, which is no loss", async () => {
  let lost = false;
  const server = await start({
    onLost: () => {
      lost = true;
    },
  });
  const backend = Number(
    await ask(server, "select pid from pg_stat_activity where application_name = 'touchline keeper'"),
  );
  process.kill(backend, "SIGKILL");
  // However long the restart takes, and then long enough for a loss to be noticed.
  await expect.poll(() => ask(server, "select 1").catch(String), { timeout: 60_000 }).toBe("1");
  await sleep(3_000);
  expect(lost).toBe(false);
  expect(await ask(server, "select 1")).toBe("1");
});

test("a process number that another program has now does not keep it from starting", async () => {
  await (await start()).stop();
  await writeFile(
    pidFile(),
    [process.pid, join(place, "data"), 1, 5432, "", "127.0.0.1", "", "ready"].join("\n"),
  );
  expect(await ask(await start(), "select 1")).toBe("1");
});

test("a data folder that a killed start left half made is no hindrance", async () => {
  await writeFile(join(place, "data-0badf00d.pw"), "half");
  expect(await ask(await start(), "select 1")).toBe("1");
});

test("what PostgreSQL finds wrong is said in one line", async () => {
  await (await start()).stop();
  await writeFile(join(place, "data", "PG_VERSION"), "9.6\n");
  const failure = await start().catch((error: Error) => error);
  expect(failure).toMatchObject({ code: "unavailable" });
  expect((failure as Error).message).toMatch(
    /^The embedded PostgreSQL did not start: database files are incompatible/,
  );
  expect((failure as Error).message).not.toContain("\n");
});
