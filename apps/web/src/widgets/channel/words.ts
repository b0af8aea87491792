import type { RouterOutputs } from "@touchline/api/root";
import { formatValue } from "@touchline/ui/formats";

type Line = Pick<RouterOutputs["channels"]["list"][number], "name" | "nested" | "score" | "share" | "change">;

/** Where most answers come from, and between what the channels' scores lie. */
export function channelsSentence(rows: readonly Line[]): string {
  const top = rows.filter(({ nested }) => !nested);
  const [most] = [...top].sort((a, b) => (b.share.value ?? 0) - (a.share.value ?? 0));
  if (!most) return "No channel has answers in this period.";
  const scored = top
    .filter(({ score }) => score.value !== null)
    .sort((a, b) => (b.score.value ?? 0) - (a.score.value ?? 0));
  const [first] = scored;
  const last = scored.at(-1);
  const volume = `${most.name} has the most answers (${formatValue(most.share.value, "share")}).`;
  if (!first || !last || first === last) return volume;
  return `${volume} Scores run from ${formatValue(last.score.value, "score")} on ${last.name} to ${formatValue(first.score.value, "score")} on ${first.name}.`;
}
