import type { Comparison } from "@touchline/domain/compare";
import type { Verdict } from "@touchline/domain/statistic";
import { expect, test } from "vitest";
import { scoreSentence } from "../src/widgets/page/score-sentence.ts";

const score = { value: 71.3, n: 900, low: 70, high: 72.6 };
const change = (verdict: Verdict, difference: number): Comparison => ({
  verdict,
  difference,
  low: difference - 1,
  high: difference + 1,
  n: 900,
  nBefore: 800,
  pValue: null,
});
const say = (moved: Comparison | null, value = score) =>
  scoreSentence("Food and drink", value, moved, "same_period_last_year");

test("every verdict is an answer in words", () => {
  expect(say(change("worse", -2.8))).toBe(
    "Food and drink is worse than in the same days last year: down 2.8 points, now 71.3 (95 % sure: by 1.8 to 3.8).",
  );
  expect(say(change("no-change", 0.3))).toBe(
    "Food and drink did not really change against the same days last year: it stands at 71.3 (95 % sure: −0.7 to +1.3 points).",
  );
  expect(say(change("not-enough-data", 0))).toContain("too few answers to say");
  expect(say(null)).toBe("Food and drink stands at 71.3.");
  expect(scoreSentence("Food", { value: null, n: 3, low: null, high: null }, null, "previous_period")).toBe(
    "Food has too few answers in this period to give a score.",
  );
});
