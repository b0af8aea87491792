import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { ask, QUESTIONS } from "../src/ask.ts";

const t = testDatabase();
const log = {
  error: ({ cause }: { cause: unknown }) => {
    throw cause;
  },
};
const now = new Date("2026-03-10T12:00:00Z");
const answer = (name: string, input: Record<string, unknown> = {}) => ask(t.db, { name, input, now }, log);

test("only questions about figures can be asked", async () => {
  expect(QUESTIONS).toContain("ratings.breakdown");
  expect(QUESTIONS).toContain("experience.summary");
  for (const name of [
    "imports.undo",
    "users.list",
    "audit.list",
    "imports.rejected",
    "nothing",
    "toString",
  ]) {
    expect(QUESTIONS).not.toContain(name);
    await expect(answer(name)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("days alone are a period of their own, nothing at all is all time", async () => {
  expect(await answer("experience.view", { from: "2026-01-01", to: "2026-01-31" })).toMatchObject({
    period: { from: "2026-01-01", to: "2026-02-01", preset: null },
  });
  expect(await answer("experience.view")).toMatchObject({ period: { preset: "all", to: "2026-03-11" } });
});

test("a wrong input is told in words that name its place", async () => {
  await expect(answer("ratings.breakdown", { by: "weather" })).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("by"),
  });
  await expect(answer("ratings.breakdown", { by: "channel", touchpoint: "no-such" })).rejects.toMatchObject({
    code: "not_found",
  });
});
