import { describe, expect, it } from "vitest";
import {
  CAUSED_SERIES,
  type CausedCounts,
  causedFigures,
  causedWeeks,
} from "../src/metrics/caused-contacts.ts";
import {
  contactGrowth,
  countWithInterval,
  failureChange,
  issueShares,
  perThousand,
} from "../src/metrics/failure-demand.ts";
import { cohensKappa } from "../src/metrics/kappa.ts";
import { processLimits, signals } from "../src/metrics/signals.ts";
import { seeded } from "../src/seeded.ts";
import { share } from "../src/statistic.ts";

describe("events for each thousand", () => {
  it("have Byar's interval: for 10 events 4.8 to 18.4, as the exact one has it", () => {
    const found = perThousand(10, 1000);
    expect(found.value).toBe(10);
    expect(found.low).toBeCloseTo(4.79, 1);
    expect(found.high).toBeCloseTo(18.39, 1);
    expect(perThousand(0, 500)).toMatchObject({ value: 0, low: 0 });
    expect(perThousand(0, 500).high).toBeGreaterThan(6);
    expect(countWithInterval(10)).toEqual({ ...found, n: 10 });
    expect(perThousand(4, 0)).toEqual({ value: null, n: 4, low: null, high: null });
  });
});

describe("growth of contacts", () => {
  it("has the interval of a ratio of counts: 120 after 100 is +20 %, -8 % to +56 %, and no real change", () => {
    const found = contactGrowth(120, 100, 30);
    expect(found.difference).toBeCloseTo(0.2, 10);
    expect(found.low).toBeCloseTo(-0.0797, 3);
    expect(found.high).toBeCloseTo(0.5647, 3);
    expect(found.pValue).toBeCloseTo(0.178, 3);
    expect(found.verdict).toBe("no-change");
  });

  it("is worse when there are surely more, better when surely fewer, and nothing without contacts before", () => {
    expect(contactGrowth(1_200, 1_000, 30).verdict).toBe("worse");
    expect(contactGrowth(1_000, 1_200, 30).verdict).toBe("better");
    expect(contactGrowth(40, 10, 30)).toMatchObject({ verdict: "not-enough-data", pValue: null });
    expect(contactGrowth(10, 0, 30)).toMatchObject({ difference: null, verdict: "not-enough-data" });
    expect(contactGrowth(0, 10, 30)).toMatchObject({ difference: -1, low: null });
  });
});

describe("weeks of contacts", () => {
  const half = { contacts: 100, known: 50, caused: 50 };
  const none = { contacts: 0, known: 0, caused: 0 };
  const counts = (weeks: readonly CausedCounts[]) => causedWeeks(weeks).map(({ caused }) => caused.value);

  it("carry the spread that their intervals stand for, and none is certain", () => {
    const [week] = causedWeeks([half]);
    expect(week?.caused.value).toBe(50);
    expect(week?.caused.se).toBeCloseTo(Math.sqrt(50), 0);
    expect(week?.failure.value).toBe(1);
    expect(week?.failure.se).toBeGreaterThan(0.01);
    expect(week?.unknown.value).toBe(0.5);
    expect(week?.unknown.se).toBeCloseTo(0.05, 2);
    expect(causedFigures([half])[0]?.failure).toEqual(share(50, 50));
  });

  it("are gaps where too few contacts, or none with a known cause, stand behind them", () => {
    expect(causedWeeks([{ contacts: 9, known: 0, caused: 0 }])).toMatchObject([
      { caused: { value: null }, failure: { value: null }, unknown: { value: null } },
    ]);
    expect(causedWeeks([{ contacts: 30, known: 3, caused: 0 }])).toMatchObject([
      { caused: { value: 0 }, failure: { value: null }, unknown: { value: 0.9 } },
    ]);
  });

  it("count nothing before data begin and after they end, and do not judge the weeks that these cut", () => {
    const weeks = [none, half, half, none, half, half, none];
    expect(causedFigures(weeks).map(({ caused }) => caused.value)).toEqual([null, 50, 50, 0, 50, 50, null]);
    // The empty week in the middle has no known cause, so that nobody counted.
    expect(counts(weeks)).toEqual([null, null, 50, null, 50, null, null]);
    expect(counts([half, half])).toEqual([50, 50]);
    expect(causedFigures([none]).map(({ caused }) => caused.value)).toEqual([null]);
  });

  it("of a steady source stand outside their usual range in hardly any of 200 companies", () => {
    const random = seeded(5);
    const among = (n: number, share: number) =>
      Array.from({ length: n }, random).filter((each) => each < share).length;
    const week = () => {
      const contacts = among(60, 0.7);
      const known = among(contacts, 0.8);
      return { contacts, known, caused: among(known, 0.4) };
    };
    let outside = 0;
    for (let company = 0; company < 200; company += 1) {
      const weeks = causedWeeks(Array.from({ length: 38 }, week));
      for (const key of CAUSED_SERIES) {
        const points = weeks.map((each) => each[key]);
        expect(processLimits(points.slice(0, 26))).not.toBeNull();
        const found = signals(points, 26).signals.filter(
          ({ kind, index }) => kind === "outside" && index >= 26,
        );
        outside += found.length;
      }
    }
    // 200 companies x 3 figures x 12 weeks: three sigma leave about one in 370.
    expect(outside).toBeLessThan(0.01 * 200 * 3 * 12);
  });
});

describe("issues", () => {
  it("are brought up again here or elsewhere, for each issue", () => {
    const { repeated, escalated } = issueShares({ first: 200, repeated: 12, escalated: 28 });
    expect([repeated.value, escalated.value]).toEqual([0.06, 0.14]);
    expect(issueShares({ first: 0, repeated: 0, escalated: 0 }).repeated.value).toBeNull();
    expect(issueShares({ first: 3, repeated: 5, escalated: 0 }).repeated.value).toBe(1);
  });
});

describe("Cohen's kappa", () => {
  it("is 0.4 for 20, 5, 10 and 15 of 50 (Cohen 1960)", () => {
    const found = cohensKappa([
      { one: "yes", other: "yes", count: 20 },
      { one: "yes", other: "no", count: 5 },
      { one: "no", other: "yes", count: 10 },
      { one: "no", other: "no", count: 15 },
    ]);
    expect(found.value).toBeCloseTo(0.4, 10);
    expect(found.n).toBe(50);
    expect(found.low).toBeCloseTo(0.146, 3);
    expect(found.high).toBeCloseTo(0.654, 3);
  });

  it("is 1 in full agreement on several things, and nothing where there was no choice or no contact", () => {
    const same = [1, 2].map((label) => ({ one: label, other: label, count: 10 }));
    expect(cohensKappa(same)).toMatchObject({ value: 1, n: 20 });
    expect(cohensKappa([{ one: 1, other: 1, count: 10 }]).value).toBeNull();
    expect(cohensKappa([])).toEqual({ value: null, n: 0, low: null, high: null });
  });
});

describe("nothing planted", () => {
  it("finds a change of failure demand in no more than one in twenty of 200 companies, but for chance", () => {
    let flagged = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const caused = () => share(Array.from({ length: 400 }, random).filter((x) => x < 0.3).length, 400);
      if (failureChange(caused(), caused(), 30).verdict !== "no-change") flagged += 1;
    }
    // Of 200, chance makes more than 16 of one in twenty in one case of twenty.
    expect(flagged).toBeLessThanOrEqual(16);
  });
});
