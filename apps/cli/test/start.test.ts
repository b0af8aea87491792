import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createDb } from "@touchline/db/client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const TOUCHLINE = fileURLToPath(new URL("../src/touchline.ts", import.meta.url));
const LAUNCHER = fileURLToPath(new URL("launcher.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

interface Launched {
  child: ChildProcess;
  output: () => string;
  ended: Promise<{ code: number | null; signal: string | null }>;
}

let home = "";
let port = 0;
const settings = (): Record<string, string> => ({
  TOUCHLINE_HOME: home,
  TOUCHLINE_SAMPLE: "no",
  PORT: String(port),
  DATABASE_URL: "",
  NEXTAUTH_SECRET: "",
});

function launch(program: string, args: string[] = [], env: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, ["--import", TSX, program, ...args], {
    env: { ...process.env, ...settings(), ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  const silent = [child.stdout, child.stderr].map((stream) => {
    stream?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    return new Promise((resolve) => stream?.once("end", resolve));
  });
  // Not "close": it never comes after disconnect().
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => void Promise.all(silent).then(() => resolve({ code, signal })));
  });
  return { child, output: () => said, ended };
}

/** Waits until it runs, or fails with what it said. */
async function untilReady(launched: Launched): Promise<Launched> {
  const ready = new Promise((resolve) => launched.child.once("message", resolve));
  const first = await Promise.race([ready, launched.ended.then(() => "ended")]);
  if (first === "ended") throw new Error(`It ended: ${launched.output()}`);
  return launched;
}

/** The one-time link for the first admin; "" when none was printed. */
const linkIn = (said: string) => /\S+#[\w-]{43}/.exec(said)?.[0] ?? "";
const web = async () => (await fetch(`http://127.0.0.1:${port}/`)).json() as Promise<Record<string, string>>;
const isFree = () =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => false,
    () => true,
  );
const postgres = async () =>
  Number((await readFile(join(home, "data", "postmaster.pid"), "utf8")).split("\n")[0]);

async function eventually(what: () => Promise<boolean> | boolean): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await what()) return true;
    await sleep(100);
  }
  return false;
}

async function listen(on = 0): Promise<{ server: Server; at: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(on, "127.0.0.1", resolve));
  const address = server.address();
  return { server, at: typeof address === "object" && address ? address.port : 0 };
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "touchline-start-"));
  await chmod(home, 0o755);
});
afterAll(() => rm(home, { recursive: true, force: true }));
beforeEach(async () => {
  const { server, at } = await listen();
  port = at;
  await new Promise((resolve) => server.close(resolve));
});

describe("npm start", () => {
  test("starts with a link for the first admin until there is one, and stops in order with nothing left behind", async () => {
    const mail = { SMTP_URL: "smtp://127.0.0.1:2525", MAIL_FROM: "cx@example.com", TRUSTED_PROXY_HOPS: "1" };
    const first = await untilReady(launch(LAUNCHER, [], mail));
    expect(first.output()).toContain(`Touchline runs at http://localhost:${port}`);
    const link = linkIn(first.output());
    expect(link).toContain(`http://localhost:${port}/first-admin#`);
    expect(first.output()).not.toContain("executive@");
    const before = await web();
    expect(before).toMatchObject(mail);
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(await isFree()).toBe(true);
    expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);

    const second = await untilReady(launch(LAUNCHER));
    expect(linkIn(second.output())).toContain("/first-admin#");
    expect(linkIn(second.output())).not.toBe(link);
    const { NEXTAUTH_SECRET, DATABASE_URL = "" } = await web();
    expect(NEXTAUTH_SECRET).toBe(before["NEXTAUTH_SECRET"]);
    const { pool, close } = createDb(DATABASE_URL);
    const insert = "insert into user_account (email, name, role) values ('a@example.com', 'A', 'admin')";
    await pool.query(insert);
    for (const attack of ["delete from audit_log", "alter table audit_log disable trigger all"])
      await expect(pool.query(attack), attack).rejects.toThrow(/permission denied|must be owner/);
    second.child.kill("SIGINT");
    expect(await second.ended).toEqual({ code: 0, signal: null });
    await close();

    const third = await untilReady(launch(LAUNCHER));
    expect(linkIn(third.output())).toBe("");
    third.child.kill("SIGTERM");
    await third.ended;
  });

  test("ends when its starter is gone", async () => {
    const launched = await untilReady(launch(LAUNCHER));
    launched.child.disconnect();
    expect(await launched.ended).toEqual({ code: 0, signal: null });
    expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);
  });

  test("a killed launcher takes the web server with it; the next start joins the database", async () => {
    const launched = await untilReady(launch(LAUNCHER));
    const server = await postgres();
    launched.child.kill("SIGKILL");
    await launched.ended;
    expect(await eventually(isFree)).toBe(true);
    const next = await untilReady(launch(LAUNCHER));
    expect(await postgres()).toBe(server);
    next.child.kill("SIGTERM");
    expect(await next.ended).toEqual({ code: 0, signal: null });
  });

  test("a killed web server ends the rest, and is told of", async () => {
    const launched = await untilReady(launch(LAUNCHER));
    process.kill(Number((await web())["pid"]), "SIGKILL");
    expect(await launched.ended).toEqual({ code: 1, signal: null });
    expect(launched.output()).toContain("The web application ended (SIGKILL)");
    expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);
  });

  test("a killed database ends the rest, and the next start recovers it", async () => {
    const launched = await untilReady(launch(LAUNCHER));
    process.kill(await postgres(), "SIGKILL");
    expect(await launched.ended).toEqual({ code: 1, signal: null });
    expect(launched.output()).toContain("The database went away");
    expect(await isFree()).toBe(true);
    const next = await untilReady(launch(LAUNCHER));
    next.child.kill("SIGTERM");
    expect(await next.ended).toEqual({ code: 0, signal: null });
  });
});

