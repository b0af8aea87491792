import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import { hashPassword } from "@touchline/api/password";
import { newToken } from "@touchline/api/tokens";
import { createDb } from "@touchline/db/client";
import { createReset, inviteUser } from "@touchline/db/commands/link";
import { beginSecondFactor } from "@touchline/db/commands/second-factor";
import { createUser } from "@touchline/db/commands/user";
import { mintScope, type Role } from "@touchline/domain/access";
import { answer, importRows, interaction, scope, submission } from "../../../packages/db/test/importing.ts";
import { type OwnServer, test } from "./own-server.ts";
import { ACTORS, type Actor, type Foreign, HANDLERS, type Outcome, PAGES } from "./page-rights.ts";
import { newRequests, payloadOf, signedRequests } from "./sessions.ts";

const APP = fileURLToPath(new URL("../src/app", import.meta.url));
const customer = "FOREIGN-customer";
const PASSWORD = "plum-otter-lantern-42";
const ROLES: Readonly<Record<Exclude<Actor, "anonymous">, Role>> = {
  executive: "executive",
  head: "department_head",
  otherHead: "department_head",
  admin: "admin",
  disabled: "admin",
};

/** Files of that name below src/app, each with its route. */
function routesOf(file: string): { route: string; source: string }[] {
  return readdirSync(APP, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name === file || name.endsWith(`/${file}`))
    .map((name) => ({
      route: `/${name
        .split("/")
        .slice(0, -1)
        .filter((part) => !/^\(.*\)$/.test(part))
        .join("/")}`,
      source: readFileSync(join(APP, name), "utf8"),
    }));
}

const pages = () => routesOf("page.tsx").map(({ route }) => route);
const handlers = () =>
  routesOf("route.ts").flatMap(({ route, source }) =>
    [
      ...source.matchAll(/export (?:async function|function|const) (GET|POST|PUT|PATCH|DELETE)\b/g),
      ...source.matchAll(/\bas (GET|POST|PUT|PATCH|DELETE)\b/g),
    ].map(([, method = ""]) => `${method} ${route}`),
  );

test("every page and every method of a route handler is declared, and nothing that is not there", () => {
  expect(pages().sort()).toEqual(Object.keys(PAGES).sort());
  expect(handlers().sort()).toEqual(Object.keys(HANDLERS).sort());
  const all = Object.entries({ ...PAGES, ...HANDLERS });
  expect(all.filter(([key, { path }]) => key.includes("[") && !path).map(([key]) => key)).toEqual([]);
});

function outcomeOf(answer: APIResponse): Outcome | string {
  const status = answer.status();
  const { location = "" } = answer.headers();
  if (status === 401 || (status >= 300 && status < 400 && /^(https?:\/\/[^/]+)?\/sign-in\b/.test(location)))
    return "sign-in";
  if (status === 403) return "no";
  return status === 404 || status >= 500 ? `status ${status}` : "in";
}

interface Told {
  readonly actor: Actor;
  readonly key: string;
  readonly found: Outcome | string;
  readonly text: string;
}
interface Company {
  readonly foreign: Foreign;
  readonly actors: Readonly<Record<Actor, { asked: APIRequestContext; id: number; email: string }>>;
  readonly told: Told[];
  /** What is kept and never shown: hashes, digests, sealed secrets, the installation's secret. */
  readonly kept: readonly string[];
  /** Of every sign-in whose it is. */
  readonly sessions: ReadonlyMap<string, number>;
  readonly emails: readonly string[];
}

