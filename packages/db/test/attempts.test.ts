import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { clearAttempts, giveBackAttempt, takeAttempt } from "../src/commands/attempts.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");
const now = new Date("2026-03-03T10:00:00Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const take = (key: string, at = now) => takeAttempt(t.db, scope, { key, free: 5, now: at });

test("of 300 tries at once on ten connections exactly five are allowed", async () => {
  const tries = await Promise.all(Array.from({ length: 300 }, () => take("parallel")));
  expect(tries.filter(({ allowed }) => allowed)).toHaveLength(5);
  const { rows } = await t.db.execute(sql`select count from attempt where key = 'parallel'`);
  expect(rows).toEqual([{ count: 5 }]);
  const next = await Promise.all(Array.from({ length: 300 }, () => take("parallel", after(1))));
  expect(next.filter(({ allowed }) => allowed)).toHaveLength(1);
  expect(next.filter((one) => !one.allowed && one.waitMs === 2_000)).toHaveLength(299);
});

test("a try that is given back takes its own wait with it and no other's", async () => {
  const first = await take("given back");
  for (let guess = 2; guess <= 4; guess += 1) await take("given back");
  const fifth = await take("given back");
  expect(first.allowed && fifth.allowed).toBe(true);
  expect(await take("given back")).toEqual({ allowed: false, waitMs: 1_000 });
  if (first.allowed) await giveBackAttempt(t.db, scope, first.receipt);
  expect(await take("given back")).toEqual({ allowed: false, waitMs: 1_000 });
  if (fifth.allowed) await giveBackAttempt(t.db, scope, fifth.receipt);
  expect((await take("given back")).allowed).toBe(true);
});

test("a counter is forgotten after a day of rest, and cleared ones begin anew", async () => {
  for (let guess = 1; guess <= 5; guess += 1) await take("rests");
  expect((await take("rests", after(24 * 3_600 - 1))).allowed).toBe(true);
  expect(await take("rests", after(24 * 3_600 - 1))).toMatchObject({ allowed: false });
  const late = after(48 * 3_600 + 10);
  for (let guess = 1; guess <= 4; guess += 1) expect((await take("rests", late)).allowed).toBe(true);
  await take("own", late);
  await clearAttempts(t.db, scope, { keys: ["own"], now: late });
  const { rows } = await t.db.execute(sql`select key, count from attempt`);
  expect(rows).toEqual([{ key: "rests", count: 4 }]);
});
