import type { RouterOutputs } from "@touchline/api/root";
import { volume } from "@touchline/domain/metrics/volume";

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
