import type { Comparison } from "@touchline/domain/compare";
import { expect, test } from "vitest";
import { serviceTrendLines } from "../src/widgets/service/lines.ts";
import {
  badStopsInWords,
  gapMoved,
  noRescuesInWords,
  pairedInWords,
  rescuesInWords,
  serviceSentence,
} from "../src/widgets/service/words.ts";

const comparison = (difference: number | null, verdict: Comparison["verdict"]): Comparison => ({
  difference,
  low: difference === null ? null : difference - 1,
  high: difference === null ? null : difference + 1,
  n: 100,
  nBefore: 100,
  pValue: null,
  verdict,
});
const figure = (value: number | null) => ({ value, n: 100, low: null, high: null });
const summary = (service: number | null, rest: number | null, verdict: Comparison["verdict"]) => ({
  service: { score: figure(service) },
  rest: { score: figure(rest) },
  gap: comparison(service === null || rest === null ? null : service - rest, verdict),
  rescued: { statistic: figure(0.258), change: null },
});

test("the sentence says what the gap means, and how many were rescued", () => {
  expect(serviceSentence(summary(84, 71, "better"))).toBe(
    "Service is at 84.0, the rest of the experience at 71.0: service is repairing what the rest breaks. 25.8 % of the customers who rated both had a bad stop that service made up for.",
  );
  expect(serviceSentence(summary(60, 71, "worse"))).toMatch(/it is service that needs repair\./);
  expect(serviceSentence(summary(70, 71, "no-change"))).toMatch(/stand level, at 70\.0 and 71\.0\./);
  expect(serviceSentence(summary(70, 71, "not-enough-data"))).toMatch(/too few answers to say whether/);
  expect(serviceSentence(summary(null, 71, "not-enough-data"))).toMatch(/^Service has too few answers/);
  expect(serviceSentence(summary(80, null, "not-enough-data"))).toMatch(
    /the rest of the experience has too few/,
  );
  const nobody = { ...summary(84, 71, "better"), rescued: { statistic: figure(null), change: null } };
  expect(serviceSentence(nobody)).not.toMatch(/bad stop/);
});

test("a gap moves wider or narrower, never better or worse", () => {
  const moved = (gap: Comparison | null) =>
    gapMoved(
      {
        gapChange: gap,
        service: { change: comparison(0.5, "no-change") },
        rest: { change: comparison(-2, "worse") },
      },
      "previous_period",
    );
  expect(moved(comparison(2.5, "better"))).toBe(
    "Wider by 2.5 points since the period before: service +0.5, the rest −2.0",
  );
  expect(moved(comparison(-2.5, "worse"))).toMatch(/^Narrower by 2\.5 points/);
  expect(moved(comparison(0.2, "no-change"))).toBe("No real change since the period before");
  expect(moved(comparison(null, "not-enough-data"))).toBeNull();
  expect(moved(null)).toBeNull();
});

test("the paired gap confirms the other, or tells where it comes from", () => {
  const gap = comparison(13, "better");
  expect(pairedInWords({ gap, paired: comparison(12.6, "better") })).toBe(
    "The same customers rate service 12.6 points higher than the rest: the gap is not made by who answers.",
  );
  expect(pairedInWords({ gap, paired: comparison(-3, "worse") })).toBe(
    "The same customers rate service 3.0 points lower than the rest.",
  );
  expect(pairedInWords({ gap, paired: comparison(0.1, "no-change") })).toMatch(/rate both alike/);
  expect(pairedInWords({ gap, paired: comparison(9, "not-enough-data") })).toMatch(/^Too few customers/);
});

test("bad stops name the touchpoint most often met, and leave out what is hidden", () => {
  const stop = (name: string, customers: number | null, department: string | null = null) => {
    const value = customers === null ? null : customers * 0.01;
    const [low, high] = value === null ? [null, null] : [value - 0.04, value + 0.04];
    return {
      slug: name,
      name,
      department,
      departmentSlug: department,
      question: "csat_1_5" as const,
      badThrough: 2,
      customers,
      share: { value, n: 100, low, high },
    };
  };
  expect(badStopsInWords([stop("Delivery", 40, "Logistics"), stop("Wi-Fi", 30)])).toBe(
    "Delivery (Logistics) clearly most often: 40.0 % of the customers whom service rescued rated it at the bottom.",
  );
  expect(badStopsInWords([stop("Delivery", 40), stop("Wi-Fi", 38)])).toMatch(
    /^Delivery and Wi-Fi most often, too close to call: 40\.0 % and 38\.0 %/,
  );
  expect(badStopsInWords([stop("Delivery", null)])).toMatch(/^Nobody had a bad stop/);
  expect(rescuesInWords(true, 3)).toMatch(/^The 3 newest rescues from a bad stop at your departments:/);
  expect(rescuesInWords(false, 1)).toMatch(/^The one rescue:/);
  expect(noRescuesInWords(false, true)).toMatch(/^Too few customers were rescued/);
  expect(noRescuesInWords(true, false)).toMatch(/^No customer rated a touchpoint at your departments/);
});

test("both courses stand in one line for each point, with the comparison's and what stands out", () => {
  const point = (from: string, value: number) => ({ from, to: from, statistic: figure(value) });
  const limits = { centre: 70, low: 66, high: 74 };
  const lines = serviceTrendLines({
    grain: "week",
    service: {
      points: [point("2026-01-05", 84), point("2026-01-12", 85)],
      previous: [point("2025-01-06", 80)],
      limits: null,
      signals: [],
    },
    rest: {
      points: [point("2026-01-05", 71), point("2026-01-12", 60)],
      previous: null,
      limits,
      signals: [{ week: "2026-01-12", at: "2026-01-12", kind: "outside", direction: "down" }],
    },
  });
  expect(lines.map(({ service, rest }) => [service.statistic.value, rest.statistic.value])).toEqual([
    [84, 71],
    [85, 60],
  ]);
  expect(lines.map(({ service }) => service.before?.value ?? null)).toEqual([80, null]);
  expect(lines.map(({ service, rest }) => [service.signal, rest.signal])).toEqual([
    [null, null],
    [null, "outside its usual range"],
  ]);
  expect(lines.map(({ service, rest }) => [service.usual, rest.usual])).toEqual([
    [null, limits],
    [null, limits],
  ]);
});
