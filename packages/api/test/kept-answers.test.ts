import { renameStructure } from "@touchline/db/commands/structure-edit";
import { updateTopic } from "@touchline/db/commands/topic";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { createContext } from "../src/context.ts";
import { KeptAnswers } from "../src/kept-answers.ts";
import { createCaller } from "../src/root.ts";
import { contextOf, FEBRUARY, mintCompany, NOW, scope, spread } from "./company.ts";

const t = testDatabase();

beforeAll(() =>
  mintCompany(
    t.db,
    [
      { slug: "desk", role: "service", department: "ours" },
      { slug: "shop", role: "sales", department: "theirs" },
    ],
    [
      { touchpoint: "desk", channel: "phone", before: spread({ 4: 80 }), now: spread({ 1: 60, 2: 20 }) },
      { touchpoint: "shop", channel: "store", before: spread({ 5: 80 }), now: spread({ 1: 60, 2: 20 }) },
    ],
  ),
);

const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const memory = () => new KeptAnswers({ most: 2, longestMs: 60_000 });

test("an answer is kept under its mark, for its time, and among the last that were asked for", async () => {
  const kept = memory();
  const work = vi.fn(async () => "answer");
  const ask = (key: string, mark = "1", now = at(0)) => kept.recall(key, { mark, now }, work);
  expect(await Promise.all([ask("a"), ask("a")])).toEqual(["answer", "answer"]);
  expect(work).toHaveBeenCalledTimes(1);
  await ask("a", "2");
  expect(work, "something was written").toHaveBeenCalledTimes(2);
  await ask("a", "2", at(59));
  expect(work).toHaveBeenCalledTimes(2);
  await ask("a", "2", at(60));
  expect(work, "its time is over").toHaveBeenCalledTimes(3);
  await ask("b", "2", at(60));
  await ask("a", "2", at(60));
  await ask("c", "2", at(60));
  expect(work).toHaveBeenCalledTimes(5);
  await ask("a", "2", at(60));
  expect(work, "b was asked for longest ago, and went").toHaveBeenCalledTimes(5);
  await ask("b", "2", at(60));
  expect(work).toHaveBeenCalledTimes(6);
});

test("while somebody writes, what was kept is told, and nothing new is kept", async () => {
  const kept = memory();
  const work = vi.fn(async () => "answer");
  const ask = (mark: string, keep: boolean) => kept.recall("a", { mark, now: NOW, keep }, work);
  await ask("1", true);
  await ask("1", false);
  expect(work).toHaveBeenCalledTimes(1);
  await ask("2", false);
  await ask("2", false);
  expect(work).toHaveBeenCalledTimes(3);
  await ask("1", false);
  expect(work, "what was kept is still there").toHaveBeenCalledTimes(3);
});

test("a failure is told and not kept", async () => {
  const kept = memory();
  const work = vi.fn().mockRejectedValueOnce(new Error("away")).mockResolvedValueOnce("back");
  const ask = () => kept.recall("a", { mark: "1", now: NOW }, work);
  await expect(ask()).rejects.toThrow("away");
  expect(await ask()).toBe("back");
});

/** Requests of one user, one after the other, in a process that keeps answers. */
async function requestsOf(
  role: "executive" | "department_head",
  keptAnswers: KeptAnswers,
  own: number[] = [],
) {
  const context = await contextOf(t.db, role, [], own);
  const sessionId = (await context.viewer())?.sessionId ?? null;
  return () => createCaller(createContext({ ...context, sessionId, installation: null, keptAnswers }));
}

test("asked again, figures cost two small reads, also when somebody signed in since; whatever is written is in the very next answer", async () => {
  const kept = new KeptAnswers({ most: 100, longestMs: 3_600_000 });
  const request = await requestsOf("executive", kept);
  const query = vi.spyOn(t.pool, "query");
  const first = await request().departments.list(FEBRUARY);
  const worked = query.mock.calls.length;
  await contextOf(t.db, "executive");
  query.mockClear();
  expect(await request().departments.list(FEBRUARY)).toEqual(first);
  expect(worked).toBeGreaterThan(5);
  expect(query.mock.calls.length).toBeLessThanOrEqual(2);
  query.mockRestore();

  const { rows } = await t.db.execute<{ id: number }>(sql`select id from department where slug = 'ours'`);
  await renameStructure(t.db, scope, { kind: "department", id: rows[0]?.id ?? 0, name: "Ours anew" });
  const renamed = await request().departments.list(FEBRUARY);
  expect(renamed.map(({ name }) => name)).toContain("Ours anew");

  const day = Date.UTC(2026, 1, 12, 10);
  await importRows(
    t.db,
    Array.from({ length: 50 }, (_, person) =>
      submission(`late-${person}`, [answer("desk", 5, { channel: "phone" })], { at: day }),
    ),
    { fileName: "late.csv" },
  );
  const [before, after] = [renamed, await request().departments.list(FEBRUARY)].map(
    (list) => list.find(({ slug }) => slug === "ours")?.score.n ?? 0,
  );
  expect(after).toBe((before ?? 0) + 50);
});

test("what one may see is not told to another", async () => {
  const kept = new KeptAnswers({ most: 100, longestMs: 3_600_000 });
  const { rows } = await t.db.execute<{ id: number }>(sql`select id from department where slug = 'ours'`);
  const executive = await requestsOf("executive", kept);
  const head = await requestsOf("department_head", kept, [rows[0]?.id ?? 0]);
  const all = await executive().movers.list(FEBRUARY);
  const own = await head().movers.list(FEBRUARY);
  expect(all.items.map(({ slug }) => slug).sort()).toEqual(["desk", "shop"]);
  expect(own.items.map(({ slug }) => slug)).toEqual(["desk"]);
});

test("an analysis that was kept holds what an administrator changed since", async () => {
  const request = await requestsOf("executive", new KeptAnswers({ most: 100, longestMs: 3_600_000 }));
  const wordsOf = async () =>
    (await request().voice.topics(FEBRUARY)).topics.find(({ slug }) => slug === "desk")?.words;
  expect(await wordsOf()).toEqual(["desk"]);
  const { rows } = await t.db.execute<{ id: number }>(sql`select id from touchpoint where slug = 'desk'`);
  await updateTopic(t.db, scope, { touchpointId: rows[0]?.id ?? 0, words: ["counter"] });
  expect(await wordsOf()).toEqual(["counter"]);
});
