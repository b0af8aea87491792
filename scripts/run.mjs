import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, exitCodeOf, install, reasonOf, root, STOPPING, Stop, say } from "./workspace.mjs";

// npm start, npm test and npm run touchline: needs nothing but Node and npm, and brings the rest.

const require = createRequire(import.meta.url);

/** Where the user is: npm moves to the root of the checkout and says in INIT_CWD where it was called. */
const callerFolder = () =>
  process.env.INIT_CWD && relative(root, process.cwd()) === "" ? process.env.INIT_CWD : process.cwd();

/**
 * Hands over to the command line in apps/cli. Signals go on to it; it alone stops things in order. Resolves with the
 * child as soon as it runs and with its exit code.
 */
function touchline(args) {
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  const child = spawn(process.execPath, ["--import", tsx, join(root, "apps/cli/src/touchline.ts"), ...args], {
    cwd: callerFolder(),
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      TSX_TSCONFIG_PATH: join(root, "tsconfig.base.json"),
    },
    // The channel tells the launcher at once when this process is killed.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 1, error }));
    child.once("exit", (code, signal) => resolve({ code: exitCodeOf(code, signal), signal }));
  });
  return { child, ended };
}

/** Parent and name of a process: [0, ""] when it is gone. */
function processAbove(pid) {
  try {
    const text = existsSync("/proc/self/stat")
      ? readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^\d+ \((.*)\) \S (\d+) .*$/s, "$2 $1")
      : execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
    const [, parent, name] = text.trim().match(/^(\d+) +(.*)$/) ?? [];
    return [Number(parent), name ?? ""];
  } catch {
    return [0, ""];
  }
}

/** Calls back when the npm that runs this script is gone: npm, killed, tells nobody. It may have a shell between us. */
function whenNpmDies(callback) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const [npm, name] = processAbove(parent);
  const throughShell = /(^|\/)-?(ba|da|z|k|a)?sh$/.test(name);
  setInterval(() => {
    if (process.ppid !== parent || (throughShell && processAbove(parent)[0] !== npm)) callback();
  }, 1_000).unref();
}

/** Runs a command in the foreground until it ends by itself or is stopped through us. */
async function foreground(args) {
  const { child, ended } = touchline(args);
  const pass = (signal) => child.kill(signal);
  for (const signal of STOPPING) process.on(signal, pass);
  whenNpmDies(() => pass("SIGTERM"));
  const { code, signal } = await ended;
  if (signal && !STOPPING.includes(signal))
    say(`Touchline was killed by ${signal}. The next start puts things in order.`);
  return code;
}

async function main([command = "help", ...args]) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    throw new Stop(
      `Touchline needs Node 20.9 or newer; this is ${process.versions.node}. See https://nodejs.org`,
    );
  if (command === "test") {
    const { test } = await import("./test.mjs");
    return test();
  }
  await install();
  if (command === "start") await build();
  return foreground(command === "touchline" ? args : [command, ...args]);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof Stop ? error.message : reasonOf(String(error?.stack ?? error), "Starting"));
  process.exitCode = 1;
}
