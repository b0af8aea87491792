import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDb } from "../src/client.ts";
import { writeAudit } from "../src/commands/audit.ts";
import { createSession } from "../src/commands/session.ts";
import { undoRun } from "../src/commands/undo.ts";
import { createUser } from "../src/commands/user.ts";
import { migrate } from "../src/migrate.ts";
import { listAudit } from "../src/queries/audit.ts";
import { isReady } from "../src/queries/readiness.ts";
import { testDatabase } from "./database.ts";
import { answer, importRows, NOW, scope, submission } from "./importing.ts";

const t = testDatabase();
const KEPT = "entries of the audit log are neither changed nor deleted";
const ATTACKS = [
  "update audit_log set actor = 'nobody'",
  "delete from audit_log",
  "truncate audit_log",
  "truncate audit_log, user_account cascade",
  "with gone as (delete from audit_log returning 1) select 1",
  "insert into audit_log (id, actor, action, subject) overriding system value select id, 'x', 'x', 'x' from audit_log on conflict (id) do update set actor = 'x'",
];

test("an entry is neither changed nor deleted, by no statement, in a bulk import's mode either", async () => {
  await writeAudit(t.db, scope, { action: "test.write", subject: "one" });
  const before = await listAudit(t.db, scope, { limit: 100 });
  for (const mode of ["origin", "replica", "local"])
    for (const attack of ATTACKS) {
      const client = await t.pool.connect();
      await client.query(`set session_replication_role = ${mode}`);
      await expect(client.query(attack), `${mode}: ${attack}`).rejects.toThrow(KEPT);
      await client.query("reset session_replication_role");
      client.release();
    }
  expect(await listAudit(t.db, scope, { limit: 100 })).toEqual(before);
});

test("the role of grants.sql does the product's work and can't take the lock off the log", async () => {
  const role = `app_${randomBytes(6).toString("hex")}`;
  const file = await readFile(new URL("../grants.sql", import.meta.url), "utf8");
  await t.pool.query(`create role ${role} login password 'x'`);
  await t.pool.query(file.replaceAll("touchline_app", role));
  const address = new URL(t.url);
  address.username = role;
  address.password = "x";
  const app = createDb(address.href);
  try {
    expect(await isReady(app.db)).toBe(true);
    await migrate(address.href);
    const userId = await createUser(app.db, scope, {
      email: "app@example.com",
      name: "App",
      role: "admin",
      passwordHash: "x",
      departmentIds: [],
    });
    await createSession(app.db, scope, { userId, now: NOW });
    const run = await importRows(app.db, [
      submission("s1", [answer("desk", 4)]),
      submission("s2", [answer("desk", 5)]),
    ]);
    expect(run).toMatchObject({ status: "published" });
    expect(await undoRun(app.db, scope, run.runId ?? 0, NOW)).toMatchObject({ removed: 2 });
    for (const attack of [
      ...ATTACKS,
      "alter table audit_log disable trigger audit_is_kept",
      "drop trigger audit_is_kept on audit_log",
      "drop table audit_log",
      "alter table audit_log rename to gone",
      "create or replace function audit_is_kept() returns trigger language plpgsql as 'begin return null; end'",
      "set session_replication_role = replica",
    ])
      await expect(app.pool.query(attack), attack).rejects.toThrow(
        /permission denied|must be owner|neither changed/,
      );
    expect((await listAudit(app.db, scope, { limit: 9 })).map(({ action }) => action)).toContain(
      "import.undo",
    );
  } finally {
    await app.close();
    await t.pool.query(`drop owned by ${role}`);
    await t.pool.query(`drop role ${role}`);
  }
});

test("filters narrow by who, what, to what, how it ended and when; pages don't overlap", async () => {
  await t.db.execute(sql`insert into audit_log (at, actor, action, subject, outcome) values
    ('2026-01-01T00:00:00Z', 'a_b@example.com', 'filter.one', 'user 1', 'done'),
    ('2026-01-02T00:00:00Z', 'axb@example.com', 'filter.two', 'user 2', 'refused'),
    ('2026-01-03T00:00:00Z', 'c%@example.com', 'filterless.one', 'user 2', 'done')`);
  const actions = async (filter: Omit<Parameters<typeof listAudit>[2], "limit">) =>
    (await listAudit(t.db, scope, { ...filter, limit: 100 })).map(({ action }) => action);
  expect(await actions({ action: "filter" })).toEqual(["filter.two", "filter.one"]);
  expect(await actions({ action: "filter.one" })).toEqual(["filter.one"]);
  expect(await actions({ actor: "A_B@" })).toEqual(["filter.one"]);
  expect(await actions({ actor: "%@example" })).toEqual(["filterless.one"]);
  expect(await actions({ subject: "user 2", outcome: "refused" })).toEqual(["filter.two"]);
  expect(
    await actions({ from: new Date("2026-01-02T00:00:00Z"), until: new Date("2026-01-03T00:00:00Z") }),
  ).toEqual(["filter.two"]);
  const first = await listAudit(t.db, scope, { limit: 2 });
  const second = await listAudit(t.db, scope, { limit: 2, before: first.at(-1)?.id });
  expect(second[0]?.id).toBe((first.at(-1)?.id ?? 0) - 1);
});
