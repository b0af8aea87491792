import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ces } from "../src/metrics/ces.ts";
import { csat, csatChange } from "../src/metrics/csat.ts";
import { delight } from "../src/metrics/delight.ts";
import {
  headlineQuestion,
  meanEstimate,
  meanRating,
  meanRatingChange,
  medianRating,
  quantile,
} from "../src/metrics/distribution.ts";
import { nps, npsChange, npsEstimate, npsGroups } from "../src/metrics/nps.ts";
import { pomp, pompChange } from "../src/metrics/pomp.ts";
import { QUESTION_TYPES, QUESTIONS, SCORE_SLOTS } from "../src/question.ts";
import { addCounts, countAnswers, countTopBox, NO_SCORES, subtractCounts } from "../src/score-counts.ts";
import { noBase, type Statistic } from "../src/statistic.ts";
import { anyAnswers, scores } from "./answers.ts";

function expectSound({ value, low, high }: Statistic, min: number, max: number): void {
  for (const figure of [value, low, high]) expect(figure).not.toBeNaN();
  if (value === null || low === null || high === null) {
    expect([low, high]).toEqual([null, null]);
    return;
  }
  expect(min).toBeLessThanOrEqual(low);
  expect(low).toBeLessThanOrEqual(value);
  expect(value).toBeLessThanOrEqual(high);
  expect(high).toBeLessThanOrEqual(max);
}

describe("NPS", () => {
  it("has the adjusted Wald interval (golden)", () => {
    const fifty = nps(scores({ 9: 12, 10: 8, 7: 10, 8: 8, 0: 1, 6: 11 }));
    expect(fifty.value).toBeCloseTo(16, 10);
    expect(fifty.low).toBeCloseTo(-5.92, 2);
    expect(fifty.high).toBeCloseTo(36.11, 2);
    const ten = nps(scores({ 10: 9, 7: 1 }));
    expect(ten.value).toBeCloseTo(90, 10);
    expect(ten.low).toBeCloseTo(38.08, 2);
    expect(ten.high).toBe(100);
  });

  it("puts 6 with the detractors, 7 and 8 with the passives, 9 with the promoters", () => {
    expect(npsGroups(scores({ 0: 1, 6: 2, 7: 4, 8: 8, 9: 16, 10: 32 }))).toEqual({
      promoters: 48,
      passives: 12,
      detractors: 3,
      n: 63,
    });
  });

  it("has no value without answers, and is 0 when nobody leans either way", () => {
    expect(nps(NO_SCORES)).toEqual(noBase());
    expect(npsEstimate(NO_SCORES)).toEqual({ value: null, se: null, n: 0 });
    expect(nps(scores({ 7: 40 })).value).toBe(0);
  });

  it("holds its value with one answer, and is never certain", () => {
    const one = nps(scores({ 10: 1 }));
    expect(one).toMatchObject({ value: 100, n: 1, high: 100 });
    expect(one.low).toBeLessThan(0);
  });

  it("changes by points", () => {
    const before = scores({ 10: 400, 7: 400, 0: 200 });
    const after = scores({ 10: 300, 7: 400, 0: 300 });
    expect(npsChange(after, before)).toMatchObject({
      difference: -20,
      verdict: "worse",
      n: 1000,
      nBefore: 1000,
    });
    expect(npsChange(scores({ 10: 20, 7: 20, 0: 10 }), before).verdict).toBe("no-change");
    expect(npsChange(NO_SCORES, before).verdict).toBe("not-enough-data");
  });
});

