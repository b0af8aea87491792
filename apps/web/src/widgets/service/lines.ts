import type { RouterOutputs } from "@touchline/api/root";
import { asFigure } from "./words.ts";

/** As many as one file of rescues may hold. */
export const MOST_RESCUES = 200;

/** The page's figures as lines of a file: the gap over all answers and, below it, within customers who rated both. */
export function serviceLines({
  service,
  rest,
  gap,
  gapChange,
  paired,
  rescued,
}: RouterOutputs["service"]["summary"]) {
  return [
    { metric: "service_score", statistic: service.score, change: service.change, scale: null },
    { metric: "rest_score", statistic: rest.score, change: rest.change, scale: null },
    { metric: "service_gap", statistic: asFigure(gap, gap.n + gap.nBefore), change: gapChange, scale: null },
    {
      metric: "service_gap",
      statistic: asFigure(paired, paired.n),
      change: null,
      scale: "within customers who rated both",
    },
    { metric: "good_rescue", ...rescued, scale: null },
  ] as const;
}

/** Both scores point by point, with the comparison's at its place. */
export function serviceTrendLines({ service, rest, previous }: RouterOutputs["service"]["trend"]) {
  return service.flatMap(({ from, to, statistic }, at) => {
    const beside = rest[at];
    if (!beside) return [];
    return {
      from,
      to,
      service: statistic,
      rest: beside.statistic,
      serviceBefore: previous?.service[at]?.statistic ?? null,
      restBefore: previous?.rest[at]?.statistic ?? null,
    };
  });
}
