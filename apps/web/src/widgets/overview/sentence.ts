import type { RouterOutputs } from "@touchline/api/root";
import type { ComparisonKind } from "@touchline/domain/period";
import { formatValue } from "@touchline/ui/formats";
import { scoreSentence } from "../page/score-sentence.ts";

type Answer = RouterOutputs["experience"]["summary"];
type Summary = Pick<Answer, "gap"> & {
  readonly figures: Pick<Answer["figures"], "experience_score" | "service_score" | "rest_score">;
};
type Department = Pick<RouterOutputs["departments"]["list"][number], "name" | "score" | "change">;

const score = (value: number | null) => formatValue(value, "score");

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
  const whole = summary.figures.experience_score;
  if (whole.statistic.value === null)
    return "No touchpoint has enough answers in this period to give a score.";
  const lost = fallen(departments);
  const second = lost
    ? `${lost.name} fell the most, by ${score(Math.abs(lost.change?.difference ?? 0))} to ${score(lost.score.value)}.`
    : serviceSentence(summary);
  return [scoreSentence("The experience", whole.statistic, whole.change, compare), second]
    .filter((part) => part !== null)
    .join(" ");
}