describe("CSAT", () => {
  it("is the share in the top box of each scale", () => {
    expect(csat(scores({ 3: 1, 4: 3, 5: 4 }), "csat_1_5").value).toBe(0.875);
    expect(csat(scores({ 5: 1, 6: 1, 7: 2 }), "csat_1_7").value).toBe(0.75);
    expect(csat(scores({ 8: 2, 9: 1, 10: 1 }), "csat_1_10").value).toBe(0.5);
    const golden = csat(scores({ 1: 2, 5: 8 }), "csat_1_5");
    expect(golden.low).toBeCloseTo(0.49, 3);
    expect(golden.high).toBeCloseTo(0.943, 3);
  });

  it("counts every 0 on the scale of satisfied or not", () => {
    expect(csat(scores({ 0: 3, 1: 1 }), "csat_0_1")).toMatchObject({ value: 0.25, n: 4 });
  });

  it("leaves out what is off the scale: 0 of 5 is no rating", () => {
    expect(csat(scores({ 0: 50, 6: 50, 5: 1, 1: 1 }), "csat_1_5")).toMatchObject({ value: 0.5, n: 2 });
  });

  it("changes by Newcombe's interval (golden)", () => {
    const result = csatChange(scores({ 5: 80, 1: 20 }), scores({ 4: 70, 2: 30 }), "csat_1_5");
    expect(result.low).toBeCloseTo(-0.02, 3);
    expect(result.high).toBeCloseTo(0.217, 3);
    expect(result.verdict).toBe("no-change");
  });

  it("speaks of the scale with the most answers", () => {
    const byQuestion = {
      csat_1_5: scores({ 5: 10 }),
      csat_1_10: scores({ 3: 11 }),
      nps_0_10: scores({ 3: 99 }),
    };
    expect(headlineQuestion("csat", byQuestion)?.question).toBe("csat_1_10");
    expect(headlineQuestion("ces", byQuestion)).toBeNull();
    expect(headlineQuestion("csat", { csat_1_5: NO_SCORES })).toBeNull();
  });
});

