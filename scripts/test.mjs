import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, install, manifest, pnpm, root, Stop } from "./workspace.mjs";

// npm test: all that CI runs. The last line is "N passed, N failed": checks, tests and browser tests together.

const results = [];
const say = (line = "") => process.stdout.write(`${line}\n`);

/** Runs one part under its own heading; a part that fails does not keep the others from running. */
async function part(title, run) {
  const started = Date.now();
  say(`\n== ${title}`);
  let result;
  try {
    result = await run();
  } catch (error) {
    say(error instanceof Stop ? error.message : String(error?.stack ?? error));
    result = { passed: 0, failed: 1 };
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`   ${result.failed > 0 ? "FAILED" : "ok"}, ${seconds} s`);
  results.push({ title, seconds, skipped: 0, ...result });
  return result.failed === 0;
}

/** A check of `pnpm verify`: it says something only when it fails. */
async function check(name) {
  const { code, output } = await pnpm(["--silent", "run", name]);
  if (code !== 0) say(output.trimEnd().split("\n").slice(-150).join("\n"));
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

/** A run that ended badly without a failed test (an error outside of tests, no report) is one failure. */
const orFailed = (code, totals) => (code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals);

async function unitAndDatabase(folder) {
  const report = join(folder, "vitest.json");
  const args = [
    "exec",
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const { code } = await pnpm(args, { live: true });
  const json = readJson(report);
  return orFailed(code, {
    passed: json?.numPassedTests ?? 0,
    failed: json?.numFailedTests ?? 0,
    skipped: json?.numPendingTests ?? 0,
  });
}

/** CHROMIUM_PATH, Debian's, or the one that Playwright brought; null when there is none. */
async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new Stop(`CHROMIUM_PATH names ${given}, which does not exist.`);
  const debian = "/usr/bin/chromium";
  if (given || existsSync(debian)) return given || debian;
  const playwright = createRequire(join(root, "apps/web/package.json")).resolve("@playwright/test");
  const { chromium } = (await import(pathToFileURL(playwright).href)).default;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

async function browser(folder) {
  const chromium = await findChromium();
  if (!chromium) {
    say("!! BROWSER TESTS SKIPPED: no Chromium. Install it (apt-get install chromium) or set CHROMIUM_PATH.");
    return { passed: 0, failed: process.env.CI ? 1 : 0, skipped: 1 };
  }
  const report = join(folder, "playwright.json");
  const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ["--filter", "@touchline/web", "exec", "playwright", "test", "--reporter=list,json"];
  const { code } = await pnpm(args, { live: true, env });
  const stats = readJson(report)?.stats;
  return orFailed(code, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  });
}

function summary() {
  say("\n== Summary");
  for (const { title, passed, failed, skipped, seconds } of results) {
    const left = skipped > 0 ? `, ${skipped} skipped` : "";
    say(`   ${title}: ${passed} passed, ${failed} failed${left} (${seconds} s)`);
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  say(`\n${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") > 0 ? 1 : 0;
}

/** Runs all of it and returns the exit code. */
export async function test() {
  await install();
  const folder = mkdtempSync(join(tmpdir(), "touchline-results-"));
  try {
    for (const name of manifest.scripts.verify.split(" && ").map((step) => step.replace("pnpm ", ""))) {
      await part(`Check: ${name}`, () => check(name));
    }
    await part("Unit and database tests", () => unitAndDatabase(folder));
    const built = await part("Build", async () => {
      await build();
      return { passed: 1, failed: 0 };
    });
    if (built) await part("Browser tests", () => browser(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return summary();
}
