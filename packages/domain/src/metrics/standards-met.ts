import type { MetricDescriptor } from "../metric-descriptor.ts";
import type { AuditFinding } from "../standards.ts";
import { type Statistic, share } from "../statistic.ts";

export const standardsMetDescriptor = {
  key: "standards_met",
  label: "Standards met",
  unit: "share",
  better: "higher",
  gap: "Nobody has audited this yet.",
  definition:
    "Of the channels and standards (message, look and feel, offer, voice) that were audited and apply, the share that met the standard when it was last looked at.",
  formula: "Cells met / cells met or not met, each by its latest audit; Wilson interval.",
  source: "Touchline's own; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** Share of audited cells that meet their standard, 0 to 1. */
export function standardsMet(findings: readonly AuditFinding[]): Statistic {
  const met = findings.filter((finding) => finding === "met").length;
  return share(met, met + findings.filter((finding) => finding === "not_met").length);
}
