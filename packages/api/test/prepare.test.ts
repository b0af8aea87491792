import { beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { ask } from "../src/ask.ts";
import { createContext } from "../src/context.ts";
import { KeptAnswers } from "../src/kept-answers.ts";
import { analysesPreparer } from "../src/prepare.ts";
import { createCaller } from "../src/root.ts";
import { contextOf, FEBRUARY, mintCompany, NOW, spread } from "./company.ts";

const t = testDatabase();
const log = { error: vi.fn() };
const kept = new KeptAnswers({ most: 300, longestMs: 900_000 });
const VIEW = { period: "last_12_full_months" };

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

/** Statements that look at answers customer by customer, of what was asked while this ran. */
async function walks(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(t.pool, "query");
  await work();
  const texts = query.mock.calls.map(([given]) => String(Object(given).text ?? given));
  query.mockRestore();
  return texts.filter((text) => text.includes("count(gap)")).length;
}

const preparer = (stopped = () => false) =>
  analysesPreparer(t.db, { first: "last_12_full_months", keptAnswers: kept, log, clock: () => NOW, stopped });
const map = () => ask(t.db, { name: "journey.map", input: VIEW, now: NOW }, log);

test("what takes long is kept before anybody asks, and again after an import has come to rest", async () => {
  const prepare = preparer();
  expect(await walks(prepare), "answers may still be on their way at the first look").toBe(0);
  expect(await walks(prepare)).toBeGreaterThan(0);
  expect(await walks(map)).toBe(0);
  expect(await walks(prepare), "nothing changed since").toBe(0);

  await importRows(
    t.db,
    Array.from({ length: 50 }, (_, person) =>
      submission(`late-${person}`, [answer("desk", 5, { channel: "phone" })], {
        at: Date.UTC(2026, 0, 12, 10),
      }),
    ),
    { fileName: "late.csv" },
  );
  expect(await walks(prepare)).toBe(0);
  expect(await walks(prepare)).toBeGreaterThan(0);
  expect(await walks(map)).toBe(0);
  expect(log.error).not.toHaveBeenCalled();
});

test("it leaves off when the process is to end", async () => {
  await importRows(
    t.db,
    [submission("one", [answer("desk", 5, { channel: "phone" })], { at: Date.UTC(2026, 0, 12) })],
    {
      fileName: "one.csv",
    },
  );
  const prepare = preparer(() => true);
  await prepare();
  expect(await walks(prepare)).toBe(0);
  expect(await walks(map), "it had kept nothing").toBeGreaterThan(0);
});

test("an executive who opens a page finds its figures prepared, a department head works out the own", async () => {
  const prepare = preparer();
  await prepare();
  await prepare();
  const view = {
    ...FEBRUARY,
    period: "last_12_full_months",
    from: null,
    to: null,
    evidence: "headline",
  } as const;
  const statements = async (role: "executive" | "department_head") => {
    const context = await contextOf(t.db, role, [], []);
    const sessionId = (await context.viewer())?.sessionId ?? null;
    const call = createCaller(
      createContext({ ...context, sessionId, installation: null, keptAnswers: kept }),
    );
    const query = vi.spyOn(t.pool, "query");
    await call.experience.summary(view);
    await call.failure.breakdown({ ...view, by: "department" });
    const asked = query.mock.calls.length;
    query.mockRestore();
    return asked;
  };
  // The session, and what tells whether anything was written.
  expect(await statements("executive")).toBeLessThanOrEqual(2);
  expect(await statements("department_head")).toBeGreaterThan(5);
});
