import type { Comparison } from "@touchline/domain/compare";
import { expect, test } from "vitest";
import { cautiousChanges } from "../src/cautious.ts";

const change = (pValue: number | null, verdict: Comparison["verdict"]): Comparison => ({
  difference: -2,
  low: null,
  high: null,
  n: 100,
  nBefore: 100,
  pValue,
  verdict,
});

test("among many rows, one that chance alone would bring is no mover; what stands out stays one", () => {
  const quiet = Array.from({ length: 18 }, () => ({ weight: 1, change: change(0.6, "no-change") }));
  const rows = [
    { weight: 1, change: change(0.04, "worse") },
    { weight: 1, change: change(0.0001, "worse") },
    { weight: 1, change: null },
    { weight: 1, change: change(null, "not-enough-data") },
    ...quiet,
  ];
  const verdicts = cautiousChanges(rows).map((row) => row.change?.verdict ?? null);
  expect(verdicts.slice(0, 4)).toEqual(["no-change", "worse", null, "not-enough-data"]);
  expect(cautiousChanges(rows.slice(0, 1))[0]?.change?.verdict).toBe("worse");
});