describe("means", () => {
  it("come with the sample's standard error", () => {
    // 1 2 3 4 5: variance 2.5, standard error sqrt(0.5)
    const five = meanEstimate(scores({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 }), "csat_1_5");
    expect(five.value).toBe(3);
    expect(five.se).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it("know no spread from one answer", () => {
    expect(meanRating(scores({ 4: 1 }), "csat_1_5")).toEqual({ value: 4, n: 1, low: null, high: null });
    expect(meanRating(NO_SCORES, "csat_1_5")).toEqual(noBase());
  });

  it("change on the question's own scale", () => {
    const result = meanRatingChange(scores({ 7: 50, 6: 50 }), scores({ 5: 50, 6: 50 }), "ces_1_7");
    expect(result).toMatchObject({ difference: 1, verdict: "better" });
  });

  it("make the effort score, beside the share that agrees", () => {
    const seven = ces(scores({ 1: 10, 4: 10, 5: 10, 7: 10 }), "ces_1_7");
    expect(seven.mean.value).toBe(4.25);
    expect(seven.easy.value).toBe(0.5);
    expect(ces(scores({ 3: 1, 4: 3 }), "ces_1_5").easy.value).toBe(0.75);
  });
});

describe("percent of maximum possible", () => {
  it("starts at the scale's lowest score, not at 0", () => {
    expect(pomp(scores({ 1: 40 }), "csat_1_5").value).toBe(0);
    expect(pomp(scores({ 3: 40 }), "csat_1_5").value).toBe(50);
    expect(pomp(scores({ 0: 10, 1: 30 }), "csat_0_1").value).toBe(75);
    expect(pomp(scores({ 10: 40 }), "csat_1_10").value).toBe(100);
    expect(pomp(NO_SCORES, "csat_1_5")).toEqual(noBase());
  });

  it("changes by points", () => {
    const result = pompChange(scores({ 5: 50, 3: 50 }), scores({ 4: 50, 2: 50 }), "csat_1_5");
    expect(result).toMatchObject({ difference: 25, verdict: "better" });
  });
});

describe("expectations", () => {
  it("keep the delighted apart from the satisfied", () => {
    const { delighted, satisfied, disappointed } = delight(scores({ 3: 2, 2: 5, 1: 3 }));
    expect([delighted.value, satisfied.value, disappointed.value]).toEqual([0.2, 0.5, 0.3]);
    expect(delight(NO_SCORES).delighted).toEqual(noBase());
  });
});

describe("medians", () => {
  it("are the middle answer, or lie between the two in the middle", () => {
    expect(medianRating(scores({ 1: 1, 4: 1, 5: 1 }), "csat_1_5").value).toBe(4);
    expect(medianRating(scores({ 4: 2, 5: 2 }), "csat_1_5").value).toBe(4.5);
    expect(medianRating(NO_SCORES, "csat_1_5")).toEqual(noBase());
  });

  it("count no answer that is off the scale", () => {
    expect(medianRating(scores({ 0: 100, 3: 1 }), "csat_1_5")).toMatchObject({ value: 3, n: 1 });
  });

  it("have the interval of order statistics, and none where answers are too few", () => {
    const hundred = quantile(
      Array.from({ length: 100 }, (_, i) => ({ value: 100 - i, count: 1 })),
      0.5,
    );
    expect(hundred).toEqual({ value: 50.5, n: 100, low: 40, high: 61 });
    expect(quantile([{ value: 3, count: 2 }], 0.9)).toEqual({ value: 3, n: 2, low: 3, high: null });
  });
});

describe("any distribution", () => {
  it("gives figures that lie in their intervals, within the scale, and never NaN", () => {
    fc.assert(
      fc.property(anyAnswers(1), ([question, [counts = NO_SCORES]]) => {
        const { min, max } = QUESTIONS[question];
        expectSound(csat(counts, question), 0, 1);
        expectSound(meanRating(counts, question), min, max);
        expectSound(pomp(counts, question), 0, 100);
        if (question === "nps_0_10") expectSound(nps(counts), -100, 100);
        const { value, low, high } = medianRating(counts, question);
        if (value !== null && low !== null) expect(low).toBeLessThanOrEqual(value);
        if (value !== null && high !== null) expect(high).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  it("has null, never 0, exactly when nobody answered", () => {
    fc.assert(
      fc.property(anyAnswers(1), ([question, [counts = NO_SCORES]]) => {
        const empty = countAnswers(counts, question) === 0;
        for (const figure of [
          csat(counts, question),
          pomp(counts, question),
          medianRating(counts, question),
        ]) {
          expect(figure.value === null).toBe(empty);
        }
      }),
    );
  });

  it("stays the same when nothing is added, and comes back when what was added is taken away", () => {
    fc.assert(
      fc.property(anyAnswers(2), ([question, [a = NO_SCORES, b = NO_SCORES]]) => {
        expect(addCounts(a, NO_SCORES)).toEqual(a);
        expect(pomp(addCounts(a, NO_SCORES), question)).toEqual(pomp(a, question));
        expect(subtractCounts(addCounts(a, b), b)).toEqual(a);
        expect(countAnswers(addCounts(a, b), question)).toBe(
          countAnswers(a, question) + countAnswers(b, question),
        );
        expect(addCounts(a, b)).toHaveLength(SCORE_SLOTS);
      }),
    );
  });

  it("rises when one answer rises", () => {
    fc.assert(
      fc.property(anyAnswers(1), fc.nat(), ([question, [counts = NO_SCORES]], pick) => {
        const { min, max } = QUESTIONS[question];
        const from = min + (pick % (max - min));
        if ((counts[from] ?? 0) === 0) return;
        const raised = addCounts(subtractCounts(counts, scores({ [from]: 1 })), scores({ [from + 1]: 1 }));
        expect(pomp(raised, question).value).toBeGreaterThan(pomp(counts, question).value ?? Number.NaN);
        expect(csat(raised, question).value).toBeGreaterThanOrEqual(
          csat(counts, question).value ?? Number.NaN,
        );
        if (question === "nps_0_10") {
          expect(nps(raised).value).toBeGreaterThanOrEqual(nps(counts).value ?? Number.NaN);
        }
      }),
    );
  });

  it("has its top box at the end of every scale", () => {
    for (const question of QUESTION_TYPES) {
      expect(countTopBox(scores({ [QUESTIONS[question].max]: 1 }), question)).toBe(1);
      expect(countTopBox(scores({ [QUESTIONS[question].min]: 1 }), question)).toBe(0);
    }
  });

  it("refuses to lose answers that it hasn't got", () => {
    expect(() => subtractCounts(scores({ 3: 1 }), scores({ 3: 2 }))).toThrow(RangeError);
  });
});
