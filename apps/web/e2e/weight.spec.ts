import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { PAGES } from "./page-rights.ts";
import { sampleOf } from "./sample-places.ts";
import { expect, signInAs, test } from "./signed-in.ts";

const BUDGET = 250 * 1_024;

/** Bytes, as gzip sends them, of every script that comes before anybody touches the page; by its address. */
async function scriptsOf(page: Page, path: string): Promise<Map<string, number>> {
  const found = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script" || !response.ok()) return;
    found.set(
      response.url(),
      response.body().then((body) => gzipSync(body).length),
    );
  });
  const answer = await page.goto(path, { waitUntil: "networkidle" });
  expect(answer?.status(), path).toBe(200);
  return new Map(await Promise.all([...found].map(async ([url, size]) => [url, await size] as const)));
}

test("no page needs more than 250 KB of JavaScript, gzip counted, before it is used", async ({
  browser,
  page,
  baseURL,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, "admin");
  const storageState = await page.context().storageState();
  const sample = await sampleOf(page.context().request);
  const over: string[] = [];
  for (const [route, { path, row }] of Object.entries(PAGES)) {
    // A context of its own, so that nothing is in its cache; doors send on who is signed in.
    const door = row.anonymous === "in";
    const context = await browser.newContext({ ...(baseURL && { baseURL }), ...(!door && { storageState }) });
    const opened = await context.newPage();
    const address = path?.(sample) ?? route;
    const scripts = await scriptsOf(opened, address);
    if (!door) expect(opened.url(), `${route} is open`).not.toContain("/sign-in");
    await context.close();
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(scripts.size, `${route} has scripts`).toBeGreaterThan(2);
    process.stdout.write(`${route}: ${(bytes / 1_024).toFixed(0)} KB in ${scripts.size} files\n`);
    if (bytes > BUDGET) over.push(`${route}: ${bytes} bytes`);
  }
  expect(over).toEqual([]);
});
