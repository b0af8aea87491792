import type { RouterOutputs } from "@touchline/api/root";
import type { Comparison } from "@touchline/domain/compare";
import { formatDifference, formatValue } from "@touchline/ui/formats";

type Line = Pick<RouterOutputs["touchpoints"]["list"][number], "counted" | "change">;
type Asked = RouterOutputs["touchpoints"]["get"]["questions"][number];
type Guesses = NonNullable<Asked["guesses"]>;

/** How many touchpoints are measured, and how many really moved. */
export function touchpointsSentence(rows: readonly Line[]): string {
  const counted = rows.filter((row) => row.counted);
  const verdicts = counted.map(({ change }) => change?.verdict);
  const count = (verdict: Comparison["verdict"]) => verdicts.filter((each) => each === verdict).length;
  const which = counted.length === rows.length ? `All ${rows.length}` : `${counted.length} of ${rows.length}`;
  const measured = `${which} touchpoints have enough answers for a score.`;
  if (counted.length === 0 || verdicts.every((verdict) => verdict === undefined)) return measured;
  const [better, worse] = [count("better"), count("worse")];
  if (better + worse === 0) return `${measured} None of them really changed.`;
  return `${measured} ${better === 0 ? "None" : better} really got better, ${worse === 0 ? "none got" : `${worse} got`} worse.`;
}

/** Whether people who used it and people who did not rate it differently. */
export function usersAgainstOthers({ used, notUsed, difference }: Guesses): string {
  const figures = `${formatValue(used.value, "share")} of users are satisfied, ${formatValue(notUsed.value, "share")} of those who did not use it`;
  switch (difference.verdict) {
    case "better":
      return `${figures}: those who guess rate it really lower.`;
    case "worse":
      return `${figures}: those who guess rate it really higher.`;
    case "no-change":
      return `${figures}: no real difference.`;
    case "not-enough-data":
      return `${figures}: too few answers to tell them apart.`;
  }
}

/** What counting the guesses in would do to the score. */
export function whatGuessingDoes({ scoreEffect, taint }: Guesses): string {
  const lost = scoreEffect.value;
  const answers =
    taint.value === null || Math.round(taint.value) === 0
      ? ""
      : ` About ${formatValue(Math.round(taint.value), "answers")} neutral answers would be there only because people rated what they had not used.`;
  if (lost === null) return "What guesses would do to the score can't be told.";
  const { low, high } = scoreEffect;
  if (low !== null && high !== null && low <= 0 && high >= 0)
    return `Counting guesses in would not really move the score (${formatDifference(lost, "score")} points, 95 % sure of ${formatDifference(low, "score")} to ${formatDifference(high, "score")}).`;
  if (Math.abs(lost) < 0.05) return `Counting guesses in would not move the score.${answers}`;
  return `Counting guesses in would ${lost < 0 ? "lower" : "raise"} the score by ${formatDifference(Math.abs(lost), "score").replace("+", "")} points.${answers}`;
}
