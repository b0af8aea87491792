/// <reference path="../../../packages/db/test/server.ts" />
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countUsers } from "@touchline/db/queries/user";
import { systemScope } from "@touchline/domain/access";
import { expect, test } from "vitest";
import { testDatabase } from "../../../packages/db/test/database.ts";
import { isSignInKept, keepSignIn, makeFirstUsers } from "../src/first-run.ts";

const t = testDatabase();
const scope = systemScope("test");

test("the sample company's users are made once, and how to sign in is kept where the owner alone reads it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "touchline-first-"));
  const file = join(folder, "sign-in.txt");
  const make = () => makeFirstUsers(t.db, scope, "http://localhost:3000", (text) => keepSignIn(file, text));
  expect(await isSignInKept(file)).toBe(false);
  const failing = makeFirstUsers(t.db, scope, "x", async () => {
    throw new Error("the disk is full");
  });
  await expect(failing).rejects.toThrow("the disk is full");
  expect(await countUsers(t.db, scope)).toBe(0);

  const said = await make();
  for (const role of ["executive", "department head", "admin"]) expect(said).toContain(role);
  expect(await readFile(file, "utf8")).toBe(`${said}\n`);
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect(await isSignInKept(file)).toBe(true);
  expect(await make()).toBeNull();
  expect(await countUsers(t.db, scope)).toBe(3);
  await rm(folder, { recursive: true, force: true });
});
