import type { RouterOutputs } from "@touchline/api/root";
import type { DriverKind } from "@touchline/domain/metrics/driver-kind";
import type { Quadrant } from "@touchline/domain/metrics/importance-performance";
import { formatCount, formatValue } from "@touchline/ui/formats";

export type Drivers = RouterOutputs["drivers"]["list"];
export type Driver = Drivers["drivers"][number];

/** Where a touchpoint lies between what counts and how it is rated. */
export const QUADRANT_WORDS: Readonly<Record<Quadrant, string>> = {
  "fix-first": "Fix first",
  keep: "Keep it so",
  watch: "Watch",
  enough: "Good enough",
  unclear: "Too close to call",
};

export const QUADRANT_MEANING: Readonly<Record<Quadrant, string>> = {
  "fix-first": "counts much and is rated low",
  keep: "counts much and is rated high",
  watch: "counts little and is rated low",
  enough: "counts little and is rated high",
  unclear: "its interval crosses a line, so it has no certain place",
};

export const KIND_WORDS: Readonly<Record<DriverKind, string>> = {
  basic: "Basic",
  performance: "Performance",
  delighter: "Delighter",
};

export const KIND_MEANING: Readonly<Record<DriverKind, string>> = {
  basic: "taken for granted: it costs much when it is bad and gains little when it is good",
  performance: "the better it is, the better the overall answer",
  delighter: "it gains much when it is very good and costs little when it is bad",
};

/** Fewer who rated both than this can't be weighed. */
const LEAST_PAIRS = 100;

/** Why a driver has no importance; null: it has one. */
export function whyNoImportance({ gap, importance }: Pick<Driver, "gap" | "importance">): string | null {
  switch (gap) {
    case null:
      return null;
    case "too-few-pairs":
      return importance.n === 0
        ? "Not enough data: nobody, or too few, rated it with the whole"
        : `Not enough data: ${importance.n} of ${LEAST_PAIRS} people rated it with the whole`;
    case "too-few-together":
      return "Not enough data: too few rated it together with the other touchpoints";
    case "all-alike":
      return "Not enough data: everybody gave it the same score";
  }
}

const names = (drivers: readonly Driver[], most: number): string => {
  const shown = drivers.slice(0, most).map(({ name }) => name);
  const last = shown.pop() ?? "";
  const more = drivers.length - most;
  if (more > 0) return `${[...shown, last].join(", ")} and ${more} more`;
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
};

/** What the overall answer hangs on most. */
function whatCounts(drivers: readonly Driver[]): string {
  const [first, second] = drivers.filter(({ importance }) => importance.value !== null);
  if (!first) return "";
  if (!second) return `${first.name} alone can be weighed, so nothing can be set against it.`;
  const share = ({ name, importance }: Driver) => `${name} (${formatValue(importance.value, "share")})`;
  return `The overall answer hangs most on ${share(first)} and ${share(second)}.`;
}

function whatToFix(drivers: readonly Driver[]): string {
  const first = drivers.filter(({ quadrant }) => quadrant === "fix-first");
  if (first.length === 0) return "None surely counts much and is rated low.";
  return `Fix first: ${names(first, 3)}, which ${first.length === 1 ? "counts much and is" : "count much and are"} rated low.`;
}

/** What customers value, in one or two plain sentences; why that can't be told where it can't. */
export function driversSentence({ outcome, singular, drivers }: Drivers): string {
  if (outcome === null)
    return "Nobody, or too few, were asked about the company as a whole in these days, so what they value can't be told.";
  if (singular)
    return "The ratings contradict one another: so many people skip so much that they can't be weighed together. Take a longer period.";
  const told = whatCounts(drivers);
  if (told === "")
    return `Too few people rated a touchpoint and the company as a whole in these days: ${LEAST_PAIRS} are needed for each touchpoint.`;
  return drivers.some(({ quadrant }) => quadrant !== null && quadrant !== "unclear")
    ? `${told} ${whatToFix(drivers)}`
    : told;
}

/** By how much more it costs when bad than it gains when very good, or the other way round: points of the overall answer. */
export const bendOf = ({ penalty, reward }: Driver): number =>
  Math.abs((penalty?.difference ?? 0) + (reward?.difference ?? 0));

/** Which touchpoints only disappoint and which ones delight. */
export function kindsSentence(drivers: readonly Driver[]): string {
  const of = (kind: DriverKind) =>
    drivers.filter((driver) => driver.kind === kind).sort((a, b) => bendOf(b) - bendOf(a));
  const [basic, delighter] = [of("basic"), of("delighter")];
  if (drivers.every(({ kind }) => kind === null))
    return "Too few rated a touchpoint low, in the middle and at the very top to tell these apart.";
  const parts = [
    basic.length > 0 &&
      `${names(basic, 3)} ${basic.length === 1 ? "is" : "are"} taken for granted: getting ${basic.length === 1 ? "it" : "them"} right wins little, getting ${basic.length === 1 ? "it" : "them"} wrong costs much.`,
    delighter.length > 0 &&
      `${names(delighter, 3)} ${delighter.length === 1 ? "delights" : "delight"}: very good there wins people, and bad costs little.`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(" ") : "None of them only disappoints or only delights.";
}

/** How much of the overall answer the ratings account for, and of how many people. */
export function explainedWords({ explained, people, outcome }: Drivers): string {
  const asked = outcome === null ? "" : ` (${outcome.label})`;
  return `Ratings of touchpoints account for ${formatValue(explained.value, "share")} of the differences between people's overall answers${asked}; ${formatCount(people)} people gave one. What goes together need not cause one another.`;
}
