import type { Comparison } from "@touchline/domain/compare";
import type { ComparisonKind } from "@touchline/domain/period";
import type { Statistic } from "@touchline/domain/statistic";
import { formatDifference, formatValue } from "@touchline/ui/formats";

/** What a figure is compared with, inside a sentence. */
export const BEFORE: Readonly<Record<ComparisonKind, string>> = {
  previous_period: "the period before",
  same_period_last_year: "the same days last year",
};

const points = (difference: number | null) => formatDifference(difference, "score");

const size = (difference: number | null) => formatValue(Math.abs(difference ?? 0), "score");

/** The smaller and the larger size of a change that is surely one way. */
function between({ low, high }: Comparison): string {
  const [least, most] = [low, high].map((end) => Math.abs(end ?? 0)).sort((a, b) => a - b);
  return `${size(least ?? null)} to ${size(most ?? null)}`;
}

/** How a score did against its comparison, in one plain sentence with how sure that is. */
export function scoreSentence(
  subject: string,
  { value }: Statistic,
  change: Comparison | null,
  compare: ComparisonKind,
): string {
  const now = formatValue(value, "score");
  if (value === null) return `${subject} has too few answers in this period to give a score.`;
  if (change === null) return `${subject} stands at ${now}.`;
  const before = BEFORE[compare];
  switch (change.verdict) {
    case "better":
    case "worse":
      return `${subject} is ${change.verdict} than in ${before}: ${change.verdict === "worse" ? "down" : "up"} ${size(change.difference)} points, now ${now} (95 % sure: by ${between(change)}).`;
    case "no-change":
      return `${subject} did not really change against ${before}: it stands at ${now} (95 % sure: ${points(change.low)} to ${points(change.high)} points).`;
    case "not-enough-data":
      return `${subject} stands at ${now}; there are too few answers to say whether that is a change.`;
  }
}
