import { describe, expect, it } from "vitest";
import { topicImpact } from "../src/metrics/topic-impact.ts";
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