async function mint(own: OwnServer): Promise<Company> {
  const { db, pool, close } = createDb(own.databaseUrl);
  try {
    const { rows: owned } = await pool.query<{ id: number; department: string; touchpoint: string }>(`
      select distinct on (d.id) d.id, d.slug department, t.slug touchpoint from touchpoint_owner o
      join department d on d.id = o.department_id join touchpoint t on t.id = o.touchpoint_id order by d.id`);
    const [ours, theirs] = owned;
    if (!ours || !theirs) throw new Error("The template has two departments that own something.");
    const now = new Date();
    const at = now.getTime() - 86_400_000;
    const { runId } = await importRows(
      db,
      [
        interaction("FOREIGN-visit", theirs.touchpoint, { at, customer, comment: "FOREIGN-note" }),
        submission("FOREIGN-form", [answer(theirs.touchpoint, 5)], {
          at,
          customer,
          comment: "FOREIGN-comment",
        }),
      ],
      { fileName: "FOREIGN-file.csv", mapping: { name: "foreign-mapping", body: {} }, now },
    );
    const { rows: answered } = await pool.query<{ id: number }>(
      "select id from submission where comment = 'FOREIGN-comment'",
    );
    const recordId = answered[0]?.id ?? 0;
    const passwordHash = await hashPassword(PASSWORD);
    const add = (email: string, role: Role, departmentIds: number[]) =>
      createUser(db, scope, { email, name: `FOREIGN ${email}`, role, departmentIds, passwordHash });
    const userId = await add("foreign@example.com", "department_head", [theirs.id]);
    const self = mintScope({
      actor: { userId, label: "foreign@example.com" },
      role: "system",
      recordsOf: [],
    });
    await beginSecondFactor(db, self, { secret: "sealed-secret-of-FOREIGN-user" });
    await createReset(db, scope, { userId, hash: newToken().hash, now });
    const rights = { name: "FOREIGN invited", role: "executive", departmentIds: [] } as const;
    await inviteUser(db, scope, {
      ...rights,
      email: "foreign-invited@example.com",
      hash: newToken().hash,
      now,
    });

    const signed = async (actor: Exclude<Actor, "anonymous">) => {
      const email = `matrix-${ACTORS.indexOf(actor)}@hotel.example`;
      const departmentIds = actor === "head" ? [ours.id] : actor === "otherHead" ? [theirs.id] : [];
      const role = ROLES[actor];
      const id = await createUser(db, scope, { email, name: actor, role, departmentIds, passwordHash });
      return { id, email, asked: await signedRequests(own.base, email, PASSWORD) };
    };
    const actors = {
      anonymous: { id: 0, email: "", asked: await newRequests(own.base) },
      executive: await signed("executive"),
      head: await signed("head"),
      otherHead: await signed("otherHead"),
      admin: await signed("admin"),
      disabled: await signed("disabled"),
    };
    // Its session is left open: being disabled must do on its own.
    await pool.query("update user_account set disabled_at = now() where id = $1", [actors.disabled.id]);
    const { rows: kept } = await pool.query<{ kept: string }>(`
      select password_hash kept from user_account where password_hash is not null
      union select hash from user_link union select hash from recovery_code union select secret from second_factor`);
    const { rows: sessions } = await pool.query<{ id: string; userId: number }>(
      `select id::text, user_id "userId" from session`,
    );
    const { rows: emails } = await pool.query<{ email: string }>(`select email from user_account`);
    return {
      foreign: {
        department: theirs.department,
        touchpoint: theirs.touchpoint,
        userId,
        runId: runId ?? 0,
        recordId,
        mapping: "foreign-mapping",
      },
      actors,
      told: [],
      kept: [...kept.map((row) => row.kept), own.secret, "$argon2"],
      sessions: new Map(sessions.map(({ id, userId: owner }) => [id, owner])),
      emails: emails.map(({ email }) => email),
    };
  } finally {
    await close();
  }
}

/** Opens everything as everybody. Gathered once in a process: tests judge it, each on its own. */
async function gather(own: OwnServer): Promise<Company> {
  const company = await mint(own);
  const { foreign, actors, told } = company;
  for (const actor of ACTORS) {
    const { asked } = actors[actor];
    for (const [route, cell] of Object.entries(PAGES)) {
      const path = cell.path?.(foreign) ?? route;
      const page = await asked.get(path);
      const payload = await payloadOf(asked, path);
      const text = (await page.text()) + (await payload.text());
      told.push({ actor, key: route, found: outcomeOf(page), text });
    }
    for (const [key, cell] of Object.entries(HANDLERS)) {
      const [method = "", route = ""] = key.split(" ");
      const given = await asked.fetch(cell.path?.(foreign) ?? route, {
        method,
        ...(method !== "GET" && { data: "{}", headers: { "content-type": "application/json" } }),
      });
      told.push({ actor, key, found: outcomeOf(given), text: await given.text() });
    }
  }
  return company;
}

let gathered: Promise<Company> | undefined;
const companyOf = (own: OwnServer): Promise<Company> => {
  gathered ??= gather(own);
  return gathered;
};

