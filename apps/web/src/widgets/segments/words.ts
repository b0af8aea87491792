import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatValue } from "@touchline/ui/formats";

export type SegmentMap = RouterOutputs["segments"]["matrix"];
export type SegmentCell = SegmentMap["touchpoints"][number]["cells"][number];
type Disagreement = SegmentMap["disagree"][number];

/** Too few answers in a cell, in words. */
export const tooFew = ({ score }: Pick<SegmentCell, "score">): string =>
  score.band === undefined ? `n ${formatCount(score.n)}, too few` : `n ${score.band}`;

function against({ touchpoint, segment, difference }: Disagreement): string {
  const points = formatValue(Math.abs(difference?.difference ?? 0), "score");
  return `${touchpoint.name} stands ${points} points ${difference?.verdict === "worse" ? "lower" : "higher"} with ${segment.name} than with all others`;
}

/** Where segments disagree most, in one or two plain sentences. */
export function segmentsSentence({ segments, disagree, compared }: SegmentMap): string {
  if (segments.length < 2)
    return "Fewer than two segments have answers in these days, so nothing can disagree. A segment comes with a file's column for it.";
  const [first] = disagree;
  if (!first)
    return compared === 0
      ? "No segment has enough answers about a touchpoint to set it against the others. Take a longer period."
      : `The segments agree: of ${compared} scores set against all other segments', none differs by more than chance.`;
  const others = new Set(disagree.map(({ touchpoint }) => touchpoint.slug)).size - 1;
  const rest =
    others === 0
      ? "Everywhere else they agree."
      : `They really differ at ${others} more ${others === 1 ? "touchpoint" : "touchpoints"}.`;
  return `${against(first)}. ${rest}`;
}
