import { expect, test } from "vitest";
import { signalsInWords, usualInWords } from "../src/trend-words.ts";

const usual = { centre: 73.5, low: 71, high: 76 };
const points = (...signals: (string | null)[]) =>
  signals.map((signal, at) => ({
    label: `p${at}`,
    score: { value: 70 + at, n: 40, low: 69, high: 80 },
    signal,
  }));

test("a usual range is told with its middle, or that nobody can tell it yet", () => {
  expect(usualInWords(usual, "score")).toBe("Its usual range, 71.0 to 76.0 around 73.5");
  expect(usualInWords({ centre: 0.5, low: 0.4, high: 0.6 }, "share")).toBe(
    "Its usual range, 40.0 % to 60.0 % around 50.0 %",
  );
  expect(usualInWords({ centre: 1, low: 1, high: 1 }, "share", "Service's")).toBe(
    "Service's usual level, 100.0 %",
  );
  expect(usualInWords("unknown", "score")).toBe("Too few weeks are known to tell its usual range");
  expect(usualInWords(null, "score")).toBeNull();
});

test("the newest signals are written out, older ones counted, and calm weeks are told as readily", () => {
  expect(signalsInWords(points("low", null, "high"), usual)).toBe("More than chance: p0 (low), p2 (high)");
  expect(signalsInWords(points("a", "b", "c", "d", "e"), usual)).toBe(
    "More than chance: p2 (c), p3 (d), p4 (e), and 2 before",
  );
  expect(signalsInWords(points("run", "run", "low"), usual)).toBe("More than chance: p0, p1 (run), p2 (low)");
  expect(signalsInWords(points(null, null), usual)).toBe("No week stands out");
  // Nothing was judged: nothing is said.
  expect(signalsInWords(points(null, null), "unknown")).toBeNull();
  expect(signalsInWords(points(null), null)).toBeNull();
});
