import type { RouterOutputs } from "@touchline/api/root";
import type { Comparison } from "@touchline/domain/compare";
import type { ComparisonKind } from "@touchline/domain/period";
import type { Statistic } from "@touchline/domain/statistic";
import { formatCount, formatDifference, formatValue } from "@touchline/ui/formats";
import { BEFORE } from "../page/score-sentence.ts";

type Service = RouterOutputs["service"]["summary"];

const score = (value: number | null) => formatValue(value, "score");
const points = (difference: number | null) => formatValue(Math.abs(difference ?? 0), "score");

function standing({ service, rest, gap }: Pick<Service, "gap"> & Scores): string {
  const [own, others] = [score(service.score.value), score(rest.score.value)];
  if (service.score.value === null)
    return "Service has too few answers in these days to be set against the rest of the experience.";
  if (rest.score.value === null)
    return `Service is at ${own}; the rest of the experience has too few answers to be set against it.`;
  switch (gap.verdict) {
    case "better":
      return `Service is at ${own}, the rest of the experience at ${others}: service is repairing what the rest breaks.`;
    case "worse":
      return `Service is at ${own}, below the rest of the experience at ${others}: it is service that needs repair.`;
    case "no-change":
      return `Service and the rest of the experience stand level, at ${own} and ${others}.`;
    case "not-enough-data":
      return `Service is at ${own} and the rest of the experience at ${others}; there are too few answers to say whether they differ.`;
  }
}

interface Scores {
  readonly service: { readonly score: Pick<Statistic, "value"> };
  readonly rest: { readonly score: Pick<Statistic, "value"> };
}

/** How service stands against the rest, and the share of customers whom it rescued, in one or two sentences. */
export function serviceSentence(summary: Pick<Service, "gap" | "rescued"> & Scores): string {
  const { value } = summary.rescued.statistic;
  const rescued =
    value === null || value === 0
      ? null
      : `${formatValue(value, "share")} of the customers who rated both had a bad stop that service made up for.`;
  return [standing(summary), rescued].filter((part) => part !== null).join(" ");
}

/** Whether the gap moved, and which of the two moved it. A gap has no good side: it says neither better nor worse. */
export function gapMoved(
  {
    gapChange,
    service,
    rest,
  }: Pick<Service, "gapChange"> & Record<"service" | "rest", { change: Comparison | null }>,
  compare: ComparisonKind,
): string | null {
  if (!gapChange || gapChange.verdict === "not-enough-data") return null;
  if (gapChange.verdict === "no-change") return `No real change since ${BEFORE[compare]}`;
  const way = (gapChange.difference ?? 0) > 0 ? "Wider" : "Narrower";
  const moved = (change: Comparison | null) => formatDifference(change?.difference ?? null, "score");
  return `${way} by ${points(gapChange.difference)} points since ${BEFORE[compare]}: service ${moved(service.change)}, the rest ${moved(rest.change)}`;
}

/** Whether the gap within customers who rated both confirms it: then it is not made by who answers. */
export function pairedInWords({ gap, paired }: Pick<Service, "gap" | "paired">): string {
  if (paired.difference === null || paired.verdict === "not-enough-data")
    return "Too few customers rated both to look at it within customers.";
  const alike = paired.verdict === gap.verdict;
  if (paired.verdict === "no-change")
    return "The same customers rate both alike: the gap comes from who answers about what.";
  const way = paired.difference > 0 ? "higher" : "lower";
  return `The same customers rate service ${points(paired.difference)} points ${way} than the rest${alike ? ": the gap is not made by who answers" : ""}.`;
}

/** A difference as a figure: its value, interval and how many it rests on. */
export const asFigure = ({ difference, low, high }: Comparison, n: number): Statistic => ({
  value: difference,
  n,
  low,
  high,
});

/** Where those whom service rescued had a bad stop most often, in one or two sentences. */
export function badStopsInWords(badStops: Service["badStops"]): string {
  const [first, second] = badStops.filter(({ customers }) => customers !== null);
  if (!first) return "Nobody had a bad stop within 30 days of good service, or too few did to show where.";
  const named = ({ name, department }: (typeof badStops)[number]) =>
    department === null ? name : `${name} (${department})`;
  const share = formatValue(first.share.value, "share");
  if (second && (first.share.low ?? 0) <= (second.share.high ?? 1))
    return `${named(first)} and ${named(second)} most often, too close to call: ${share} and ${formatValue(second.share.value, "share")} of the customers whom service rescued rated them at the bottom.`;
  return `${named(first)} clearly most often: ${share} of the customers whom service rescued rated it at the bottom.`;
}

/** What the list of rescues shows, and what it leaves out. */
export function rescuesInWords(ownOnly: boolean, shown: number): string {
  const which = ownOnly ? " from a bad stop at your departments" : "";
  const newest = shown === 1 ? `The one rescue${which}` : `The ${formatCount(shown)} newest rescues${which}`;
  return `${newest}: the same customer rated another touchpoint at the bottom and service at the top, within 30 days. Who it was is not shown.`;
}

/** Why there is no rescue to show, and what would change that. */
export function noRescuesInWords(ownOnly: boolean, hidden: boolean): string {
  if (hidden) return "Too few customers were rescued to show them one by one. A longer period may hold more.";
  const where = ownOnly ? "a touchpoint at your departments" : "another touchpoint";
  return `No customer rated ${where} at the bottom and service at the top within 30 days. It takes sources that tell which customer answered.`;
}
