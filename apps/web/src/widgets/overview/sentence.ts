import type { RouterOutputs } from "@touchline/api/root";
import type { Comparison } from "@touchline/domain/compare";
import type { ComparisonKind } from "@touchline/domain/period";
import { formatDifference, formatValue } from "@touchline/ui/formats";

type Answer = RouterOutputs["experience"]["summary"];
type Summary = Pick<Answer, "gap"> & {
  readonly figures: Pick<Answer["figures"], "experience_score" | "service_score" | "rest_score">;
};
type Department = Pick<RouterOutputs["departments"]["list"][number], "name" | "score" | "change">;

const score = (value: number | null) => formatValue(value, "score");
const points = (difference: number | null) => formatDifference(difference, "score");

/** How sure a real change is: its interval, in words. */
const surely = ({ low, high }: Comparison) => `95 % sure of ${points(low)} to ${points(high)}`;

const BEFORE: Readonly<Record<ComparisonKind, string>> = {
  previous_period: "the period before",
  same_period_last_year: "the same days last year",
};

function wholeSentence(compare: ComparisonKind, { figures }: Summary): string {
  const { statistic, change } = figures.experience_score;
  const now = score(statistic.value);
  if (change === null) return `Over all this time the experience score is ${now}.`;
  const before = BEFORE[compare];
  switch (change.verdict) {
    case "better":
    case "worse":
      return `The experience is ${change.verdict} than in ${before}: ${now}, ${points(change.difference)} points like for like (${surely(change)}).`;
    case "no-change":
      return `The experience is not really different from ${before}: the score is ${now}.`;
    case "not-enough-data":
      return `The experience score is ${now}; there are too few answers before it to say whether it changed.`;
  }
}

/** The department that really fell the most, if any did. */
function fallen(departments: readonly Department[]): Department | null {
  const worse = departments.filter((row) => row.change?.verdict === "worse");
  const by = (row: Department) => row.change?.difference ?? 0;
  return worse.sort((a, b) => by(a) - by(b))[0] ?? null;
}

function serviceSentence({ figures, gap }: Summary): string | null {
  const own = score(figures.service_score.statistic.value);
  const others = score(figures.rest_score.statistic.value);
  switch (gap.verdict) {
    case "better":
      return `Service stands at ${own} and the rest at ${others}: service repairs what other touchpoints break.`;
    case "worse":
      return `Service, at ${own}, stands below the rest, at ${others}.`;
    case "no-change":
      return `Service and the rest stand level, at ${own} and ${others}.`;
    case "not-enough-data":
      return null;
  }
}

/**
 * What the page says first, in plain words: how the whole did since when and how surely, then the department that
 * really fell if one did, else how service stands against the rest.
 */
export function sentence(
  compare: ComparisonKind,
  summary: Summary,
  departments: readonly Department[],
): string {
  if (summary.figures.experience_score.statistic.value === null)
    return "No touchpoint has enough answers in this period to give a score.";
  const lost = fallen(departments);
  const second = lost
    ? `${lost.name} fell the most, to ${score(lost.score.value)} (${points(lost.change?.difference ?? null)}).`
    : serviceSentence(summary);
  return [wholeSentence(compare, summary), second].filter((part) => part !== null).join(" ");
}
