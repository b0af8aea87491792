import { expect, test } from "vitest";
import { axisInWords, roundRange, ticksOf } from "../src/scale.ts";
import { drawTrend } from "../src/trend-drawing.ts";

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
    const scale = roundRange(values.map((value) => at(value)));
    expect(scale.min).toBeLessThanOrEqual(Math.max(0, Math.min(...values) - 1));
    expect(scale.max).toBeGreaterThanOrEqual(Math.min(100, Math.max(...values) + 1));
    expect(ticksOf(scale).at(-1)).toBe(scale.max);
    expect(ticksOf(scale).length).toBeLessThanOrEqual(4);
  }
  expect(roundRange([at(null)])).toMatchObject({ min: 0, max: 100, step: 50 });
});

test("each unit has an axis of its own: percent for shares, below zero for NPS, no end for minutes", () => {
  const share = roundRange([{ value: 0.82, n: 100, low: 0.8, high: 0.84 }], "share");
  expect(axisInWords({ min: 70, max: 76, step: 2, times: 1 }, "score")).toBe("70 to 76 of 0 to 100");
  expect(axisInWords({ min: -50, max: 50, step: 50, times: 1 }, "points")).toBe("−50 to 50 of −100 to 100");
  expect(axisInWords({ min: 0, max: 100, step: 50, times: 100 }, "share")).toBeNull();
  expect(ticksOf(share).length).toBeLessThanOrEqual(4);
  expect(share.min).toBeGreaterThanOrEqual(70);
  expect(share.max).toBeLessThanOrEqual(90);
  expect(roundRange([at(-30, 10)], "points").min).toBeLessThan(-40.1);
  expect(roundRange([at(900, 100)], "minutes").max).toBeGreaterThanOrEqual(1_000);
  expect(ticksOf(roundRange([at(4.1, 0.1)], "rating")).length).toBeLessThanOrEqual(4);
  // Nothing finer than a point of a score.
  expect(roundRange([], "score", [72.5])).toMatchObject({ min: 72, max: 73, step: 1 });
  expect(roundRange([at(4.1, 0.05)], "rating")).toMatchObject({ min: 4, max: 4.2 });
  // The comparison stands on the same axis.
  expect(roundRange([at(70)], "score", [40, null]).min).toBeLessThanOrEqual(40);
});

test("a gap parts the line and the band, and a point alone gets a dot", () => {
  const drawing = drawTrend(points(70, 71, null, 72, null, 73));
  expect(drawing.lines).toHaveLength(3);
  expect(drawing.bands).toHaveLength(3);
  expect(drawing.dots).toHaveLength(2);
  expect(drawing.alone).toHaveLength(2);
  expect(drawing.ends).toEqual([{ x: 100, at: expect.any(Number), label: "73.0", own: true }]);
  expect(drawing.labels.map((label) => label.label)).toEqual(["p0", "p3", "p5"]);
});

test("the comparison is a line of its own with its gaps, and names at the edge never lie on each other", () => {
  const drawing = drawTrend(
    points(70, 71, 72, 73).map((point, i) => ({ ...point, before: i === 1 ? null : 72.9 })),
  );
  expect(drawing.before).toHaveLength(1);
  const [own, before] = drawing.ends;
  expect([own?.label, before?.label]).toEqual(["73.0", "72.9"]);
  expect(Math.abs((own?.at ?? 0) - (before?.at ?? 0))).toBeGreaterThanOrEqual(9.99);
  expect(own?.at).toBeLessThan(before?.at ?? 0);
});

test("a series that ends early is named where it ends", () => {
  const early = points(70, 71, null).map((point) => ({ ...point, before: 71 }));
  expect(drawTrend(early).ends.map(({ x, label }) => [x, label])).toEqual([
    [50, "71.0"],
    [100, "71.0"],
  ]);
});

test("a signal is a ring where its point stands, and none where the point is a gap", () => {
  const drawing = drawTrend(
    points(70, 60, null).map((point) => ({ ...point, signal: "Below its usual range" })),
  );
  expect(drawing.rings).toHaveLength(2);
  expect(drawing.rings[1]?.x).toBe(50);
});

test("no point, and points without a value, draw nothing", () => {
  expect(drawTrend([]).lines).toEqual([]);
  expect(drawTrend(points(null, null)).dots).toEqual([]);
});

test("two figures in one picture stand on one scale", () => {
  const [high, low] = [points(84, 85), points(70, 71)];
  const usual = { centre: 70, low: 60, high: 75 };
  const one = drawTrend(high, "score", null, { points: low, usual });
  const other = drawTrend(low, "score", usual, { points: high, usual: null });
  expect(one.scale).toEqual(other.scale);
  // The usual range of either is in the picture, too.
  expect(one.scale.min).toBeLessThanOrEqual(60);
  expect([one.usual.length, other.usual.length]).toEqual([0, 3]);
  expect(one.scale.max).toBeGreaterThanOrEqual(86);
});
