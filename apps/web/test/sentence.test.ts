import type { Comparison } from "@touchline/domain/compare";
import type { MetricKey } from "@touchline/domain/metrics/descriptors";
import type { Verdict } from "@touchline/domain/statistic";
import { expect, test } from "vitest";
import { sentence } from "../src/widgets/overview/sentence.ts";

type Department = Parameters<typeof sentence>[2][number];

const statistic = (value: number | null) => ({ value, n: value === null ? 0 : 500, low: value, high: value });
const change = (verdict: Verdict, difference: number): Comparison => ({
  verdict,
  difference,
  low: difference - 0.5,
  high: difference + 0.5,
  n: 500,
  nBefore: 500,
  pValue: null,
});
const figure = (metric: MetricKey, value: number | null, moved: Comparison | null = null) => ({
  metric,
  statistic: statistic(value),
  change: moved,
  growth: null,
  scale: null,
  series: [],
});
const summary = (part: {
  score?: number | null;
  change?: Comparison | null;
  gap?: Comparison;
}): Parameters<typeof sentence>[1] => {
  const { score = 71, change: moved = change("no-change", 0.2), gap = change("better", 16) } = part;
  return {
    figures: {
      experience_score: figure("experience_score", score, moved),
      service_score: figure("service_score", 84),
      rest_score: figure("rest_score", 68),
    },
    gap,
  };
};
const department = (name: string, verdict: Verdict, difference: number): Department => ({
  name,
  score: statistic(60),
  change: change(verdict, difference),
});
const compare = "previous_period";

test("no real change is an answer, and a gap to service is said in words", () => {
  expect(sentence(compare, summary({}), [])).toBe(
    "The experience did not really change against the period before: it stands at 71.0 (95 % sure: −0.3 to +0.7 points). Service stands at 84.0 and the rest at 68.0: service repairs what other touchpoints break.",
  );
});

test("a real change is told with how sure it is, and the department that fell the most is named", () => {
  const rows = [
    department("Rooms", "worse", -2),
    department("Delivery", "worse", -6.2),
    department("Shops", "no-change", -9),
  ];
  expect(sentence(compare, summary({ change: change("worse", -1.3) }), rows)).toBe(
    "The experience is worse than in the period before: down 1.3 points, now 71.0 (95 % sure: by 0.8 to 1.8). Delivery fell the most, by 6.2 to 60.0.",
  );
});

test("all time has no change, and too little before is said", () => {
  expect(sentence(compare, summary({ change: null, gap: change("not-enough-data", 0) }), [])).toBe(
    "The experience stands at 71.0.",
  );
  expect(sentence(compare, summary({ change: change("not-enough-data", 0) }), [])).toContain(
    "too few answers to say",
  );
  expect(sentence(compare, summary({ score: null }), [])).toContain("No touchpoint has enough answers");
});
