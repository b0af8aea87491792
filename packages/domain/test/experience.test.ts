import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experienceScore, pairedGap, serviceGap } from "../src/metrics/experience.ts";
import { experienceChange } from "../src/metrics/experience-change.ts";
import { rateAndMix } from "../src/metrics/rate-and-mix.ts";
import { type TouchpointAnswers, touchpointPair, touchpointScore } from "../src/metrics/touchpoint.ts";
import { NO_SCORES } from "../src/score-counts.ts";
import { Z95 } from "../src/statistic.ts";
import { anyAnswers, evidence, scores } from "./answers.ts";

const headline = { basis: "headline" } as const;

/** A touchpoint of which `good` verified users gave 5 of 5 and `bad` gave 1. */
function rated(touchpoint: number, good: number, bad: number, weight = 1): TouchpointAnswers {
  const counts = evidence({ used: scores({ 5: good, 1: bad }) });
  return { touchpoint, weight, question: "csat_1_5", counts };
}

describe("a touchpoint's score", () => {
  it("is the percentage of the maximum possible of those who used it", () => {
    const result = touchpointScore(rated(1, 75, 25), headline);
    expect(result.score).toMatchObject({ value: 75, n: 100 });
    expect(result).toMatchObject({ counted: true, notCounted: null, missing: 0, basis: "used" });
  });

  it("is shown but doesn't count below 30 answers, and says how many are missing", () => {
    const result = touchpointScore(rated(1, 29, 0), headline);
    expect(result.score.value).toBe(100);
    expect(result).toMatchObject({ counted: false, notCounted: "too-few-answers", missing: 1 });
    expect(touchpointScore(rated(1, 30, 0), headline).counted).toBe(true);
    expect(touchpointScore(rated(1, 29, 0), { ...headline, minAnswers: 10 }).counted).toBe(true);
  });

  it("is null without answers or without a question", () => {
    expect(touchpointScore(rated(1, 0, 0), { ...headline, minAnswers: 0 })).toMatchObject({
      score: { value: null, n: 0 },
      counted: false,
      notCounted: "no-answers",
    });
    expect(touchpointScore({ ...rated(1, 99, 0), question: null }, headline)).toMatchObject({
      score: { value: null },
      notCounted: "no-question",
    });
  });

  it("rests on verified answers where they are at least half, and says so", () => {
    const counts = (used: number) =>
      evidence({ used: scores({ 5: used }), unknown: scores({ 1: 30 }), not_used: scores({ 3: 30 }) });
    const half = touchpointScore({ question: "csat_1_5", counts: counts(60) }, headline);
    expect(half).toMatchObject({ basis: "used", score: { value: 100, n: 60 }, coverage: { value: 0.5 } });
    const less = touchpointScore({ question: "csat_1_5", counts: counts(59) }, headline);
    expect(less).toMatchObject({ basis: "used_and_unknown", score: { n: 89 } });
    const all = touchpointScore({ question: "csat_1_5", counts: counts(59) }, { basis: "all" });
    expect(all).toMatchObject({ basis: "all", score: { n: 119 } });
  });

  it("changes on the evidence that the current period rests on", () => {
    const now = { question: "csat_1_5", counts: evidence({ used: scores({ 5: 100 }) }) } as const;
    const before = {
      question: "csat_1_5",
      counts: evidence({ used: scores({ 5: 40 }), unknown: scores({ 1: 400 }) }),
    } as const;
    const pair = touchpointPair(now, before, headline);
    expect(touchpointScore(before, headline).basis).toBe("used_and_unknown");
    expect(pair.previous).toMatchObject({ basis: "used", score: { n: 40 } });
    expect(pair.change).toMatchObject({ difference: 0, verdict: "no-change" });
  });

  it("has no change from one question to another", () => {
    const pair = touchpointPair(
      rated(1, 90, 10),
      { question: "nps_0_10", counts: evidence({ used: scores({ 10: 90 }) }) },
      headline,
    );
    expect(pair.change).toMatchObject({ difference: null, verdict: "not-enough-data" });
  });
});

