import { expect, test } from "vitest";
import { expectationEnds, expectationSentence } from "../src/widgets/expectation/words.ts";
import { splitSentence } from "../src/widgets/segments/split-words.ts";
import { type SegmentMap, segmentsSentence, tooFew } from "../src/widgets/segments/words.ts";

const figure = (value: number | null, n = 400) => ({ value, n, low: value, high: value });
const disagreement = (
  touchpoint: string,
  segment: string,
  difference: number,
): SegmentMap["disagree"][number] => ({
  touchpoint: { slug: touchpoint, name: touchpoint },
  segment: { slug: segment, name: segment },
  score: figure(65),
  counted: true,
  difference: {
    difference,
    low: difference - 1,
    high: difference + 1,
    n: 400,
    nBefore: 900,
    pValue: 0.001,
    verdict: difference < 0 ? "worse" : "better",
  },
});
const map = (disagree: SegmentMap["disagree"], segments = 3, compared = 40): SegmentMap => ({
  segments: Array.from({ length: segments }, (_, at) => ({ slug: `s${at}`, name: `S${at}` })),
  touchpoints: [],
  disagree,
  compared,
});

test("where segments disagree most, or that they agree, or why nothing can be told", () => {
  const desk = disagreement("Check-in", "Business", -13.2);
  expect(segmentsSentence(map([desk, disagreement("Wi-Fi", "Families", 2.8)]))).toBe(
    "Check-in stands 13.2 points lower with Business than with all others. They really differ at 1 more touchpoint.",
  );
  expect(segmentsSentence(map([desk, disagreement("Check-in", "Families", 3)]))).toContain(
    "Everywhere else they agree.",
  );
  expect(segmentsSentence(map([]))).toContain("of 40 scores set against all other segments', none differs");
  expect(segmentsSentence(map([], 3, 0))).toContain("Take a longer period");
  expect(segmentsSentence(map([], 1))).toContain("Fewer than two segments");
  expect(tooFew({ score: figure(null, 12) })).toBe("n 12, too few");
  expect(tooFew({ score: { ...figure(null, 0), band: "<5" } })).toBe("n <5");
});

test("satisfied is not delighted, said with both shares", () => {
  const told = { better: figure(0.19), worse: figure(0.16), csat: figure(0.66), touchpoints: [] };
  expect(expectationSentence(told)).toBe(
    "66.0 % are satisfied, but only for 19.0 % was it better than they expected: satisfied is not delighted. And for 16.0 % it was worse.",
  );
  expect(expectationSentence({ ...told, csat: null })).toBe(
    "For 19.0 % it was better than they expected, for 16.0 % it was worse.",
  );
  expect(expectationSentence({ ...told, better: figure(null, 0) })).toContain("Too few said");
  expect(expectationEnds([])).toBeNull();
});

test("a split by segment says who differs, by how much, and who does not", () => {
  const row = (
    name: string,
    difference: number,
    verdict: "better" | "worse" | "no-change" | "not-enough-data",
  ) => ({
    name,
    difference: {
      difference,
      low: difference - 1,
      high: difference + 1,
      n: 90,
      nBefore: 90,
      pValue: 0.5,
      verdict,
    },
  });
  expect(
    splitSentence(
      [row("Families", -5.24, "worse"), row("Business", 2, "better"), row("Others", 1, "no-change")],
      "score",
    ),
  ).toBe("Families: 5.2 points lower than all other segments together. 1 more really differs.");
  expect(splitSentence([row("Families", 5, "better"), row("Others", 1, "no-change")], "score")).toBe(
    "Families: 5.0 points higher than all other segments together. No other segment differs by more than chance.",
  );
  expect(splitSentence([row("Families", 5, "no-change"), row("Others", 1, "no-change")], "score")).toBe(
    "No segment differs from the others by more than chance (2 were compared).",
  );
  expect(
    splitSentence([row("Families", 5, "better"), row("Others", 1, "not-enough-data")], "score"),
  ).toContain("Fewer than two");
  // Of failure demand less is better: the worse segment has more of it.
  expect(splitSentence([row("Families", 0.052, "worse"), row("Others", 0, "no-change")], "share")).toBe(
    "Families: 5.2 percentage points higher than all other segments together. No other segment differs by more than chance.",
  );
});
