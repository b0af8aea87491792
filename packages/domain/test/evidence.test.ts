import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCareless } from "../src/metrics/careless.ts";
import { coverage, headlineBasis } from "../src/metrics/evidence-basis.ts";
import { taint, usedAgainstNotUsed } from "../src/metrics/guessing.ts";
import { NO_SCORES } from "../src/score-counts.ts";
import { anyAnswers, evidence, scores } from "./answers.ts";

describe("coverage", () => {
  it("is the verified share of all answers", () => {
    const counts = evidence({
      used: scores({ 5: 30 }),
      not_used: scores({ 3: 10 }),
      unknown: scores({ 4: 20 }),
    });
    expect(coverage(counts, "csat_1_5")).toMatchObject({ value: 0.5, n: 60 });
    expect(coverage(evidence({}), "csat_1_5").value).toBeNull();
  });

  it("lets verified answers speak alone from one half on", () => {
    expect(headlineBasis(0.5)).toBe("used");
    expect(headlineBasis(0.499)).toBe("used_and_unknown");
    expect(headlineBasis(null)).toBe("used_and_unknown");
  });
});

describe("the guesses in a mass survey", () => {
  it("are the neutral answers that users would not have given", () => {
    const counts = evidence({
      used: scores({ 5: 827, 3: 132, 1: 41 }),
      not_used: scores({ 5: 279, 3: 147, 1: 74 }),
    });
    const result = taint(counts, "csat_1_5");
    expect(result.value).toBeCloseTo(500 * (147 / 500 - 132 / 1000), 8);
    expect(result.n).toBe(500);
    expect(result.low).toBeGreaterThan(0);
  });

  it("are none where non-users are the less neutral, and unknown where a side or a middle is missing", () => {
    const less = evidence({ used: scores({ 3: 50, 5: 50 }), not_used: scores({ 5: 80 }) });
    expect(taint(less, "csat_1_5")).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(taint(evidence({ used: scores({ 3: 50 }) }), "csat_1_5").value).toBeNull();
    expect(
      taint(evidence({ used: scores({ 1: 50 }), not_used: scores({ 0: 50 }) }), "csat_0_1").value,
    ).toBeNull();
  });

  it("find the middle of each scale", () => {
    const inMiddle = (score: number, question: Parameters<typeof taint>[1]) =>
      taint(evidence({ used: scores({ 1: 40 }), not_used: scores({ [score]: 40 }) }), question).value;
    expect([inMiddle(4, "csat_1_7"), inMiddle(3, "csat_1_7")]).toEqual([40, 0]);
    expect([inMiddle(5, "csat_1_10"), inMiddle(6, "csat_1_10"), inMiddle(7, "csat_1_10")]).toEqual([
      40, 40, 0,
    ]);
    expect([inMiddle(7, "nps_0_10"), inMiddle(5, "nps_0_10")]).toEqual([40, 0]);
  });

  it("never exceed the answers without use", () => {
    fc.assert(
      fc.property(anyAnswers(2), ([question, [used = NO_SCORES, notUsed = NO_SCORES]]) => {
        const { value, n, low, high } = taint(evidence({ used, not_used: notUsed }), question);
        for (const figure of [value, low, high]) expect(figure).not.toBeNaN();
        if (value === null || low === null || high === null) return;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(n + 1e-9);
      }),
    );
  });

  it("would lower the score of those who used it", () => {
    const counts = evidence({ used: scores({ 5: 800, 1: 200 }), not_used: scores({ 5: 200, 3: 200 }) });
    const result = usedAgainstNotUsed(counts, "csat_1_5");
    expect([result.used.value, result.notUsed.value]).toEqual([0.8, 0.5]);
    expect(result.difference.verdict).toBe("better");
    expect(result.effect).toBeCloseTo(1000 / 1400 - 0.8, 10);
  });

  it("make no difference where users and others say the same", () => {
    const counts = evidence({ used: scores({ 5: 80, 1: 20 }), not_used: scores({ 5: 79, 1: 21 }) });
    expect(usedAgainstNotUsed(counts, "csat_1_5").difference.verdict).toBe("no-change");
    expect(usedAgainstNotUsed(evidence({}), "csat_1_5")).toMatchObject({
      effect: null,
      difference: { verdict: "not-enough-data" },
    });
  });
});

describe("carelessness", () => {
  it("is one answer to six items or more, whatever the answer", () => {
    expect(isCareless([3, 3, 3, 3, 3, 3])).toBe(true);
    expect(isCareless([5, 5, 5, 5, 5, 5, 5])).toBe(true);
    expect(isCareless([3, 3, 3, 3, 3])).toBe(false);
    expect(isCareless([3, 3, 3, 3, 3, 3, 4])).toBe(false);
    expect(isCareless([])).toBe(false);
  });
});
