import { readSessionUser } from "@touchline/db/queries/user";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { ensureFirstUsers } from "../src/first-users.ts";
import { hashPassword, randomPassword, verifyPassword } from "../src/password.ts";
import { signIn, signOut } from "../src/sign-in.ts";
import { NOW, scope } from "./company.ts";

const t = testDatabase();

test("passwords are kept as argon2id with the agreed cost", async () => {
  const kept = await hashPassword("correct horse battery");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(kept, "correct horse battery")).toBe(true);
  expect(await verifyPassword(kept, "correct horse batter")).toBe(false);
  expect(await verifyPassword(null, "correct horse battery")).toBe(false);
  expect(new Set(Array.from({ length: 20 }, randomPassword)).size).toBe(20);
});

test("a password of 50,000 characters is refused at once, kept or tried", async () => {
  const long = "x".repeat(50_000);
  await expect(hashPassword(long)).rejects.toMatchObject({ code: "invalid" });
  const started = performance.now();
  expect(await verifyPassword(await hashPassword("short"), long)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("the first start makes one user for each role, once; the head owns the first department", async () => {
  await t.db.execute(sql`insert into department (slug, name, position) values ('z', 'Z', 2), ('a', 'A', 1)`);
  const users = await ensureFirstUsers(t.db, scope);
  expect(users.map((user) => user.role).sort()).toEqual(["admin", "department_head", "executive"]);
  expect(await ensureFirstUsers(t.db, scope)).toEqual([]);

  const head = users.find((user) => user.role === "department_head");
  const signed = await signIn(t.db, {
    email: ` ${head?.email.toUpperCase()} `,
    password: head?.password ?? "",
    now: NOW,
  });
  const sessionId = signed?.sessionId ?? "";
  const read = () => readSessionUser(t.db, scope, { sessionId, now: NOW, idleMs: 60_000 });
  const { rows } = await t.db.execute<{ id: number }>(sql`select id from department where slug = 'a'`);
  expect(await read()).toMatchObject({ role: "department_head", departmentIds: [rows[0]?.id] });
  await signOut(t.db, { sessionId, email: signed?.email ?? "", now: NOW });
  expect(await read()).toBeNull();
});

test("a wrong password, an unknown address and a disabled user are refused alike", async () => {
  const { rows } = await t.db.execute<{ email: string }>(
    sql`update user_account set disabled_at = now() where role = 'admin' returning email`,
  );
  const tries = ["executive@touchline.local", "nobody@touchline.local", rows[0]?.email ?? ""];
  for (const email of tries) expect(await signIn(t.db, { email, password: "wrong", now: NOW })).toBeNull();
});