for (const actor of ACTORS)
  test(`${actor} may open what is declared and nothing else`, async ({ own }) => {
    const { told } = await companyOf(own);
    const declared = { ...PAGES, ...HANDLERS };
    const wrong = told
      .filter((one) => one.actor === actor && one.found !== declared[one.key]?.row[actor])
      .map(({ key, found }) => `${key}: ${found} instead of ${declared[key]?.row[actor]}`);
    expect(wrong).toEqual([]);
  });

/** What is somebody else's: nobody's business but an admin's, or the own head's as far as records go. */
const PRIVATE = /foreign(-invited)?@example|FOREIGN foreign|FOREIGN invited|FOREIGN-file/i;
const RECORDS = /FOREIGN-(customer|visit|form|note|comment)/;
const IDENTITY = /FOREIGN-(customer|visit|form)/;
const MAY_NOT_SEE: Readonly<Record<Actor, readonly RegExp[]>> = {
  anonymous: [PRIVATE, RECORDS],
  // Executives read what customers say, and not who they are.
  executive: [PRIVATE, IDENTITY],
  head: [PRIVATE, RECORDS],
  otherHead: [PRIVATE],
  admin: [],
  disabled: [PRIVATE, RECORDS],
};

test("ids of another department, user or run bring nothing of theirs into a page, its payload or an answer", async ({
  own,
}) => {
  const { told } = await companyOf(own);
  const found = told.flatMap(({ actor, key, text }) =>
    MAY_NOT_SEE[actor].flatMap(
      (pattern) => pattern.exec(text)?.[0].concat(` shown to ${actor} on ${key}`) ?? [],
    ),
  );
  expect(found).toEqual([]);
  // The same strings are there for who may see them: this test can fail.
  const seen = told
    .filter(({ actor, text }) => actor === "admin" && PRIVATE.test(text))
    .map(({ key }) => key);
  expect(seen).toEqual(
    expect.arrayContaining(["/users", "/users/[userId]", "/imports", "/audit", "GET /api/audit"]),
  );
  const words = told.filter(({ key, text }) => key === "/records/[id]" && text.includes("FOREIGN-comment"));
  expect(words.map(({ actor }) => actor)).toEqual(["executive", "otherHead", "admin"]);
  expect(words.filter(({ text }) => text.includes(customer)).map(({ actor }) => actor)).toEqual([
    "otherHead",
  ]);
  expect(told).toHaveLength(ACTORS.length * (Object.keys(PAGES).length + Object.keys(HANDLERS).length));
});

test("no page, payload or answer holds a hash, a digest, a secret or another's sign-in; none shows users who they need not know", async ({
  own,
}) => {
  const { told, kept, sessions, emails, actors } = await companyOf(own);
  expect(kept.length).toBeGreaterThan(8);
  const found: string[] = [];
  for (const { actor, key, text } of told) {
    const { id: self, email: own_ } = actors[actor];
    if (kept.some((secret) => text.includes(secret))) found.push(`a secret shown to ${actor} on ${key}`);
    for (const [session, owner] of sessions)
      if (owner !== self && text.includes(session))
        found.push(`a sign-in of ${owner} shown to ${actor} on ${key}`);
    if (actor === "admin") continue;
    for (const email of emails)
      if (email !== own_ && text.includes(email)) found.push(`${email} shown to ${actor} on ${key}`);
  }
  expect(found).toEqual([]);
  expect(
    told.filter(({ actor, text }) => actor === "executive" && text.includes(actors.executive.email)).length,
  ).toBeGreaterThan(0);
});

test("a user who is disabled meanwhile is out at the very next request", async ({ own }) => {
  const { actors } = await companyOf(own);
  const { db, close } = createDb(own.databaseUrl);
  const passwordHash = await hashPassword(PASSWORD);
  const email = "leaving@matrix.example";
  const userId = await createUser(db, scope, {
    email,
    name: "Leaving",
    role: "executive",
    passwordHash,
    departmentIds: [],
  });
  await close();
  const asked = await signedRequests(own.base, email, PASSWORD);
  expect((await asked.get("/")).status()).toBe(200);
  const disabled = await actors.admin.asked.post("/api/trpc/users.disable", { data: { json: { userId } } });
  expect(disabled.status()).toBe(200);
  expect(outcomeOf(await asked.get("/"))).toBe("sign-in");
  expect((await asked.get("/api/trpc/session.get")).status()).toBe(401);
  expect((await asked.post("/api/imports", { data: "{}" })).status()).toBe(401);
});
