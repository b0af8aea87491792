import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { processLimits, type SeriesPoint, signals } from "../src/metrics/signals.ts";

function series(values: readonly (number | null)[], se: number | null = null): SeriesPoint[] {
  return values.map((value) => ({ value, se }));
}

const GOLDEN = [72, 74, 71, 73, 75, 70, 72, 74, 73, 71];

describe("process limits", () => {
  it("come from the mean moving range (golden)", () => {
    const limits = processLimits(series(GOLDEN));
    expect(limits?.centre).toBe(72.5);
    expect(limits?.low).toBeCloseTo(66.29, 2);
    expect(limits?.high).toBeCloseTo(78.71, 2);
    expect(limits?.range).toBeCloseTo((3.267 * 21) / 9, 10);
  });

  it("take no step over a gap", () => {
    const limits = processLimits(series([10, 12, 10, null, 50, 52, 50]));
    expect(limits?.range).toBeCloseTo(3.267 * 2, 10);
  });

  it("need six weeks", () => {
    expect(processLimits(series([1, 2, 3, 4, 5]))).toBeNull();
    expect(processLimits(series([1, null, 3, null, 5, null, 7, null, 9, null, 11]))).toBeNull();
    expect(signals(series([1, 2, 99]))).toEqual({ limits: null, signals: [] });
  });
});

describe("signals", () => {
  const after = (more: readonly (number | null)[], se: number | null = null) =>
    signals([...series(GOLDEN, se), ...series(more, se)], GOLDEN.length).signals;

  it("are none in a steady series", () => {
    expect(signals(series(GOLDEN)).signals).toEqual([]);
  });

  it("are points outside limits that later points don't move", () => {
    const found = after([73, 79]);
    expect(found).toEqual([{ index: 11, kind: "outside", direction: "up" }]);
    expect(after([66]).map(({ kind, direction }) => [kind, direction])).toEqual([["outside", "down"]]);
  });

  it("are steps larger than chance makes", () => {
    expect(after([76, 68])).toEqual([{ index: 11, kind: "jump", direction: "down" }]);
  });

  it("are eight weeks on one side, not seven, and not across a gap", () => {
    expect(after([73, 74, 73, 73, 74, 73, 73])).toEqual([]);
    expect(after([73, 74, 73, 73, 74, 73, 73, 74])).toEqual([{ index: 17, kind: "run", direction: "up" }]);
    expect(after([73, 74, 73, 73, null, 73, 73, 74, 73])).toEqual([]);
  });

  it("are three of four nearer a limit than the middle, on one side", () => {
    expect(after([76, 73, 76, 76])).toEqual([{ index: 13, kind: "near-limit", direction: "up" }]);
    expect(after([76, 70, 76, 69])).toEqual([]);
  });

  it("need a significant difference where answers are few", () => {
    expect(after([73, 79], 2).map(({ kind }) => kind)).toEqual(["outside"]);
    expect(after([73, 79], 6)).toEqual([]);
    expect(after([73, 74, 73, 73, 74, 73, 73, 74], 6)).toEqual([]);
  });

  it("never speak of a gap, and turn with the series", () => {
    const weeks = fc.array(fc.option(fc.integer({ min: 0, max: 100 }), { freq: 6 }), { maxLength: 40 });
    fc.assert(
      fc.property(weeks, (values) => {
        const { limits, signals: found } = signals(series(values), 12);
        for (const { index } of found) expect(values[index]).not.toBeNull();
        for (const figure of Object.values(limits ?? {})) expect(figure).not.toBeNaN();
        const turned = signals(series(values.map((value) => value && -value)), 12).signals;
        expect(turned.map(({ index, kind }) => [index, kind])).toEqual(
          found.map(({ index, kind }) => [index, kind]),
        );
      }),
    );
  });
});
