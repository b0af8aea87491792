import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comparison } from "../src/compare.ts";
import { consistency } from "../src/metrics/consistency.ts";
import { METRICS, type MetricKey } from "../src/metrics/descriptors.ts";
import { benjaminiHochberg, movers } from "../src/metrics/movers.ts";
import { nps } from "../src/metrics/nps.ts";
import { topicImpact } from "../src/metrics/topic-impact.ts";
import type { ScoreCounts } from "../src/question.ts";
import { NO_SCORES, subtractCounts } from "../src/score-counts.ts";
import { scores } from "./answers.ts";

describe("consistency of channels", () => {
  it("takes the noise of samples out of the spread (golden)", () => {
    const { tau, index } = consistency([
      { hits: 328, n: 400 },
      { hits: 195, n: 250 },
      { hits: 96, n: 120 },
      { hits: 183, n: 300 },
    ]);
    expect(tau).toBeCloseTo(0.0925, 4);
    expect(index.value).toBeCloseTo(81.5, 1);
    expect(index.n).toBe(1070);
    // Where Q meets the chi-square quantiles of a table, 0.2158 and 9.3484 with 3 degrees of freedom.
    expect(index.low).toBeCloseTo(28.33, 2);
    expect(index.high).toBeCloseTo(90.55, 2);
  });

  it("is whole where channels differ by chance only", () => {
    const { tau, index } = consistency([
      { hits: 8, n: 10 },
      { hits: 7, n: 10 },
      { hits: 90, n: 120 },
    ]);
    expect(tau).toBe(0);
    expect(index).toMatchObject({ value: 100, high: 100 });
  });

  it("needs two channels with answers, and bears shares of 0 and 1", () => {
    expect(
      consistency([
        { hits: 8, n: 10 },
        { hits: 0, n: 0 },
      ]),
    ).toMatchObject({ tau: null, index: { value: null, n: 10 } });
    const apart = consistency([
      { hits: 500, n: 500 },
      { hits: 0, n: 500 },
    ]);
    expect(apart.index.value).toBe(0);
  });

  it("lies in its interval, within 0 and 100", () => {
    const channel = fc
      .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }))
      .map(([hits, misses]) => ({ hits, n: hits + misses }));
    fc.assert(
      fc.property(fc.array(channel, { maxLength: 8 }), (channels) => {
        const { index } = consistency(channels);
        for (const figure of [index.value, index.low, index.high]) expect(figure).not.toBeNaN();
        if (index.value === null || index.low === null || index.high === null) return;
        expect(index.low).toBeGreaterThanOrEqual(0);
        expect(index.low).toBeLessThanOrEqual(index.value);
        expect(index.value).toBeLessThanOrEqual(index.high);
        expect(index.high).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("the impact of a topic", () => {
  const all = scores({ 10: 500, 7: 300, 0: 200 });
  const topic = scores({ 10: 30, 7: 48, 0: 42 });

  it("is how much the NPS owes to it (golden)", () => {
    const impact = topicImpact(all, topic);
    expect(impact.value).toBeCloseTo(-5.45, 2);
    expect(impact.n).toBe(120);
    expect(impact.high).toBeLessThan(0);
  });

  it("equals the score less what it would be without", () => {
    const without = nps(subtractCounts(all, topic)).value ?? Number.NaN;
    expect(topicImpact(all, topic).value).toBeCloseTo((nps(all).value ?? Number.NaN) - without, 10);
  });

  it("is unknown where nobody or everybody speaks of it", () => {
    for (const part of [NO_SCORES, all] as ScoreCounts[]) expect(topicImpact(all, part).value).toBeNull();
    expect(topicImpact(NO_SCORES, NO_SCORES).value).toBeNull();
  });
});

describe("movers", () => {
  const row = (
    weight: number,
    difference: number | null,
    pValue: number | null,
  ): { weight: number; change: Comparison } => {
    const moved = pValue !== null && pValue < 0.05;
    const direction = (difference ?? 0) > 0 ? "better" : "worse";
    const verdict = pValue === null ? "not-enough-data" : moved ? direction : "no-change";
    return { weight, change: { difference, low: null, high: null, n: 100, nBefore: 100, pValue, verdict } };
  };

  it("are discoveries of Benjamini and Hochberg", () => {
    // The 15 p values of their 1995 paper: 4 discoveries at 5 %.
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(benjaminiHochberg(published, 0.05).filter(Boolean)).toHaveLength(4);
    expect(benjaminiHochberg(published).filter(Boolean)).toHaveLength(9);
    expect(benjaminiHochberg([])).toEqual([]);
    expect(benjaminiHochberg([null, 0.04, null])).toEqual([false, true, false]);
  });

  it("are ranked by weight times change, without those that only seem to move", () => {
    const rows = [row(1, -8, 0.0001), row(2, 5, 0.0002), row(5, 9, 0.4), row(9, null, null), row(1, 2, 0.07)];
    expect(movers(rows)).toEqual([rows[1], rows[0]]);
  });

  it("are none where one of ten may well be chance", () => {
    const chance = [row(1, 9, 0.049), ...Array.from({ length: 9 }, () => row(1, 1, 0.6))];
    expect(movers(chance)).toEqual([]);
    expect(movers(chance.slice(0, 2))).toEqual([chance[0]]);
  });

  it("stay discoveries when a p value falls, and keep the order of p values", () => {
    const pValues = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 8 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(pValues, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (list, pick, factor) => {
        const found = benjaminiHochberg(list);
        const at = pick % list.length;
        const lowered = benjaminiHochberg(list.map((p, i) => (i === at && p !== null ? p * factor : p)));
        found.forEach((discovery, i) => {
          if (discovery) expect(lowered[i]).toBe(true);
        });
        list.forEach((p, i) => {
          list.forEach((other, k) => {
            if (p !== null && other !== null && p <= other && found[k]) expect(found[i]).toBe(true);
          });
        });
      }),
    );
  });
});

describe("descriptors", () => {
  it("stand under their own keys and leave nothing unsaid", () => {
    for (const key of Object.keys(METRICS) as MetricKey[]) {
      const metric = METRICS[key];
      expect(metric.key).toBe(key);
      for (const text of [metric.label, metric.gap, metric.definition, metric.formula, metric.source]) {
        expect(text.length, key).toBeGreaterThan(2);
      }
    }
    expect(METRICS.response_time.better).toBe("lower");
  });
});
