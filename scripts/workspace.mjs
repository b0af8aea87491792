import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants as osConstants } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// What scripts/run.mjs and scripts/test.mjs share: pinned tools, and installing and building only when needed.

const [major = 0] = process.versions.node.split(".").map(Number);
export const root = fileURLToPath(new URL("..", import.meta.url));
export const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const INSTALL_STAMP = join(root, "node_modules", ".touchline-installed");
const STANDALONE = join(root, "apps/web/.next/standalone/apps/web");
const BUILD_STAMP = join(root, "node_modules", ".touchline-built");

export const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Ends with one line for the user. */
export class Stop extends Error {}

export const say = (line) => process.stderr.write(`${line}\n`);

/** What a failed tool said, as one line where we know the reason, else its last lines. */
export function reasonOf(output, what) {
  if (/ENOSPC|No space left on device|os error 28/i.test(output))
    return "The disk is full: make room and start again.";
  if (/EROFS|read-only file system/i.test(output)) return `${root} is read-only.`;
  if (/EACCES|permission denied/i.test(output))
    return `${what} failed: not allowed to write. ${firstLine(output, /EACCES|permission denied/i)}`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ERR_PNPM_META_FETCH_FAIL/.test(output))
    return `${what} failed: the package registry does not answer. Is there a network?`;
  return `${what} failed:\n${output.trimEnd().split("\n").slice(-40).join("\n")}`;
}

const firstLine = (text, pattern) =>
  text
    .split("\n")
    .find((line) => pattern.test(line))
    ?.trim() ?? "";

/** The exit code of a child, as a shell says it: a signal is 128 and its number. */
export const exitCodeOf = (code, signal) => code ?? 128 + (osConstants.signals[signal] ?? 1);

/** Runs a tool to its end with its words kept back; shows them live with `live`. */
function tool(command, args, { env = {}, live = false, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        TURBO_TELEMETRY_DISABLED: "1",
        DO_NOT_TRACK: "1",
        ...env,
      },
      stdio: live ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-200_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    let stoppedBy = null;
    const pass = (signal) => {
      stoppedBy = signal;
      child.kill(signal);
    };
    for (const signal of STOPPING) process.on(signal, pass);
    const done = (code, signal) => {
      for (const name of STOPPING) process.removeListener(name, pass);
      if (stoppedBy) process.exit(exitCodeOf(null, stoppedBy));
      resolve({ code: exitCodeOf(code, signal), output });
    };
    child.once("error", (error) => {
      output += String(error);
      done(1, null);
    });
    child.once("close", done);
  });
}

/** Pinned pnpm through npx: a machine with only npm has no other. */
export const pnpm = (args, options) => tool("npx", ["--yes", manifest.packageManager, ...args], options);

/** What tools write, and what is not built. */
const NOT_SOURCES = new Set([
  ...["node_modules", ".next", ".turbo", "next-env.d.ts", "test-results", "playwright-report"],
  ...["test", "e2e"],
]);

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_SOURCES.has(entry.name) || entry.name.endsWith(".tsbuildinfo")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

function digest(files) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${major}\n`);
  for (const file of files)
    hash
      .update(`${relative(root, file)}\n`)
      .update(readFileSync(file))
      .update("\n");
  return hash.digest("hex");
}

const manifests = () =>
  ["apps", "packages"]
    .flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => join(root, folder, name, "package.json")),
    )
    .filter((path) => existsSync(path))
    .concat(["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"].map((name) => join(root, name)))
    .sort();

const stampIs = (file, value) => existsSync(file) && readFileSync(file, "utf8") === value;

async function step(label, run) {
  say(label);
  const { code, output } = await run();
  if (code !== 0) throw new Stop(reasonOf(output, label.replace(/ \(.*| \.\.\.$/g, "")));
}

/** Installs what pnpm-lock.yaml names, unless this very lock file is installed already. */
export async function install() {
  const wanted = digest(manifests());
  if (stampIs(INSTALL_STAMP, wanted)) return;
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Stop(`Touchline can't write to ${root}, where it keeps its programs and data.`);
  }
  rmSync(INSTALL_STAMP, { force: true });
  const args = ["install", "--frozen-lockfile", "--config.confirm-modules-purge=false"];
  await step("Installing (the first time takes about half a minute) ...", () => pnpm(args));
  writeFileSync(INSTALL_STAMP, wanted);
}

/** Builds the web application, unless these very sources are built already. */
export async function build() {
  const sources = [
    "apps/web",
    "packages/domain",
    "packages/db",
    "packages/ingest",
    "packages/api",
    "packages/ui",
  ];
  const files = sources.flatMap((folder) => [...filesBelow(join(root, folder))]).sort();
  const wanted = digest([...manifests(), join(root, "tsconfig.base.json"), ...files]);
  if (stampIs(BUILD_STAMP, wanted) && existsSync(join(STANDALONE, "server.js"))) return;
  rmSync(BUILD_STAMP, { force: true });
  await step("Building the web application (about a minute) ...", () =>
    pnpm(["exec", "turbo", "run", "build", "--filter=@touchline/web", "--output-logs=errors-only"]),
  );
  writeFileSync(BUILD_STAMP, wanted);
}
