import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { answer, importRows, scope, submission } from "../../../packages/db/test/importing.ts";
import { type OwnServer, test } from "./own-server.ts";
import { PAYLOADS } from "./payloads.ts";
import { onDatabase } from "./people.ts";
import { signedRequests } from "./sessions.ts";

// Others would tab through its fifty users.
test.use({ purpose: "stored text" });

/** Everything that ran, opened, or was asked of another host by itself. */
function watch(page: Page, base: string): string[] {
  const seen: string[] = [];
  page.on("pageerror", (error) => seen.push(String(error)));
  page.on("dialog", async (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) seen.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) seen.push(request.url());
  });
  return seen;
}

/** Opens a page with all that unfolds. Returns its text in one line, and what stored text made of the page. */
async function read(page: Page, path: string): Promise<{ text: string; made: number | boolean }> {
  await page.goto(path, { waitUntil: "load" });
  const made = await page.evaluate(async () => {
    await new Promise((resolve) => requestIdleCallback(resolve));
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    const ran = "ran" in window || "ran" in Object.prototype;
    return ran || document.querySelectorAll("[data-xss]").length;
  });
  // biome-ignore lint/performance/useDomNodeTextContent: scripts hold the names too, and what counts is what is shown
  return { text: oneLine(await page.locator("body").innerText()), made };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
/** Names that differ in signs alone are one name: the number keeps them apart. */
const named = PAYLOADS.map((payload, at) => `${payload} #${at}`);
/** One line without control characters is what a name may be. */
const allowed = named.filter((name) => !/\p{Cc}/u.test(name));

const send = (asked: APIRequestContext, path: string, json: unknown) =>
  asked.post(`/api/trpc/${path}`, { data: { json } });
async function store(asked: APIRequestContext, path: string, json: unknown): Promise<void> {
  const done = await send(asked, path, json);
  expect(done.status(), `${path} ${JSON.stringify(json)}: ${await done.text()}`).toBe(200);
}

const NATURE = { stageId: null, departmentId: null, directness: "direct", role: "service" };

const AUDIT = {
  channel: "front-desk",
  standard: "voice",
  day: "2026-01-01",
  finding: "met",
  link: null,
} as const;

/** Fills every field of a list with every payload: structure, users, mappings; comments and file names by imports. */
async function fillLists(own: OwnServer, asked: APIRequestContext): Promise<void> {
  for (const [at, name] of allowed.entries()) {
    for (const kind of ["department", "stage", "segment"])
      await store(asked, "structure.create", { kind, name });
    await store(asked, "structure.create", { kind: "channel", name, parentId: null });
    await store(asked, "structure.create", { kind: "touchpoint", name, ...NATURE });
    await store(asked, "consistency.record", { ...AUDIT, auditor: name, note: name });
    const email = `stored-${at}@example.com`;
    await store(asked, "users.invite", { email, name, role: "executive", departmentIds: [] });
    const records = [{ kind: "customer", externalId: { column: "Id" } }];
    const format = { kind: "csv", delimiter: "," };
    await store(asked, "mappings.save", {
      body: { schemaVersion: 1, name, source: `source-${at}`, format, records },
    });
  }
  await onDatabase(own.databaseUrl, async ({ db, pool }) => {
    const { rows } = await pool.query<{ slug: string }>(
      "select slug from touchpoint where id <> 0 order by id desc",
    );
    const now = new Date();
    const at = now.getTime() - 40 * 86_400_000;
    for (const [index, comment] of named.entries()) {
      const slug = rows[index % rows.length]?.slug ?? "";
      const given = submission(`stored-${index}`, [answer(slug, 4)], { at, comment, customer: comment });
      await importRows(db, [given], { fileName: `${comment}.csv`, now });
    }
  });
  expect(scope.role).toBe("system");
}

test("stored text is shown as it is and never runs: 50 payloads in every list of names", async ({
  page,
  own,
}) => {
  test.setTimeout(300_000);
  const { email, password } = own.user("admin");
  const asked = await signedRequests(own.base, email, password);
  await fillLists(own, asked);
  await page.context().addCookies((await asked.storageState()).cookies);
  const seen = watch(page, own.base);
  const slugs = await onDatabase(own.databaseUrl, async ({ pool }) => {
    const of = async (table: string) =>
      (
        await pool.query<{ slug: string; name: string }>(
          `select slug, name from ${table} where name ~ ' #[0-9]+$'`,
        )
      ).rows;
    return {
      departments: await of("department"),
      touchpoints: await of("touchpoint"),
      channels: await of("channel"),
    };
  });
  const whole = "period=all&evidence=all";
  const lists: Readonly<Record<string, readonly string[]>> = {
    "/structure": allowed,
    "/users": allowed,
    [`/departments?${whole}`]: allowed,
    [`/touchpoints?${whole}`]: allowed,
    "/imports": named.slice(-40).map((name) => `${name}.csv`),
    [`/records?${whole}`]: [],
    [`/voice?topics=all&${whole}`]: allowed,
    [`/consistency?${whole}`]: allowed,
    "/imports/new": [],
    "/audit": [],
    [`/channels?${whole}`]: [],
    [`/?${whole}`]: [],
  };
  for (const [path, expected] of Object.entries(lists)) {
    const { text, made } = await read(page, path);
    expect(made, path).toBe(0);
    expect(
      expected.filter((name) => !text.includes(oneLine(name))),
      `${path} shows them`,
    ).toEqual([]);
  }
  for (const [folder, rows] of Object.entries(slugs)) {
    expect(rows.length, folder).toBeGreaterThanOrEqual(50);
    // Some of them: what carries a payload into a page is the same code for all.
    for (const { slug, name } of rows.filter((_, at) => at % (folder === "touchpoints" ? 3 : 8) === 0)) {
      const { text, made } = await read(page, `/${folder}/${slug}?${whole}`);
      expect(made, slug).toBe(0);
      expect(text, slug).toContain(oneLine(name));
      expect(await page.title()).toContain(oneLine(name));
    }
  }
  await page.goto("/structure");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: allowed[0] ?? "" }).first()).toBeVisible();
  expect(await page.locator("[data-xss]").count()).toBe(0);
  expect(seen).toEqual([]);
});

