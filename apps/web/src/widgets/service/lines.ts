import type { RouterOutputs } from "@touchline/api/root";
import { trendLines } from "../page/trend-points.ts";
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

/** Both scores point by point, with the comparison's at its place and what stands out. */
export function serviceTrendLines({ grain, service, rest }: RouterOutputs["service"]["trend"]) {
  const beside = trendLines({ grain, ...rest });
  return trendLines({ grain, ...service }).flatMap((line, at) => {
    const other = beside[at];
    return other ? { from: line.from, to: line.to, service: line, rest: other } : [];
  });
}
