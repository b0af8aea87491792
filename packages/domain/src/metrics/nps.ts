import { type Comparison, compareEstimates } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { QUESTIONS, type ScoreCounts } from "../question.ts";
import { countBetween } from "../score-counts.ts";
import { bounded, type Estimate, noBase, ratio, type Statistic, Z95 } from "../statistic.ts";

export const npsDescriptor = {
  key: "nps",
  label: "NPS",
  unit: "points",
  better: "higher",
  gap: "Nobody was asked, or nobody answered, how likely they are to recommend the company.",
  definition:
    "Of those who said how likely they are to recommend: the percentage of promoters less that of detractors.",
  formula:
    "100 (answers 9-10 less answers 0-6) / answers; adjusted Wald interval (n + 3), cut at -100 and 100.",
  source:
    "F. Reichheld, The one number you need to grow, 2003; the interval after A. Agresti and B. Caffo, 2000, as B. Rocks gives it for NPS, 2016.",
} as const satisfies MetricDescriptor;

export interface NpsGroups {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly n: number;
}

/** Promoters (9-10), passives (7-8) and detractors (0-6) among answers from 0 to 10. */
export function npsGroups(counts: ScoreCounts): NpsGroups {
  const { min, max, topFrom, bottomTo } = QUESTIONS.nps_0_10;
  const detractors = countBetween(counts, min, bottomTo);
  const passives = countBetween(counts, bottomTo + 1, topFrom - 1);
  const promoters = countBetween(counts, topFrom, max);
  return { promoters, passives, detractors, n: promoters + passives + detractors };
}

/** Centre and standard error in points after adding 3/4 to both ends and 3 to n, so that 10 of 10 is no certainty. */
function adjusted({ promoters, detractors, n }: NpsGroups): { centre: number; se: number } {
  const each = ratio(1, n + 3) ?? 0;
  const p = (promoters + 0.75) * each;
  const d = (detractors + 0.75) * each;
  return { centre: 100 * (p - d), se: 100 * Math.sqrt((p + d - (p - d) ** 2) * each) };
}

/** NPS in points, -100 to 100, with the adjusted Wald interval. */
export function nps(counts: ScoreCounts): Statistic {
  const groups = npsGroups(counts);
  const value = ratio(100 * (groups.promoters - groups.detractors), groups.n);
  if (value === null) return noBase();
  const { centre, se } = adjusted(groups);
  return bounded(value, groups.n, [centre - Z95 * se, centre + Z95 * se], [-100, 100]);
}

/** NPS in points with the adjusted standard error that differences are made of. */
export function npsEstimate(counts: ScoreCounts): Estimate {
  const groups = npsGroups(counts);
  const value = ratio(100 * (groups.promoters - groups.detractors), groups.n);
  return { value, se: value === null ? null : adjusted(groups).se, n: groups.n };
}

/** The change of the NPS in points between two groups of answers. */
export function npsChange(current: ScoreCounts, previous: ScoreCounts, minAnswers?: number): Comparison {
  return compareEstimates(npsEstimate(current), npsEstimate(previous), 200, {
    better: npsDescriptor.better,
    minAnswers,
  });
}
