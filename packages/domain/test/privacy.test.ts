import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Disclosure, disclose, discloseComparison, discloseStatistic } from "../src/privacy.ts";

function shown(counts: readonly number[], minimum?: number): (number | string)[] {
  return disclose(counts, minimum).groups.map((group) => (group.shown ? group.count : group.band));
}

/** All ways in which a reader can fill the hidden groups so that bands and total hold, up to a few per group. */
function solutions({ groups, total }: Disclosure, minimum: number): number[][] {
  if (!total.shown) return [];
  const known = groups.reduce((sum, group) => sum + (group.shown ? group.count : 0), 0);
  const hidden = groups.flatMap((group) => (group.shown ? [] : [group.band]));
  const fill = (bands: readonly string[], left: number): number[][] => {
    const [band, ...others] = bands;
    if (band === undefined) return left === 0 ? [[]] : [];
    const [from, through] = band.startsWith("<") ? [1, minimum - 1] : [minimum, left];
    const found: number[][] = [];
    for (let count = from; count <= Math.min(through, left); count += 1) {
      for (const rest of fill(others, left - count)) found.push([count, ...rest]);
    }
    return found;
  };
  return fill(hidden, total.count - known);
}

describe("disclosure", () => {
  it("shows groups of five people or more, and empty ones", () => {
    expect(shown([5, 0, 120])).toEqual([5, 0, 120]);
    expect(disclose([]).total).toEqual({ shown: true, count: 0 });
  });

  it("hides a small group, and the smallest other one so that the total doesn't give it away", () => {
    expect(shown([3, 40, 9])).toEqual(["<5", 40, "5 or more"]);
    expect(disclose([3, 40, 9]).total).toEqual({ shown: true, count: 52 });
  });

  it("hides one more where two small groups can still be worked out", () => {
    expect(shown([4, 4, 30, 40])).toEqual(["<5", "<5", "5 or more", 40]);
    expect(shown([1, 1, 30, 40])).toEqual(["<5", "<5", "5 or more", 40]);
    expect(shown([3, 3, 30])).toEqual(["<5", "<5", 30]);
  });

  it("hides the total where no other group can hide the small one", () => {
    expect(disclose([3])).toEqual({
      groups: [{ shown: false, band: "<5" }],
      total: { shown: false, band: "<5" },
    });
    expect(disclose([4, 4]).total).toEqual({ shown: false, band: "5 or more" });
    expect(disclose([1, 5]).total).toEqual({ shown: false, band: "5 or more" });
  });

  it("takes the organisation's minimum", () => {
    expect(shown([7, 30, 40], 10)).toEqual(["<10", "10 or more", 40]);
    expect(shown([1, 2], 1)).toEqual([1, 2]);
  });

  it("can't be solved back", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }),
        fc.integer({ min: 2, max: 6 }),
        (counts, minimum) => {
          const result = disclose(counts, minimum);
          result.groups.forEach((group, i) => {
            const count = counts[i] ?? 0;
            if (count > 0 && count < minimum) expect(group.shown).toBe(false);
            if (group.shown) expect(group.count).toBe(count);
          });
          const hidden = result.groups.filter((group) => !group.shown);
          if (hidden.length === 0 || !result.total.shown) return;
          const ways = solutions(result, minimum);
          hidden.forEach((_, place) => {
            expect(new Set(ways.map((way) => way[place])).size).toBeGreaterThan(1);
          });
          expect((ways[0] ?? []).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(minimum);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("the figures of one group", () => {
  const of = (n: number) => ({ value: n === 0 ? null : 80, n, low: null, high: null });
  it("are hidden from 1 answer to one below the least, with a band for their count", () => {
    const hidden = { value: null, n: 0, low: null, high: null, band: "<5" };
    expect([1, 4].map((n) => discloseStatistic(of(n), 5))).toEqual([hidden, hidden]);
    expect([0, 5].map((n) => discloseStatistic(of(n), 5))).toEqual([of(0), of(5)]);
  });

  it("don't come to light by a comparison with a larger group", () => {
    const between = (n: number, nBefore: number) =>
      ({ difference: 3, low: 1, high: 5, n, nBefore, pValue: 0.01, verdict: "better" }) as const;
    for (const small of [between(40, 4), between(1, 40)])
      expect(discloseComparison(small, 5)).toMatchObject({
        difference: null,
        n: 0,
        nBefore: 0,
        verdict: "not-enough-data",
      });
    expect(discloseComparison(between(5, 40), 5)).toEqual(between(5, 40));
  });
});
