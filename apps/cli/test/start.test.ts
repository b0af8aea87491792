import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
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
  test("starts, says how to sign in once, and stops in order with nothing left behind", async () => {
    const first = await untilReady(launch(LAUNCHER));
    expect(first.output()).toContain(`Touchline runs at http://localhost:${port}`);
    const kept = await readFile(join(home, "sign-in.txt"), "utf8");
    for (const role of ["executive", "department head", "admin"]) expect(kept).toContain(role);
    expect(first.output()).toContain(kept.trim());
    expect((await stat(join(home, "sign-in.txt"))).mode & 0o077).toBe(0);
    const before = await web();
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(await isFree()).toBe(true);
    expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);

    const second = await untilReady(launch(LAUNCHER));
    expect(second.output()).toContain("How to sign in: see");
    expect(second.output()).not.toContain("executive@");
    expect((await web())["NEXTAUTH_SECRET"]).toBe(before["NEXTAUTH_SECRET"]);
    second.child.kill("SIGINT");
    expect(await second.ended).toEqual({ code: 0, signal: null });
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

  test("makes the first users of a deployment once", async () => {
    const folder = await mkdtemp(join(tmpdir(), "touchline-users-"));
    await chmod(folder, 0o755);
    const first = launch(TOUCHLINE, ["first-users"], { TOUCHLINE_HOME: folder });
    await first.ended;
    expect(first.output()).toContain("admin@touchline.local");
    const second = launch(TOUCHLINE, ["first-users"], { TOUCHLINE_HOME: folder });
    await second.ended;
    expect(second.output().trim()).toBe("There are users already.");
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
