import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareEstimates, compareIntervals } from "../src/compare.ts";
import { chiSquareTail, quantileRanks, twoSidedP } from "../src/distributions.ts";
import { change, noBase, ratio, share, Z95 } from "../src/statistic.ts";

const anyShare = fc
  .tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }))
  .map(([hits, misses]) => ({ hits, n: hits + misses }));

describe("quotients", () => {
  it("have no value without a base", () => {
    expect(ratio(1, 0)).toBeNull();
    expect(ratio(0, 0)).toBeNull();
    expect(ratio(Number.NaN, 2)).toBeNull();
    expect(ratio(1, Number.POSITIVE_INFINITY)).toBeNull();
    expect(change(5, 0)).toBeNull();
    expect(change(null, 5)).toBeNull();
    expect(change(5, null)).toBeNull();
  });

  it("give a change relative to what was before", () => {
    expect(change(125, 100)).toBe(0.25);
    expect(change(0, 100)).toBe(-1);
  });

  it("are taken in one file, and inside the functions of distributions", () => {
    const src = new URL("../src/", import.meta.url);
    const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    const dividing = files.filter((name) => {
      const code = readFileSync(new URL(name, src), "utf8")
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
        .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g, "")
        .replace(/\/\^[^\n]*\$\//g, "");
      return / \/=? /.test(code);
    });
    expect(files.length).toBeGreaterThan(20);
    expect(dividing.sort()).toEqual(["distributions.ts", "statistic.ts"]);
  });
});

describe("a share", () => {
  it("has Wilson's interval (golden)", () => {
    const eight = share(8, 10);
    expect(eight.value).toBe(0.8);
    expect(eight.low).toBeCloseTo(0.49, 3);
    expect(eight.high).toBeCloseTo(0.943, 3);
  });

  it("has no value without a base, and no interval of certainty with one answer", () => {
    expect(share(0, 0)).toEqual(noBase());
    expect(share(0, 1)).toMatchObject({ value: 0, low: 0 });
    expect(share(0, 1).high).toBeGreaterThan(0.7);
  });

  it("refuses more hits than answers", () => {
    expect(() => share(11, 10)).toThrow(RangeError);
    expect(() => share(-1, 10)).toThrow(RangeError);
    expect(() => share(Number.NaN, 10)).toThrow(RangeError);
  });

  it("lies in its interval, within 0 and 1, and narrows as answers grow", () => {
    fc.assert(
      fc.property(anyShare, ({ hits, n }) => {
        const one = share(hits, n);
        if (n === 0) {
          expect(one).toEqual(noBase());
          return;
        }
        const { value, low, high } = one;
        if (value === null || low === null || high === null) throw new Error("a base gives a figure");
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(1);
        const ten = share(10 * hits, 10 * n);
        expect((ten.high ?? 1) - (ten.low ?? 0)).toBeLessThan(high - low);
      }),
    );
  });
});

