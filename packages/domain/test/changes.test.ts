import { describe, expect, it } from "vitest";
import { changeParts } from "../src/metrics/change-parts.ts";
import { delightChange } from "../src/metrics/delight.ts";
import { disagreements } from "../src/metrics/disagreement.ts";
import { NO_SCORES } from "../src/score-counts.ts";
import { seeded } from "../src/seeded.ts";

const counts = (scores: Readonly<Record<number, number>>) => NO_SCORES.map((_, score) => scores[score] ?? 0);
const top = (hits: number, n: number) => counts({ 1: hits, 0: n - hits });

describe("a change", () => {
  it("is the contract's rate and mix: .5/.5 to .3/.7, .9/.6 to .9/.65 is +3.0 and -5.5 points", () => {
    const found = changeParts(
      [
        { previous: top(450, 500), current: top(270, 300) },
        { previous: top(300, 500), current: top(455, 700) },
      ],
      "csat_0_1",
      30,
    );
    expect(found?.rate.difference).toBeCloseTo(3.0, 10);
    expect(found?.mix.difference).toBeCloseTo(-5.5, 10);
    expect(found?.rate.verdict).toBe("no-change");
    expect(found?.mix.verdict).toBe("worse");
  });

  it("counts what came anew or went as mix alone, and is nothing without answers before", () => {
    const found = changeParts(
      [
        { previous: top(80, 100), current: top(80, 100) },
        { previous: NO_SCORES, current: top(20, 100) },
      ],
      "csat_0_1",
      30,
    );
    expect(found?.rate).toMatchObject({ difference: 0, verdict: "no-change" });
    expect(found?.mix.difference).toBeCloseTo(-30, 10);
    expect(changeParts([{ previous: NO_SCORES, current: top(1, 2) }], "csat_0_1", 30)).toBeNull();
  });

  it("has a rate or a mix part in no more than one in twenty of 200 companies where none was planted, but for chance", () => {
    let [rates, mixes] = [0, 0];
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const answers = () => {
        const channels = [0, 1, 2].map(() => ({ hits: 0, n: 0 }));
        for (let person = 0; person < 400; person += 1) {
          const at = Math.min(2, Math.floor(random() * 3));
          const channel = channels[at] ?? { hits: 0, n: 0 };
          channel.n += 1;
          if (random() < 0.6 + 0.15 * at) channel.hits += 1;
        }
        return channels.map(({ hits, n }) => top(hits, n));
      };
      const [now, before] = [answers(), answers()];
      const found = changeParts(
        now.map((current, at) => ({ current, previous: before[at] ?? NO_SCORES })),
        "csat_0_1",
        30,
      );
      if (found?.rate.verdict !== "no-change") rates += 1;
      if (found?.mix.verdict !== "no-change") mixes += 1;
    }
    // Of 200, chance makes more than 16 of one in twenty in one case of twenty.
    expect(rates).toBeLessThanOrEqual(16);
    expect(mixes).toBeLessThanOrEqual(16);
  });
});

describe("segments", () => {
  const cell = (touchpoint: number, segment: number, scores: Readonly<Record<number, number>>) => ({
    touchpoint,
    segment,
    question: "csat_1_5" as const,
    counts: counts(scores),
  });

  it("disagree where one is really apart from all others together", () => {
    const found = disagreements(
      [
        cell(1, 1, { 2: 60, 3: 60 }),
        cell(1, 2, { 4: 60, 5: 60 }),
        cell(1, 3, { 4: 60, 5: 60 }),
        cell(2, 1, { 4: 60, 5: 60 }),
        cell(2, 2, { 4: 60, 5: 60 }),
        cell(2, 3, { 5: 4 }),
      ],
      30,
    );
    expect(found[0]).toMatchObject({ difference: -50, verdict: "worse" });
    expect(found[1]?.verdict).toBe("better");
    expect(found[3]?.verdict).toBe("no-change");
    expect(found[5]).toBeNull();
  });

  it("disagree in no more than one in ten of 200 companies where none was planted, but for chance", () => {
    let flagged = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const cells = Array.from({ length: 40 }, (_, at) => {
        const hits = Array.from({ length: 100 }, random).filter((x) => x < 0.7).length;
        return {
          touchpoint: at % 8,
          segment: at >> 3,
          question: "csat_0_1" as const,
          counts: top(hits, 100),
        };
      });
      const found = disagreements(cells, 30);
      if (found.some((one) => one !== null && one.verdict !== "no-change")) flagged += 1;
    }
    expect(flagged).toBeLessThanOrEqual(27);
  });
});

describe("the delighted", () => {
  it("change by Newcombe's interval: 80 against 70 of 100 is no real change", () => {
    const found = delightChange(counts({ 3: 80, 2: 20 }), counts({ 3: 70, 1: 30 }));
    expect(found.difference).toBeCloseTo(0.1, 10);
    expect([found.low?.toFixed(3), found.high?.toFixed(3), found.verdict]).toEqual([
      "-0.020",
      "0.217",
      "no-change",
    ]);
  });
});
