import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const DEBIAN = "/usr/bin/chromium";
const executablePath = process.env["CHROMIUM_PATH"] || (existsSync(DEBIAN) ? DEBIAN : undefined);

/** Browser tests against the built, standalone server with a database of its own. One at a time: they share it. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/server.ts",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  reporter: "list",
  use: {
    browserName: "chromium",
    locale: "en-GB",
    launchOptions: {
      ...(executablePath && { executablePath }),
      // Chromium's sandbox does not run as root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    trace: "retain-on-failure",
  },
});
