import { existsSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";
import type { WebServer } from "./web-server.ts";

/** Lighthouse's desktop setting: 40 ms there and back, 10 Mbit/s, the processor as it is, this window. */
const NETWORK = { offline: false, latency: 40, downloadThroughput: 1_310_720, uploadThroughput: 1_310_720 };
const VIEWPORT = { width: 1350, height: 940 };
const LOADS = 5;
const DEBIAN = "/usr/bin/chromium";

export interface Paint {
  /** Milliseconds to the largest contentful paint: the median of the loads, each with an empty cache. */
  readonly largest: number;
  /** The worst layout shift of the loads; no unit. */
  readonly shift: number;
}

/** Runs in the page, as text because this program has no page's types: what the browser noted about paint and shifts. */
const NOTED = `new Promise((resolve) => {
  let largest = 0;
  let shift = 0;
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { largest = Math.max(largest, entry.startTime); });
  watch("layout-shift", (entry) => { shift += entry.value; });
  setTimeout(() => resolve({ largest, shift }), 500);
})`;

async function load(browser: Browser, { base, cookie }: WebServer, path: string) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return { name, value: value.join("="), url: base };
    }),
  );
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await page.goto(base + path, { waitUntil: "networkidle" });
  const found = await page.evaluate<{ largest: number; shift: number }>(NOTED);
  await context.close();
  return found;
}

/** Opens each page in Chromium; null where there is none (CHROMIUM_PATH, Debian's, Playwright's). */
export async function paintOfPages(
  server: WebServer,
  paths: readonly string[],
): Promise<Map<string, Paint> | null> {
  const executablePath = process.env["CHROMIUM_PATH"] || (existsSync(DEBIAN) ? DEBIAN : undefined);
  if (!existsSync(executablePath ?? chromium.executablePath())) return null;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    // Chromium's sandbox does not run as root.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    const paints = new Map<string, Paint>();
    for (const path of paths) {
      await load(browser, server, path);
      const loads: Awaited<ReturnType<typeof load>>[] = [];
      for (let at = 0; at < LOADS; at += 1) loads.push(await load(browser, server, path));
      const largest = loads.map((each) => each.largest).sort((a, b) => a - b);
      paints.set(path, {
        largest: largest[Math.floor(LOADS / 2)] ?? Number.NaN,
        shift: Math.max(...loads.map((each) => each.shift)),
      });
    }
    return paints;
  } finally {
    await browser.close();
  }
}
