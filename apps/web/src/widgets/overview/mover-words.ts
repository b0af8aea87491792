import type { RouterOutputs } from "@touchline/api/root";
import { addDays } from "@touchline/domain/day";
import { formatCount, formatDay, formatDays, formatDifference, formatValue } from "@touchline/ui/formats";
import { SIGNAL_WORDS } from "../page/signal-words.ts";

export type Mover = RouterOutputs["movers"]["list"]["items"][number];

const points = (difference: number | null) => formatDifference(difference, "score");

/** What happened, with the figure that it came to. */
export function whatMoved({ change, score, since, range }: Mover): string {
  const way = change.verdict === "better" ? "Rose" : "Fell";
  const by = formatValue(Math.abs(change.difference ?? 0), "score");
  const when = since === "recent" ? ` in the weeks of ${formatDays(range.from, addDays(range.to, -1))}` : "";
  return `${way} by ${by} points to ${formatValue(score.value, "score")}${when}`;
}

/** What it does to the whole, and where the change lies. */
export function whatItMeans({ effect, driver }: Mover): string {
  const whole = effect === null ? null : `That is ${points(effect)} points of the whole.`;
  const where = driver
    ? `It lies ${driver.kind === "channel" ? "on" : "with"} ${driver.name}: ${points(driver.change.difference)} there, ${points(driver.rest.difference)} elsewhere.`
    : "Alike on all channels and in all segments.";
  return [whole, where].filter((part) => part !== null).join(" ");
}

/** What the claim rests on. */
export function evidence({ change, signal, before }: Mover): string {
  const sides = `${formatCount(change.n)} answers against ${formatCount(change.nBefore)} (${formatDays(before.from, addDays(before.to, -1))})`;
  const interval = `95 % sure: ${points(change.low)} to ${points(change.high)}`;
  const sign = signal ? `; week of ${formatDay(signal.week)}: ${SIGNAL_WORDS[signal.kind]}` : "";
  return `${sides}, ${interval}${sign}`;
}

/** Said where nothing needs the viewer. */
export function nothingMoved(compared: number): string {
  if (compared === 0)
    return "There is nothing to compare with in these days, so nothing can be said to have moved.";
  const all = compared === 1 ? "The one touchpoint" : `Of ${compared} touchpoints, none`;
  return compared === 1
    ? `${all} that could be compared did not really change.`
    : `${all} really changed: what moved is no more than chance.`;
}
