import type { RouterOutputs } from "@touchline/api/root";
import { formatDifference, formatValue } from "@touchline/ui/formats";

type Answer = RouterOutputs["experience"]["summary"];
type Summary = Pick<Answer, "gap"> & {
  readonly figures: Pick<Answer["figures"], "experience_score" | "service_score" | "rest_score">;
};
type Department = Pick<RouterOutputs["departments"]["list"][number], "name" | "score" | "change">;

const score = (value: number | null) => formatValue(value, "score");
const points = (difference: number | null) => formatDifference(difference, "score");

function wholeSentence({ figures }: Summary): string {
  const { statistic, change } = figures.experience_score;
  const { value } = statistic;
  const now = score(value);
  if (change === null) return `The experience score over all this time is ${now}.`;
  switch (change.verdict) {
    case "better":
      return `The whole experience got better: the score is ${now}, ${points(change.difference)} points like for like.`;
    case "worse":
      return `The whole experience got worse: the score is ${now}, ${points(change.difference)} points like for like.`;
    case "no-change":
      return `The whole experience has not really changed: the score is ${now}.`;
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
  const [own, others] = [
    score(figures.service_score.statistic.value),
    score(figures.rest_score.statistic.value),
  ];
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
 * What the page says first, in plain words: how the whole did, then the department that really fell if one did, else
 * how service stands against the rest.
 */
export function sentence(summary: Summary, departments: readonly Department[]): string {
  if (summary.figures.experience_score.statistic.value === null)
    return "No touchpoint has enough answers in this period to give a score.";
  const lost = fallen(departments);
  const second = lost
    ? `${lost.name} fell to ${score(lost.score.value)} (${points(lost.change?.difference ?? null)}).`
    : serviceSentence(summary);
  return [wholeSentence(summary), second].filter((part) => part !== null).join(" ");
}
