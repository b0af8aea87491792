import { describe, expect, it } from "vitest";
import { impactVerdicts, topicImpact } from "../src/metrics/topic-impact.ts";
import { NO_SCORES } from "../src/score-counts.ts";
import { seeded } from "../src/seeded.ts";
import { wordsOfNames } from "../src/topics.ts";

describe("the words of a topic", () => {
  it("are those that its name has for itself", () => {
    expect(wordsOfNames(["Room on arrival", "Cleanliness of the room", "Wi-Fi", "Bar", "Room"])).toEqual([
      ["arrival"],
      ["cleanliness"],
      ["wi-fi"],
      [],
      ["room"],
    ]);
  });

  it("say something by themselves", () => {
    expect(
      wordsOfNames(["Reviews by others", "First look online", "Paying online", "Looking round"]),
    ).toEqual([["reviews"], ["online"], ["paying"], []]);
  });
});

describe("what topics do to the NPS", () => {
  const impact = (value: number | null, reach: number, n = 100) => ({
    value,
    n,
    low: value === null ? null : value - reach,
    high: value === null ? null : value + reach,
  });

  it("is real only where it stands out among all, and rests on enough answers", () => {
    const impacts = [impact(-5, 2), impact(4, 1.5), impact(1, 3), impact(-9, 1, 7), impact(null, 0, 0)];
    expect(impactVerdicts(impacts, 30)).toEqual([
      "worse",
      "better",
      "no-change",
      "not-enough-data",
      "not-enough-data",
    ]);
    // Alone it would be real; one of forty is so by chance.
    const many = Array.from({ length: 39 }, () => impact(0.5, 3));
    expect(impactVerdicts([impact(2.1, 2)], 30)).toEqual(["better"]);
    expect(impactVerdicts([impact(2.1, 2), ...many], 30)[0]).toBe("no-change");
  });
});

describe("a topic that has nothing to do with it", () => {
  it("has an impact in no more than one in twenty of 200 companies, but for chance", () => {
    let flagged = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const [all, about] = [[...NO_SCORES], [...NO_SCORES]];
      for (let person = 0; person < 600; person += 1) {
        const score = Math.floor(random() * 11);
        all[score] = (all[score] ?? 0) + 1;
        if (random() < 0.2) about[score] = (about[score] ?? 0) + 1;
      }
      const { low, high } = topicImpact(all, about);
      if (low !== null && high !== null && (low > 0 || high < 0)) flagged += 1;
    }
    expect(flagged).toBeLessThanOrEqual(16);
  });
});