describe("what is wrong is said in one line, with exit code 1", () => {
  const sorry = async (command: string, env: Record<string, string>) => {
    const { ended, output } = launch(TOUCHLINE, [command], env);
    expect(await ended).toEqual({ code: 1, signal: null });
    expect(output().trim().split("\n")).toHaveLength(1);
    return output().trim();
  };

  test("a port in use", async () => {
    const { server } = await listen(port);
    expect(await sorry("start", {})).toMatch(`Port ${port} is in use.`);
    await new Promise((resolve) => server.close(resolve));
  });

  test.each([
    ["a port that is none", { PORT: "70000" }, "PORT must be a number from 1 to 65535"],
    ["a short secret", { NEXTAUTH_SECRET: "short" }, "NEXTAUTH_SECRET is shorter than 32 characters"],
    ["half of single sign-on", { OIDC_ISSUER: "https://login.example.com" }, "OIDC_CLIENT_ID is missing"],
    ["an address that is none", { DATABASE_URL: "localhost" }, "DATABASE_URL is not an address"],
    [
      "nobody at the address",
      { DATABASE_URL: "postgres://u:p@127.0.0.1:1/x" },
      "The database does not answer",
    ],
    ["a place that is a file", { TOUCHLINE_HOME: join(TOUCHLINE, "x") }, "Touchline can't write to"],
  ])("%s", async (_, env, line) => {
    expect(await sorry("start", env)).toContain(line);
  });

  test("a setting that only the web server knows", async () => {
    const { ended, output } = launch(LAUNCHER, [], { TRUSTED_PROXY_HOPS: "many" });
    expect(await ended).toEqual({ code: 1, signal: null });
    expect(output()).toBe("TRUSTED_PROXY_HOPS is no number.\n");
  });

  test("a sample password in a deployment", async () => {
    expect(await sorry("migrate", { POSTGRES_PASSWORD: "change-me" })).toContain(
      "POSTGRES_PASSWORD is shorter",
    );
  });
});

describe("the command line", () => {
  test("starts the database for as long as a command takes", async () => {
    const { ended } = launch(TOUCHLINE, ["migrate"]);
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);
  });

  test("prints the link for the first admin of a deployment until there is one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "touchline-admin-"));
    await chmod(folder, 0o755);
    const env = { TOUCHLINE_HOME: folder, NEXTAUTH_URL: "https://cx.example.com" };
    const ask = async (more: Record<string, string> = {}) => {
      const { ended, output } = launch(TOUCHLINE, ["first-admin"], { ...env, ...more });
      await ended;
      return output();
    };
    const link = linkIn(await ask());
    expect(link).toMatch(/^https:\/\/cx\.example\.com\/first-admin#[\w-]{43}$/);
    expect(linkIn(await ask())).not.toBe(link);
    expect(await ask({ NEXTAUTH_URL: "cx" })).toContain("NEXTAUTH_URL is no address");
    await rm(folder, { recursive: true, force: true });
  });

  test("lists its commands, and refuses others with exit code 2", async () => {
    const help = launch(TOUCHLINE, []);
    expect(await help.ended).toEqual({ code: 0, signal: null });
    expect(help.output()).toContain("import");
    const wrong = launch(TOUCHLINE, ["toString"]);
    expect(await wrong.ended).toEqual({ code: 2, signal: null });
    expect(wrong.output()).toContain('There is no command "toString"');
  });
});