test("so are names that there is one of, what a browser calls itself, and what an address says", async ({
  page,
  own,
}) => {
  test.setTimeout(300_000);
  const { email, password } = own.user("admin");
  const asked = await signedRequests(own.base, email, password);
  await page.context().addCookies((await asked.storageState()).cookies);
  const seen = watch(page, own.base);
  const settings = (await (await asked.get("/api/trpc/settings.get")).json()).result.data.json;
  const mine = (await (await asked.get("/api/trpc/profile.get")).json()).result.data.json;
  const sources = (await (await asked.get("/api/trpc/sources.list")).json()).result.data.json;
  const agents = PAYLOADS.filter((payload) => /^[ -~]+$/.test(payload));
  for (const name of allowed) {
    await store(asked, "settings.update", { settings: { ...settings, name }, zoneConfirmed: false });
    await store(asked, "profile.update", { ...mine, name });
    if (sources[0]) await store(asked, "sources.rename", { slug: sources[0].slug, name });
    const { text, made } = await read(page, `/users?search=${encodeURIComponent(name)}`);
    expect(made, name).toBe(0);
    expect(text, "the rail names the company and the user").toContain(oneLine(name));
  }
  for (const agent of agents.slice(0, 10)) {
    const { csrfToken } = await (await asked.get("/api/auth/csrf")).json();
    await asked.post("/api/auth/callback/credentials", {
      form: { email, password, csrfToken, json: "true" },
      headers: { "user-agent": agent },
    });
  }
  for (const path of ["/profile", "/settings", "/imports", "/audit"])
    expect((await read(page, path)).made, path).toBe(0);
  for (const payload of PAYLOADS.slice(0, 15)) {
    const said = encodeURIComponent(payload);
    for (const path of [`/audit?search=${said}`, `/?period=${said}&segment=${said}`, `/departments/${said}`])
      expect((await read(page, path)).made, path).toBe(0);
  }
  expect(seen).toEqual([]);
});

test("files made of stored text run no formula in a spreadsheet", async ({ own }) => {
  const { email, password } = own.user("admin");
  const asked = await signedRequests(own.base, email, password);
  const formulas = ["=1+1", "+SUM(A1)", "-2+3", "@NOW()", '=HYPERLINK("http://evil.example","x")'];
  for (const [at, formula] of formulas.entries()) {
    const name = `${formula} ${at}`;
    await store(asked, "structure.create", { kind: "department", name });
    await store(asked, "structure.create", { kind: "touchpoint", name, ...NATURE });
    await store(asked, "consistency.record", { ...AUDIT, auditor: formula, note: formula });
    await store(asked, "users.invite", {
      email: `formula-${at}@example.com`,
      name: formula,
      role: "executive",
      departmentIds: [],
    });
  }
  for (const path of [
    "/api/audit",
    "/api/export/departments?period=all",
    "/api/export/touchpoints?period=all",
    "/api/export/audit-history",
  ]) {
    const answer = await asked.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-type"], path).toContain("text/csv");
    const text = await answer.text();
    if (path !== "/api/audit") expect(text, path).toContain("'=1+1");
    const cells = text.match(/(?<=^|,|\n)("([^"]|"")*"|[^,\r\n]*)/g) ?? [];
    expect(cells.length).toBeGreaterThan(20);
    expect(
      cells.filter((cell) => /^"?[=+@\t\r]/.test(cell) || /^"?-(?![\d.,]+"?$)/.test(cell)),
      path,
    ).toEqual([]);
  }
});
