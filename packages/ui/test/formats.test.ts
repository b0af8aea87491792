import { expect, test } from "vitest";
import {
  differenceUnit,
  formatBytes,
  formatCount,
  formatDay,
  formatDays,
  formatDifference,
  formatInstant,
  formatInterval,
  formatMoney,
  formatMonth,
  formatValue,
} from "../src/formats.ts";

test("a figure is written in its unit, and a missing one is a dash", () => {
  expect(formatValue(0.82713, "share")).toBe("82.7 %");
  expect(formatValue(71.249, "score")).toBe("71.2");
  expect(formatValue(-5.92, "points")).toBe("−5.9");
  expect(formatValue(-0.04, "points")).toBe("0.0");
  expect(formatValue(12_345, "answers")).toBe("12,345");
  expect(formatValue(null, "score")).toBe("–");
  expect(formatCount(1_403)).toBe("1,403");
});

test("an amount carries its currency where one is said, and a sum no hundredths", () => {
  expect(formatMoney(6.5, "EUR")).toBe("€6.50");
  expect(formatMoney(6.5, null)).toBe("6.50");
  expect(formatMoney(11_680.5, "GBP", { whole: true })).toBe("£11,681");
  expect(formatMoney(11_680.5, null, { whole: true })).toBe("11,681");
  expect(formatMoney(650, "JPY")).toBe("JP¥650");
  expect(formatMoney(null, "EUR")).toBe("–");
});

test("a difference carries its sign, but nothing that rounds to nothing does", () => {
  expect(formatDifference(1.26, "score")).toBe("+1.3");
  expect(formatDifference(-0.031, "share")).toBe("−3.1");
  expect(formatDifference(0.04, "score")).toBe("0.0");
  expect(formatDifference(null, "score")).toBe("–");
  expect([differenceUnit("share"), differenceUnit("minutes"), differenceUnit("rating")]).toEqual([
    "points",
    "min",
    null,
  ]);
});

test("intervals, days and sizes", () => {
  expect(formatInterval(0.49, 0.943, "share")).toBe("[49.0 %, 94.3 %]");
  expect(formatInterval(null, 1, "score")).toBe("–");
  expect(formatDay("2026-03-03")).toBe("3 Mar 2026");
  expect(formatDay("2026-09-30")).toBe("30 Sep 2026");
  expect(formatDays("2026-03-03", "2026-03-03")).toBe("3 Mar 2026");
  expect(formatDays("2026-03-03", "2026-04-01")).toBe("3 Mar 2026 to 1 Apr 2026");
  expect(formatMonth("2026-03-01")).toBe("Mar 2026");
  expect(formatInstant(new Date("2026-03-03T23:05:00Z"), "Europe/Vienna")).toBe("4 Mar 2026, 00:05");
  expect(formatBytes(812)).toBe("812 B");
  expect(formatBytes(3_400_000)).toBe("3.4 MB");
});