describe("the difference of two shares", () => {
  it("is Newcombe's (golden)", () => {
    const result = compareIntervals(share(80, 100), share(70, 100), { better: "higher" });
    expect(result.difference).toBeCloseTo(0.1, 10);
    expect(result.low).toBeCloseTo(-0.02, 3);
    expect(result.high).toBeCloseTo(0.217, 3);
    expect(result.verdict).toBe("no-change");
  });

  it("says better or worse by the direction of the metric", () => {
    const up = [share(800, 1000), share(700, 1000)] as const;
    expect(compareIntervals(...up, { better: "higher" }).verdict).toBe("better");
    expect(compareIntervals(...up, { better: "lower" }).verdict).toBe("worse");
    expect(compareIntervals(up[1], up[0], { better: "higher" }).verdict).toBe("worse");
  });

  it("says not enough data below the minimum on either side, and without a base", () => {
    const few = compareIntervals(share(29, 29), share(0, 1000), { better: "higher" });
    expect(few).toMatchObject({ difference: 1, verdict: "not-enough-data", pValue: null });
    expect(
      compareIntervals(share(29, 29), share(0, 1000), { better: "higher", minAnswers: 20 }).verdict,
    ).toBe("better");
    const fewBefore = compareIntervals(share(0, 1000), share(29, 29), { better: "higher" });
    expect(fewBefore.verdict).toBe("not-enough-data");
    expect(compareIntervals(share(5, 1000), share(0, 0), { better: "higher" })).toEqual({
      difference: null,
      low: null,
      high: null,
      n: 1000,
      nBefore: 0,
      pValue: null,
      verdict: "not-enough-data",
    });
  });

  it("turns its sign when the sides change places, and agrees with its p value", () => {
    fc.assert(
      fc.property(anyShare, anyShare, (a, b) => {
        const one = compareIntervals(share(a.hits, a.n), share(b.hits, b.n), {
          better: "higher",
          minAnswers: 1,
        });
        const other = compareIntervals(share(b.hits, b.n), share(a.hits, a.n), {
          better: "higher",
          minAnswers: 1,
        });
        if (one.difference === null || one.low === null || one.high === null) {
          expect(one.verdict).toBe("not-enough-data");
          return;
        }
        expect(other.difference).toBeCloseTo(-one.difference, 12);
        expect(other.low).toBeCloseTo(-one.high, 12);
        expect(one.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(one.high).toBeLessThanOrEqual(1 + 1e-12);
        const distance = Math.min(Math.abs(one.low), Math.abs(one.high));
        if (distance > 1e-9) expect((one.pValue ?? 1) < 0.05).toBe(one.low > 0 || one.high < 0);
      }),
    );
  });
});

describe("the difference of two estimates", () => {
  it("comes from their standard errors, cut at the span of the scale", () => {
    const result = compareEstimates({ value: 60, se: 3, n: 50 }, { value: 50, se: 4, n: 50 }, 100, {
      better: "higher",
    });
    expect(result.difference).toBe(10);
    expect(result.low).toBeCloseTo(10 - Z95 * 5, 10);
    expect(result.pValue).toBeCloseTo(0.0455, 4);
    const wide = compareEstimates({ value: 90, se: 30, n: 50 }, { value: 0, se: 30, n: 50 }, 100, {
      better: "higher",
    });
    expect(wide.high).toBe(100);
  });

  it("gives the difference without a verdict where a spread is unknown", () => {
    const result = compareEstimates({ value: 60, se: null, n: 1 }, { value: 50, se: 4, n: 50 }, 100, {
      better: "higher",
      minAnswers: 1,
    });
    expect(result).toMatchObject({ difference: 10, low: null, high: null, verdict: "not-enough-data" });
  });

  it("tells certain sides apart and finds equal ones unchanged", () => {
    const at = (value: number) => ({ value, se: 0, n: 40 });
    expect(compareEstimates(at(100), at(75), 100, { better: "higher" })).toMatchObject({
      verdict: "better",
      pValue: 0,
    });
    expect(compareEstimates(at(75), at(75), 100, { better: "higher" })).toMatchObject({
      verdict: "no-change",
      pValue: 1,
    });
  });
});

describe("distributions", () => {
  it("agree with tables", () => {
    expect(twoSidedP(Z95)).toBeCloseTo(0.05, 7);
    expect(twoSidedP(0)).toBe(1);
    expect(twoSidedP(6) * 1e9).toBeCloseTo(1.973175, 5);
    expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 6);
    expect(chiSquareTail(9.348404, 3)).toBeCloseTo(0.025, 6);
    expect(chiSquareTail(0.484419, 4)).toBeCloseTo(0.975, 6);
    expect(chiSquareTail(43.77297, 30)).toBeCloseTo(0.05, 6);
    expect(chiSquareTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
  });

  it("give the ranks of textbooks for medians", () => {
    expect(quantileRanks(10, 0.5, Z95)).toEqual([2, 9]);
    expect(quantileRanks(100, 0.5, Z95)).toEqual([40, 61]);
    expect(quantileRanks(5, 0.5, Z95)).toEqual([0, 6]);
    const [low, high] = quantileRanks(5000, 0.9, Z95);
    const [lowNormal, highNormal] = quantileRanks(5001, 0.9, Z95);
    expect(Math.abs(low - lowNormal)).toBeLessThanOrEqual(3);
    expect(Math.abs(high - highNormal)).toBeLessThanOrEqual(3);
  });
});
