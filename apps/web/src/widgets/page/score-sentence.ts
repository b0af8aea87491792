import type { Comparison } from "@touchline/domain/compare";
import type { ComparisonKind } from "@touchline/domain/period";
import type { Statistic } from "@touchline/domain/statistic";
import { formatDifference, formatValue } from "@touchline/ui/formats";

/** What a figure is compared with, inside a sentence. */
const BEFORE: Readonly<Record<ComparisonKind, string>> = {
  previous_period: "the period before",
  same_period_last_year: "the same days last year",
};

const points = (difference: number | null) => formatDifference(difference, "score");

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
      return `${subject} is ${change.verdict} than in ${before}: ${now}, ${points(change.difference)} points like for like (95 % sure of ${points(change.low)} to ${points(change.high)}).`;
    case "no-change":
      return `${subject} is not really different from ${before}: the score is ${now}.`;
    case "not-enough-data":
      return `${subject} stands at ${now}; there are too few answers to say whether that is a change.`;
  }
}
