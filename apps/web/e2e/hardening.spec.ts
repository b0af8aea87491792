import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { chooseFile, readBy } from "./import-steps.ts";
import { test } from "./own-server.ts";
import { PAYLOADS } from "./payloads.ts";
import { signInAs } from "./signed-in.ts";

const API = fileURLToPath(new URL("../src/app/api", import.meta.url));

/** Everything the browser refused because of a policy, and everything that ran or opened by itself. */
function watch(page: Page): string[] {
  const seen: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) seen.push(message.text());
  });
  page.on("pageerror", (error) => seen.push(String(error)));
  page.on("dialog", async (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return seen;
}

const nonceOf = (policy: string | undefined) => /script-src[^;]* 'nonce-([^']+)'/.exec(policy ?? "")?.[1];

test("every page has a nonce of its own, all its scripts bear it, and the browser refuses nothing of ours", async ({
  page,
  own,
}) => {
  const seen = watch(page);
  await signInAs(page, "admin", own.user("admin"));
  const nonces = new Set<string>();
  for (const path of ["/", "/?period=all", "/imports", "/", "/no/such/page"]) {
    const answer = await page.goto(path);
    const headers = answer?.headers() ?? {};
    const policy = headers["content-security-policy"];
    const nonce = nonceOf(policy);
    expect(nonce, path).toBeTruthy();
    nonces.add(nonce ?? "");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-(inline|eval)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["strict-transport-security"], "the server is not opened by https").toBeUndefined();
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["x-powered-by"]).toBeUndefined();
    const html = (await answer?.text()) ?? "";
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, path).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  }
  expect(nonces.size).toBe(5);
  await page.goto("/");
  await page.getByLabel("Period").selectOption("all");
  await expect(page).toHaveURL(/period=all/);
  expect(seen.filter((line) => !line.includes("404"))).toEqual([]);

  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", '<img alt="" src="/none" onerror="window.ran = 1">');
  });
  await expect
    .poll(() => seen.join("\n"))
    .toMatch(/inline script violates[\s\S]*inline event handler violates/i);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});

test("answers that are no pages may do nothing, and none of them is kept", async ({ page, own, request }) => {
  await signInAs(page, "admin", own.user("admin"));
  const asked = page.context().request;
  for (const path of [
    "/api/auth/session",
    "/api/auth/csrf",
    "/api/trpc/session.get",
    "/api/imports/1/rejected",
    "/api/health",
    "/api/ready",
  ]) {
    const headers = (await asked.get(path)).headers();
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["content-security-policy"], path).toContain("default-src 'none'");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
  }
  const page404 = await request.get("/_next/static/none.js");
  expect(page404.headers()["x-content-type-options"]).toBe("nosniff");
});

/** Every route handler that changes something, found in the source, with parameters filled in. */
function mutations(): { method: string; path: string }[] {
  const files = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith("route.ts"),
  );
  return files.flatMap((name) => {
    const source = readFileSync(join(API, name), "utf8");
    const path = `/api/${name.replaceAll("\\", "/").replace(/\/route\.ts$/, "")}`
      .replace("[...nextauth]", "signout")
      .replace("[trpc]", "imports.undo")
      .replace(/\[[^\]]+\]/g, "1");
    const methods = source.matchAll(/export (?:async function|function|const) (POST|PUT|PATCH|DELETE)\b/g);
    const renamed = source.matchAll(/\bas (POST|PUT|PATCH|DELETE)\b/g);
    return [...methods, ...renamed].map(([, method = ""]) => ({ method, path }));
  });
}

test("no change is made for another site's page, nor for a request that does not say whose it is", async ({
  page,
  own,
}) => {
  await signInAs(page, "admin", own.user("admin"));
  const found = mutations();
  expect(found.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["/api/auth/signout", "/api/imports", "/api/trpc/imports.undo"]),
  );
  const origins = [undefined, "null", "", "https://evil.example", `${own.base}.evil.example`];
  for (const { method, path } of found)
    for (const origin of origins) {
      const answer = await page.context().request.fetch(path, {
        method,
        headers: { "content-type": "application/json", ...(origin !== undefined && { origin }) },
        data: "{}",
      });
      expect(answer.status(), `${method} ${path} from ${origin}`).toBe(403);
    }
  // A procedure that changes something is not taken by GET, which needs no Origin.
  const byGet = await page.context().request.get(`/api/trpc/imports.undo?input=${encodeURIComponent("{}")}`);
  expect(byGet.status()).toBe(405);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("a large body is refused unread, and a batch of very many calls", async ({ own, request }) => {
  for (const path of ["/api/auth/callback/credentials", "/api/trpc/access.requestReset"]) {
    const answer = await request.post(path, {
      headers: { "content-type": "application/json", origin: own.base },
      data: `"${"x".repeat(1_000_000)}"`,
    });
    expect(answer.status(), path).toBe(400);
    expect(await answer.text(), path).toContain("too large");
  }
  const calls = Array.from({ length: 21 }, () => "access.get").join(",");
  expect((await request.get(`/api/trpc/${calls}?batch=1`)).status()).toBe(400);
});

test("stored text is shown as it is and never runs", async ({ page, own }) => {
  test.setTimeout(120_000);
  const seen = watch(page);
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/imports/new");
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  // Names that differ in signs alone are one name: the number keeps them apart.
  const names = PAYLOADS.map((payload, at) => `${payload} #${at}`);
  const rows = names.flatMap((payload, at) =>
    [4, 5, 3].map((score, turn) =>
      [`${at}-${turn}`, day, score, ...[payload, payload, payload, payload].map(quoted)].join(","),
    ),
  );
  // Rejected for their score, so that the payloads come back as values and reasons, too.
  const rejected = PAYLOADS.slice(0, 20).map((payload, at) =>
    [`r${at}`, day, quoted(payload), ...["t", "c", "s", "k"]].join(","),
  );
  const nasty = PAYLOADS[15] ?? "";
  const mapping = {
    schemaVersion: 1,
    name: `Mapping ${nasty}`,
    source: "nasty",
    format: { kind: "csv", delimiter: "," },
    records: [
      {
        kind: "submission",
        externalId: { column: "Id" },
        at: { column: "Day" },
        channel: { column: "Channel" },
        segment: { column: "Segment" },
        comment: { column: "Comment" },
        answers: [{ touchpoint: { column: "Touchpoint" }, question: "csat_1_5", score: { column: "Score" } }],
      },
    ],
  };
  await chooseFile(
    page,
    "a<img data-xss src=x onerror=alert(1)>.csv",
    ["Id,Day,Score,Touchpoint,Channel,Segment,Comment", ...rows, ...rejected, ""].join("\n"),
  );
  await readBy(page, mapping);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.locator("#outcome")).toHaveText(/^Imported as run \d+$/);
  await expect(page.getByText("a<img data-xss src=x onerror=alert(1)>.csv").first()).toBeVisible();
  await expect(page.getByRole("cell", { name: PAYLOADS[0] ?? "", exact: true }).first()).toBeVisible();

  for (const path of ["/imports", "/?period=all&evidence=all", "/"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await page.locator("[data-xss]").count(), path).toBe(0);
    expect(await page.evaluate(() => "ran" in window), path).toBe(false);
    expect(await page.evaluate(() => "ran" in Object.prototype), path).toBe(false);
  }
  const text = ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
  const missing = names
    .map((payload) => payload.replace(/\s+/g, " ").trim())
    .filter((payload) => !text.includes(payload));
  expect(missing, "names are shown as they are stored").toEqual([]);
  expect(seen).toEqual([]);
});
