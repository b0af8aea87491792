import { twoSidedP } from "../distributions.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { ScoreCounts } from "../question.ts";
import { subtractCounts } from "../score-counts.ts";
import { noBase, ratio, type Statistic, type Verdict, Z95 } from "../statistic.ts";
import { benjaminiHochberg } from "./movers.ts";
import { npsEstimate } from "./nps.ts";

export const topicImpactDescriptor = {
  key: "topic_impact",
  label: "Impact of a topic",
  unit: "points",
  better: "higher",
  gap: "Nobody, or everybody, spoke of the topic.",
  definition:
    "By how many points the NPS is higher or lower than it would be without the answers that speak of the topic.",
  formula:
    "t (T - O) / (N - t): t of N answers speak of it, T is their NPS, O that of all; interval from both groups' standard errors.",
  source: "The weighted share of a group in the whole; Touchline's own interval.",
} as const satisfies MetricDescriptor;

/** Impact on the NPS in points, from all answers and those among them that speak of the topic. n = the latter. */
export function topicImpact(all: ScoreCounts, topic: ScoreCounts): Statistic {
  const whole = npsEstimate(all);
  const about = npsEstimate(topic);
  const rest = npsEstimate(subtractCounts(all, topic));
  if (whole.value === null || about.value === null) return noBase(about.n);
  const value = ratio(about.n * (about.value - whole.value), whole.n - about.n);
  const weight = ratio(about.n, whole.n);
  if (value === null || weight === null || about.se === null || rest.se === null) return noBase(about.n);
  // The same impact is weight x (topic - rest), two independent groups.
  const reach = Z95 * weight * Math.hypot(about.se, rest.se);
  return { value, n: about.n, low: value - reach, high: value + reach };
}

/**
 * What topics that are read side by side do to the NPS, in their order: lift it ("better") or pull it down ("worse") only
 * where that stands out among all of them, so that none of so many does so by chance.
 */
export function impactVerdicts(impacts: readonly Statistic[], minAnswers: number): Verdict[] {
  const tested = impacts.map(({ value, n, high }) => {
    const z = value === null || high === null ? null : ratio(Math.abs(value), high - value);
    return z === null || n < minAnswers ? null : twoSidedP(Z95 * z);
  });
  const real = benjaminiHochberg(tested);
  return impacts.map(({ value, low, high }, at) => {
    if (tested[at] === null || value === null || low === null || high === null) return "not-enough-data";
    if (!real[at] || (low <= 0 && high >= 0)) return "no-change";
    return value > 0 ? "better" : "worse";
  });
}
