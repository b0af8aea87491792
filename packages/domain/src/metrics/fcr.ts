import type { MetricDescriptor } from "../metric-descriptor.ts";
import { type Statistic, share } from "../statistic.ts";

export const fcrDescriptor = {
  key: "fcr",
  label: "Resolved at first contact",
  unit: "share",
  better: "higher",
  gap: "No service contact says whether it was resolved at first contact.",
  definition: "The share of service contacts that were resolved at the first contact.",
  formula: "Contacts resolved at first contact / contacts that say so or say not; Wilson interval.",
  source: "Common practice; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

export const netFcrDescriptor = {
  key: "fcr_net",
  label: "Resolved at first contact, of those that could be",
  unit: "share",
  better: "higher",
  gap: "No service contact that could be resolved says whether it was.",
  definition: "Resolved at first contact, leaving out the contacts that nobody could have resolved at once.",
  formula:
    "Contacts resolved at first contact / (contacts - contacts that could not be resolved); Wilson interval.",
  source: "Common practice; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

export const observedFcrDescriptor = {
  key: "fcr_observed",
  label: "No second contact within 7 days",
  unit: "share",
  better: "higher",
  gap: "No service contact is old enough to know whether the customer came back.",
  definition:
    "The share of service contacts after which the customer did not come back about the same issue within 7 days.",
  formula:
    "Contacts without another on the same issue in the 7 days after / contacts at least 7 days old; Wilson interval.",
  source: "Common practice; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/**
 * stated: contacts that say whether they were resolved at first contact; atFirst: those that were; unresolvable: those
 * among the others that nobody could have resolved. followed: contacts at least 7 days old; notRepeated: those without
 * another contact on the same issue in these 7 days.
 */
export interface FirstContactCounts {
  readonly stated: number;
  readonly atFirst: number;
  readonly unresolvable: number;
  readonly followed: number;
  readonly notRepeated: number;
}

/** First-contact resolution as stated, net of the unresolvable, and as customers' behaviour shows it; shares 0 to 1. */
export function firstContactResolution(counts: FirstContactCounts): {
  readonly stated: Statistic;
  readonly net: Statistic;
  readonly observed: Statistic;
} {
  return {
    stated: share(counts.atFirst, counts.stated),
    net: share(counts.atFirst, counts.stated - counts.unresolvable),
    observed: share(counts.notRepeated, counts.followed),
  };
}
