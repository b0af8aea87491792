import { describe, expect, it } from "vitest";
import { firstContactResolution } from "../src/metrics/fcr.ts";
import { promiseKept } from "../src/metrics/promise.ts";
import { responseTime, responseTimeChange } from "../src/metrics/response-time.ts";
import { trainingChange, trainingCompletion } from "../src/metrics/training.ts";
import { turnover } from "../src/metrics/turnover.ts";

describe("first-contact resolution", () => {
  it("is stated, net of what nobody could resolve, and seen from behaviour", () => {
    const result = firstContactResolution({
      stated: 100,
      atFirst: 60,
      unresolvable: 20,
      followed: 80,
      notRepeated: 60,
    });
    expect(result.stated).toMatchObject({ value: 0.6, n: 100 });
    expect(result.net).toMatchObject({ value: 0.75, n: 80 });
    expect(result.observed).toMatchObject({ value: 0.75, n: 80 });
  });

  it("is unknown without a base", () => {
    const none = firstContactResolution({
      stated: 0,
      atFirst: 0,
      unresolvable: 0,
      followed: 0,
      notRepeated: 0,
    });
    expect([none.stated.value, none.net.value, none.observed.value]).toEqual([null, null, null]);
  });
});

describe("response times", () => {
  it("are medians and 9 in 10, which one slow reply can't move", () => {
    const minutes = Array.from({ length: 99 }, (_, i) => ({ value: i + 1, count: 1 }));
    const { median, p90 } = responseTime([...minutes, { value: 1_000_000, count: 1 }]);
    expect(median).toEqual({ value: 50.5, n: 100, low: 40, high: 61 });
    expect(p90.value).toBeCloseTo(90.1, 10);
    expect(p90.low).toBeGreaterThan(80);
    expect(p90.high).toBeLessThan(100);
  });

  it("are better when shorter", () => {
    const around = (middle: number) =>
      responseTime(Array.from({ length: 21 }, (_, i) => ({ value: middle - 10 + i, count: 20 })));
    expect(responseTimeChange(around(30), around(60)).verdict).toBe("better");
    expect(responseTimeChange(around(60), around(30)).verdict).toBe("worse");
    expect(responseTimeChange(around(30), around(30)).verdict).toBe("no-change");
    expect(responseTimeChange(around(30), responseTime([])).verdict).toBe("not-enough-data");
  });
});

describe("promises", () => {
  it("are broken when overdue and open; cancelled ones stand apart", () => {
    const result = promiseKept({ kept: 6, broken: 1, overdue: 3, cancelled: 5 });
    expect(result.kept).toMatchObject({ value: 0.6, n: 10 });
    expect(result.cancelled).toBe(5);
    expect(promiseKept({ kept: 0, broken: 0, overdue: 0, cancelled: 2 }).kept.value).toBeNull();
  });
});

describe("training", () => {
  it("is completed and valid of what was due", () => {
    expect(trainingCompletion({ due: 40, valid: 30 })).toMatchObject({ value: 0.75, n: 40 });
    expect(trainingCompletion({ due: 0, valid: 0 }).value).toBeNull();
    expect(trainingChange({ due: 400, valid: 360 }, { due: 400, valid: 280 }).verdict).toBe("better");
    expect(trainingChange({ due: 4, valid: 4 }, { due: 400, valid: 0 }).verdict).toBe("not-enough-data");
  });
});

describe("turnover", () => {
  it("is annualised over the average headcount", () => {
    const quarter = turnover({ leavers: 10, averageHeadcount: 200, days: 91.3125 });
    expect(quarter.value).toBeCloseTo(0.2, 10);
    expect(quarter).toMatchObject({ n: 200, low: null, high: null });
    expect(turnover({ leavers: 0, averageHeadcount: 0, days: 90 }).value).toBeNull();
  });
});
