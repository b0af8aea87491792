import type { RouterOutputs } from "@touchline/api/root";
import { CONTACT_COST } from "@touchline/domain/metrics/caused-contacts";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { volume } from "@touchline/domain/metrics/volume";
import { type CourseOf, trendLines } from "../page/trend-points.ts";

/** The figures of failure demand in the order of the page; what it costs, where that can be told. */
export function failureFigures(summary: RouterOutputs["failure"]["summary"]) {
  const { failure, contacts, growth, unknown, repeated, escalated, cost, currency } = summary;
  return [
    { of: METRICS.failure_share, ...failure },
    { of: METRICS.service_contacts, statistic: volume(contacts), change: growth },
    { of: METRICS.unknown_cause, ...unknown },
    { of: METRICS.repeat_contacts, ...repeated },
    { of: METRICS.escalation, ...escalated },
    ...(cost
      ? [{ of: { ...CONTACT_COST, unit: currency ?? "no currency named" }, statistic: cost, change: null }]
      : []),
  ];
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
