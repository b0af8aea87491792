import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { auditCsv } from "../src/audit-csv.ts";
import { callAs, mintActor } from "./actor.ts";
import { scope } from "./company.ts";

const t = testDatabase();

async function linesOf(filter: Parameters<typeof auditCsv>[2]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of auditCsv(t.db, scope, filter)) lines.push(line);
  return lines;
}

test("the whole filtered log comes as CSV, page after page, with formulas made harmless", async () => {
  await t.db.execute(sql`
    insert into audit_log (at, actor, action, subject, before, after)
    select '2026-01-01T00:00:00Z', '=cmd()', 'csv.test', '@user ' || n, null, '{"a": "x,y"}' from generate_series(1, 2100) n`);
  const [heading, newest, ...rest] = await linesOf({ action: "csv" });
  expect(heading).toBe("id,at,actor id,actor,action,subject,outcome,address,before,after\r\n");
  expect(newest).toMatch(
    /^\d+,2026-01-01T00:00:00.000Z,,'=cmd\(\),csv.test,'@user 2100,done,,,"\{""a"":""x,y""\}"\r\n$/,
  );
  expect(rest).toHaveLength(2_099);
  expect(new Set(rest).size).toBe(2_099);
});

test("an admin reads who did what, from where; a refused change is written down as such", async () => {
  const admin = await mintActor(t.db, "admin");
  const call = callAs(t.db, admin.sessionId, { address: "192.0.2.44" });
  const { id } = await mintActor(t.db, "executive");
  await call.users.disable({ userId: id });
  await expect(call.users.disable({ userId: id })).rejects.toMatchObject({ code: "CONFLICT" });
  const executive = await mintActor(t.db, "executive");
  await expect(callAs(t.db, executive.sessionId).users.disable({ userId: id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const subject = `user ${id}`;
  const refused = { action: "users.disable", outcome: "refused", subject } as const;
  const tried = [
    { ...refused, actor: executive.email, actorId: executive.id },
    { ...refused, actor: admin.email },
  ];
  expect(await call.audit.list({ action: "users", limit: 10 })).toMatchObject(tried);
  for (const action of ["user", "user.disable"])
    expect(await call.audit.list({ action, outcome: "refused", limit: 10 })).toMatchObject(tried);
  expect(await call.audit.list({ action: "user.disable", outcome: "done", limit: 10 })).toMatchObject([
    {
      actor: admin.email,
      actorId: admin.id,
      subject,
      address: "192.0.2.44",
      outcome: "done",
      before: { disabled: false },
      after: { disabled: true },
    },
  ]);
});

test("entries are found by any word they say, and by the name of the user they are about", async () => {
  const admin = await mintActor(t.db, "admin");
  const call = callAs(t.db, admin.sessionId, { address: "198.51.100.9" });
  const { id } = await mintActor(t.db, "executive");
  await call.users.update({ userId: id, name: "Ola_50%Nord", role: "executive", departmentIds: [] });
  const found = async (filter: Omit<Parameters<typeof call.audit.list>[0], "limit">) =>
    (await call.audit.list({ ...filter, limit: 10 })).map(({ action, subjectName }) => [action, subjectName]);
  const update = ["user.update", "Ola_50%Nord"];
  expect(await found({ text: "la_50%nor", action: "user.update" })).toEqual([update]);
  expect(await found({ text: "198.51.100.9" })).toEqual([update]);
  expect(await found({ subject: "ola_50", action: "user.update" })).toEqual([update]);
  expect(await found({ text: "la_50_nor" })).toEqual([]);
});
