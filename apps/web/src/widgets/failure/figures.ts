import type { RouterOutputs } from "@touchline/api/root";
import { volume } from "@touchline/domain/metrics/volume";
import { type CourseOf, trendLines } from "../page/trend-points.ts";

/** The figures of failure demand by their metrics, in the order of the page. */
export function failureFigures(summary: RouterOutputs["failure"]["summary"]) {
  const { failure, contacts, growth, unknown, repeated, escalated } = summary;
  return [
    { metric: "failure_share", ...failure },
    { metric: "service_contacts", statistic: volume(contacts), change: growth },
    { metric: "unknown_cause", ...unknown },
    { metric: "repeat_contacts", ...repeated },
    { metric: "escalation", ...escalated },
  ] as const;
}

/** What caused the contacts, with the currency of what they cost. */
export const causeLines = ({ rows, currency }: RouterOutputs["failure"]["breakdown"]) =>
  rows.map((row) => ({ ...row, currency }));

type Trend = RouterOutputs["failure"]["trend"];

/** The course of one figure of failure demand, with its usual range and what stands out of it. */
export const causedCourse = ({ grain, points, judged }: Trend, key: keyof Trend["judged"]): CourseOf => ({
  grain,
  points: points.map((point) => ({ from: point.from, to: point.to, statistic: point[key] })),
  previous: null,
  ...judged[key],
});

/** All three courses point by point. */
export function causedLines(trend: Trend) {
  const of = (key: keyof Trend["judged"]) => trendLines(causedCourse(trend, key));
  const [failure, unknown] = [of("failure"), of("unknown")];
  return of("caused").flatMap((caused, at) => {
    const [share, open] = [failure[at], unknown[at]];
    return share && open ? { from: caused.from, to: caused.to, caused, failure: share, unknown: open } : [];
  });
}
