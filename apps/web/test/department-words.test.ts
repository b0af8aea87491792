import { expect, test } from "vitest";
import { departmentsSentence, rankSentence } from "../src/widgets/department/words.ts";

const row = (name: string, value: number | null, verdict: "worse" | "no-change" | null = "no-change") => ({
  slug: name,
  name,
  score: { value, n: 100, low: value, high: value },
  change: verdict && {
    verdict,
    difference: -2.8,
    low: -4,
    high: -1,
    n: 100,
    nBefore: 100,
    pValue: null,
  },
});

test("who leads, who is last, and who really moved", () => {
  expect(departmentsSentence([row("Digital", 70), row("Service", 82.9), row("Food", 71, "worse")])).toBe(
    "Service leads at 82.9; Digital is last at 70.0. Really changed: Food (−2.8).",
  );
  expect(departmentsSentence([row("Digital", 70), row("Service", 82.9)])).toContain("None really changed.");
  expect(departmentsSentence([row("Digital", 70, null)])).toBe("Digital stands at 70.0.");
  expect(departmentsSentence([row("Digital", null)])).toContain("No department has enough answers");
});

test("a rank says who can't be told apart", () => {
  expect(rankSentence({ place: 8, of: 12, above: 5, level: 4, below: 2 })).toBe(
    "It is number 8 of 12: 5 clearly above it, 2 clearly below, 4 too close to call.",
  );
  expect(rankSentence({ place: 1, of: 2, above: 0, level: 1, below: 0 })).toContain("none clearly above it");
  expect(rankSentence({ place: 1, of: 1, above: 0, level: 0, below: 0 })).toContain("only department");
});
