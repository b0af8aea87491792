import { expect, test } from "vitest";
import { drawTrend, roundRange } from "../src/trend-drawing.ts";

const at = (value: number | null, reach = 1) => ({
  value,
  n: value === null ? 0 : 100,
  low: value === null ? null : value - reach,
  high: value === null ? null : value + reach,
});
const points = (...values: (number | null)[]) =>
  values.map((value, i) => ({ label: `p${i}`, score: at(value) }));

test("the axis holds every interval, ends on round figures and has at most four ticks", () => {
  for (const values of [[70, 71], [12, 90], [99.8, 100], [50]]) {
    const { min, max, step } = roundRange(values.map((value) => at(value)));
    expect(min).toBeLessThanOrEqual(Math.max(0, Math.min(...values) - 1));
    expect(max).toBeGreaterThanOrEqual(Math.min(100, Math.max(...values) + 1));
    expect((max - min) % step).toBe(0);
    expect((max - min) / step).toBeLessThanOrEqual(4);
  }
  expect(roundRange([at(null)])).toEqual({ min: 0, max: 100, step: 50 });
});

test("a gap parts the line and the band, and a point alone gets a dot", () => {
  const drawing = drawTrend(points(70, 71, null, 72, null, 73));
  expect(drawing.lines).toHaveLength(3);
  expect(drawing.bands).toHaveLength(3);
  expect(drawing.dots.map((dot) => dot.label)).toEqual([null, "73.0"]);
  expect(drawing.labels.map((label) => label.label)).toEqual(["p0", "p3", "p5"]);
});

test("no point, and points without a value, draw nothing", () => {
  expect(drawTrend([]).lines).toEqual([]);
  expect(drawTrend(points(null, null)).dots).toEqual([]);
});
