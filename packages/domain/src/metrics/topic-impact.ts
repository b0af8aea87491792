import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { ScoreCounts } from "../question.ts";
import { subtractCounts } from "../score-counts.ts";
import { noBase, ratio, type Statistic, Z95 } from "../statistic.ts";
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
