import { describe, expect, it } from "vitest";
import { channelConsistency, overallConsistency } from "../src/metrics/departing-channel.ts";
import { journeyYield, rescueShare } from "../src/metrics/journey-yield.ts";
import { biggestFall, pointsLost, weakestStage } from "../src/metrics/stages.ts";
import { standardsMet } from "../src/metrics/standards-met.ts";
import { touchpointScore } from "../src/metrics/touchpoint.ts";
import { NO_SCORES } from "../src/score-counts.ts";
import { seeded } from "../src/seeded.ts";

const counts = (scores: Readonly<Record<number, number>>) => NO_SCORES.map((_, score) => scores[score] ?? 0);
const all = { used: NO_SCORES, not_used: NO_SCORES };
const scored = (scores: Readonly<Record<number, number>>) => ({
  weight: 1,
  score: touchpointScore(
    { question: "csat_1_5", counts: { ...all, unknown: counts(scores) } },
    { basis: "all", minAnswers: 30 },
  ),
});

describe("journeys", () => {
  it("yield the share of customers without a stop below the top box", () => {
    expect(journeyYield({ rated: 50, allTop: 8 })).toMatchObject({ value: 0.16, n: 50 });
    expect(journeyYield({ rated: 0, allTop: 0 }).value).toBeNull();
  });

  it("are rescued by service at most as often as they were rated", () => {
    expect(rescueShare(25, 100).value).toBe(0.25);
    expect(rescueShare(3, 2).value).toBe(1);
  });
});

describe("the weakest stage", () => {
  const stage = (slug: string, scores: Readonly<Record<number, number>>) => ({
    slug,
    scores: [scored(scores)],
  });
  it("is really weaker than all the others together, or there is none", () => {
    const good = { 4: 100, 5: 100 };
    const found = weakestStage(
      [stage("hear", good), stage("buy", { 2: 100, 3: 100 }), stage("use", good)],
      30,
    );
    expect(found?.stage.slug).toBe("buy");
    expect(found?.against).toMatchObject({ difference: -50, verdict: "worse" });
    expect(weakestStage([stage("hear", good), stage("use", good)], 30)).toBeNull();
    expect(weakestStage([stage("hear", good)], 30)).toBeNull();
  });

  it("is not the biggest fall, which is the lowest real change", () => {
    const change = (difference: number, verdict: "worse" | "no-change") => ({
      change: { difference, low: null, high: null, n: 1, nBefore: 1, pValue: null, verdict },
    });
    const rows = [change(-9, "no-change"), change(-2, "worse"), change(-4, "worse")];
    expect(biggestFall(rows)).toBe(rows[2]);
    expect(biggestFall(rows.slice(0, 1))).toBeNull();
  });
});

describe("points lost", () => {
  it("are what each stage's measured weight lacks to 100, together what the whole lacks", () => {
    // The whole: (3 x 70 + 1 x 90) / 4 = 75.
    const lost = pointsLost([
      { score: 70, measuredWeight: 3 },
      { score: null, measuredWeight: 5 },
      { score: 90, measuredWeight: 1 },
    ]);
    expect(lost).toEqual([22.5, null, 2.5]);
  });

  it("are not told where nothing is measured", () => {
    expect(pointsLost([{ score: null, measuredWeight: 0 }])).toEqual([null]);
    expect(pointsLost([])).toEqual([]);
  });
});

const share = (hits: number, n: number) => counts({ 5: hits, 3: n - hits });
const channels = (shares: readonly (readonly [number, number])[]) =>
  shares.map(([hits, n], channel) => ({ channel, counts: share(hits, n) }));

describe("channels of one touchpoint", () => {
  it("have the contract's index, and the one that departs is named with its direction", () => {
    const [found] = channelConsistency(
      [
        {
          question: "csat_1_5",
          weight: 1,
          channels: channels([
            [328, 400],
            [195, 250],
            [96, 120],
            [183, 300],
          ]),
        },
      ],
      30,
    );
    expect(found?.tau?.toFixed(4)).toBe("0.0925");
    expect(found?.index.value?.toFixed(1)).toBe("81.5");
    expect(found?.departs).toMatchObject({ channel: 3, direction: "down" });
  });

  it("leave out a channel with too few answers", () => {
    const [found] = channelConsistency(
      [
        {
          question: "csat_1_5",
          weight: 1,
          channels: channels([
            [80, 100],
            [2, 20],
          ]),
        },
      ],
      30,
    );
    expect(found).toMatchObject({ index: { value: null }, departs: null });
  });

  it("depart in no more than one in ten of 200 companies where none was planted, but for chance", () => {
    let flagged = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const hits = (n: number) => Array.from({ length: n }, random).filter((x) => x < 0.75).length;
      const touchpoints = Array.from({ length: 8 }, () => ({
        question: "csat_1_5" as const,
        weight: 1,
        channels: [150, 120, 90].map((n, channel) => ({ channel, counts: share(hits(n), n) })),
      }));
      if (channelConsistency(touchpoints, 30).some(({ departs }) => departs !== null)) flagged += 1;
    }
    // Of 200, chance makes more than 27 of one in ten in one case of twenty.
    expect(flagged).toBeLessThanOrEqual(27);
  });
});

describe("the whole", () => {
  it("is the weighted mean of its touchpoints, those without an index left out", () => {
    const index = (value: number, reach: number) => ({
      value,
      n: 10,
      low: value - reach,
      high: value + reach,
    });
    const found = overallConsistency([
      { weight: 2, index: index(90, 3) },
      { weight: 1, index: index(60, 6) },
      { weight: 5, index: { value: null, n: 7, low: null, high: null } },
    ]);
    expect(found.value).toBe(80);
    expect(found.n).toBe(20);
    expect(found.low).toBeCloseTo(80 - Math.hypot(6, 6) / 3, 10);
    expect(overallConsistency([]).value).toBeNull();
  });

  it("of audits counts what applies", () => {
    expect(standardsMet(["met", "met", "met", "not_met", "not_applicable"])).toMatchObject({
      value: 0.75,
      n: 4,
    });
    expect(standardsMet(["not_applicable"]).value).toBeNull();
  });
});