describe("the experience score", () => {
  it("weighs touchpoints, with the interval of the delta method", () => {
    const { score, measuredWeight } = experienceScore([rated(1, 50, 50, 2), rated(2, 100, 100, 1)], headline);
    const errorOf = (n: number) => 100 * Math.sqrt(0.25 / (n - 1));
    const error = Math.hypot(2 * errorOf(100), errorOf(200)) / 3;
    expect(score.value).toBeCloseTo(50, 10);
    expect(score.n).toBe(300);
    expect(score.high).toBeCloseTo(50 + Z95 * error, 8);
    expect(measuredWeight).toBe(1);
    expect(experienceScore([rated(1, 100, 0, 2), rated(2, 0, 100, 1)], headline).score.value).toBeCloseTo(
      66.67,
      2,
    );
  });

  it("leaves out who has too few answers, and says what share of the weight is measured", () => {
    const { score, measuredWeight } = experienceScore([rated(1, 50, 50, 1), rated(2, 9, 0, 3)], headline);
    expect(score).toMatchObject({ value: 50, n: 100 });
    expect(measuredWeight).toBe(0.25);
  });

  it("has no value where nothing is measured", () => {
    expect(experienceScore([], headline)).toMatchObject({
      score: { value: null, n: 0 },
      measuredWeight: null,
    });
    const few = experienceScore([rated(1, 5, 5)], headline);
    expect(few).toMatchObject({ score: { value: null, low: null }, measuredWeight: 0 });
  });

  it("lies between its touchpoints' scores, in its interval, within 0 and 100", () => {
    const rows = fc.array(
      fc
        .tuple(anyAnswers(3), fc.double({ min: 0.1, max: 9, noNaN: true }))
        .map(([[question, [used = NO_SCORES, not_used = NO_SCORES, unknown = NO_SCORES]], weight]) => ({
          question,
          weight,
          counts: { used, not_used, unknown },
        })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom("headline", "used", "all"),
        fc.integer({ min: 1, max: 60 }),
        (list, basis, minAnswers) => {
          const input = list.map((row, touchpoint) => ({ ...row, touchpoint }));
          const { score, measuredWeight, touchpoints } = experienceScore(input, { basis, minAnswers });
          const values = touchpoints.flatMap(({ score: one }) =>
            one.counted ? [one.score.value ?? Number.NaN] : [],
          );
          expect(score.value === null).toBe(values.length === 0);
          for (const figure of [score.value, score.low, score.high, measuredWeight])
            expect(figure).not.toBeNaN();
          if (score.value === null) return;
          expect(score.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
          expect(score.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
          expect(score.low ?? score.value).toBeLessThanOrEqual(score.value);
          expect(score.high ?? score.value).toBeGreaterThanOrEqual(score.value);
          expect(score.low ?? 0).toBeGreaterThanOrEqual(0);
          expect(score.high ?? 100).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});

describe("a change of the experience", () => {
  it("is over the touchpoints measured in both periods, and names the others", () => {
    const current = [rated(1, 60, 40), rated(2, 100, 0), rated(3, 3, 3), rated(5, 1, 1)];
    const previous = [rated(1, 60, 40), rated(3, 0, 90), rated(4, 0, 90), rated(5, 2, 2)];
    const result = experienceChange(current, previous, headline);
    expect(result).toMatchObject({ compared: [1], entered: [2], left: [3, 4], notComparable: [] });
    expect(result.change).toMatchObject({ difference: 0, verdict: "no-change" });
    expect(result.current.value).toBeCloseTo(60, 10);
  });

  it("uses the weights of each period, and tells their part from the scores' part", () => {
    const current = [rated(1, 90, 10, 3), rated(2, 65, 35, 7)];
    const previous = [rated(1, 90, 10, 5), rated(2, 60, 40, 5)];
    const result = experienceChange(current, previous, headline);
    expect(result.change.difference).toBeCloseTo(-2.5, 10);
    expect(result.rate).toBeCloseTo(3, 10);
    expect(result.mix).toBeCloseTo(-5.5, 10);
  });

  it("names what was measured then on other evidence or by another question", () => {
    const now = [rated(1, 90, 10), rated(2, 90, 10)];
    const then: TouchpointAnswers[] = [
      { ...rated(1, 0, 0), counts: evidence({ unknown: scores({ 3: 500 }) }) },
      { ...rated(2, 0, 0), question: "nps_0_10", counts: evidence({ used: scores({ 10: 90 }) }) },
    ];
    expect(experienceChange(now, then, headline)).toMatchObject({
      compared: [],
      entered: [],
      left: [],
      notComparable: [1, 2],
      rate: null,
      mix: null,
      change: { difference: null, verdict: "not-enough-data" },
    });
  });

  it("is a verdict with its interval", () => {
    const fell = experienceChange([rated(1, 500, 500)], [rated(1, 700, 300)], headline);
    expect(fell.change).toMatchObject({ difference: -20, verdict: "worse" });
    expect(experienceChange([rated(1, 50, 50)], [rated(1, 52, 48)], headline).change.verdict).toBe(
      "no-change",
    );
  });
});

describe("rate and mix", () => {
  it("add up to the change (golden)", () => {
    const result = rateAndMix([
      { weight: 0.3, weightBefore: 0.5, score: 0.9, scoreBefore: 0.9 },
      { weight: 0.7, weightBefore: 0.5, score: 0.65, scoreBefore: 0.6 },
    ]);
    expect(result?.rate).toBeCloseTo(0.03, 10);
    expect(result?.mix).toBeCloseTo(-0.055, 10);
    expect(result?.total).toBeCloseTo(-0.025, 10);
  });

  it("have no value without a weight", () => {
    expect(rateAndMix([])).toBeNull();
    expect(rateAndMix([{ weight: 1, weightBefore: 0, score: 1, scoreBefore: 1 }])).toBeNull();
  });

  it("always add up", () => {
    const part = fc.record({
      weight: fc.double({ min: 0.1, max: 9, noNaN: true }),
      weightBefore: fc.double({ min: 0.1, max: 9, noNaN: true }),
      score: fc.double({ min: 0, max: 100, noNaN: true }),
      scoreBefore: fc.double({ min: 0, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 9 }), (parts) => {
        const mean = (pairs: [number, number][]) =>
          pairs.reduce((sum, [w, s]) => sum + w * s, 0) / pairs.reduce((sum, [w]) => sum + w, 0);
        const now = mean(parts.map(({ weight, score }) => [weight, score]));
        const then = mean(parts.map(({ weightBefore, scoreBefore }) => [weightBefore, scoreBefore]));
        expect(rateAndMix(parts)?.total).toBeCloseTo(now - then, 8);
      }),
    );
  });
});

describe("service against the rest", () => {
  it("stands above what it repairs", () => {
    const rows = [
      { ...rated(1, 90, 10), role: "service" },
      { ...rated(2, 50, 50), role: "product" },
      { ...rated(3, 50, 50), role: "support" },
    ] as const;
    const { service, rest, gap } = serviceGap(rows, headline);
    expect([service.score.value, rest.score.value]).toEqual([90, 50]);
    expect(gap).toMatchObject({ difference: 40, verdict: "better", n: 100, nBefore: 200 });
  });

  it("has no gap when either is unmeasured", () => {
    expect(serviceGap([{ ...rated(1, 90, 10), role: "service" }], headline).gap).toMatchObject({
      difference: null,
      verdict: "not-enough-data",
    });
  });

  it("is paired within the customers who rated both", () => {
    // Differences 10 and 30, fifty times each: mean 20, sample variance 10000 / 99.
    const result = pairedGap({ n: 100, sum: 2000, sumOfSquares: 50 * 100 + 50 * 900 });
    expect(result.difference).toBe(20);
    expect(result.low).toBeCloseTo(20 - Z95 * Math.sqrt(100 / 99), 8);
    expect(result.verdict).toBe("better");
    expect(pairedGap({ n: 0, sum: 0, sumOfSquares: 0 })).toMatchObject({ difference: null, low: null });
    expect(pairedGap({ n: 1, sum: 25, sumOfSquares: 625 })).toMatchObject({
      difference: 25,
      low: null,
      verdict: "not-enough-data",
    });
  });
});
