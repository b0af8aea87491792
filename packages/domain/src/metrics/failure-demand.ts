import { type Comparison, compareIntervals } from "../compare.ts";
import { twoSidedP } from "../distributions.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { change, noBase, ratio, type Statistic, share, type Verdict, Z95 } from "../statistic.ts";

export const serviceContactsDescriptor = {
  key: "service_contacts",
  label: "Service contacts",
  unit: "answers",
  better: "lower",
  gap: "There were no service contacts.",
  definition:
    "How often customers asked for help in the period: everything that happened at a touchpoint of service, and every case that was opened elsewhere.",
  formula: "Number of contacts. Its change: the ratio of two counts, with the interval of its logarithm.",
  source: "A count; the interval: K. J. Rothman, S. Greenland and T. L. Lash, Modern Epidemiology, 2008.",
} as const satisfies MetricDescriptor;

export const failureShareDescriptor = {
  key: "failure_share",
  label: "Failure demand",
  unit: "share",
  better: "lower",
  gap: "No service contact has a known cause.",
  definition:
    "The share of service contacts with a known cause that something else made necessary: the customer had to ask because another touchpoint failed. The share without a known cause stands beside it.",
  formula: "Contacts caused by another touchpoint / contacts with a known cause; Wilson interval.",
  source: "J. Seddon, I want you to cheat!, 1992, for the term; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

export const failureRateDescriptor = {
  key: "failure_rate",
  label: "Contacts caused per 1,000 uses",
  unit: "per_thousand",
  better: "lower",
  gap: "The touchpoint caused no contacts, or nobody logs its use.",
  definition: "How many service contacts a touchpoint caused for each 1,000 times that customers used it.",
  formula: "1,000 x contacts caused / interactions at the touchpoint; Byar's interval for a count.",
  source: "Touchline's own; the interval: K. J. Rothman and J. D. Boice, 1979.",
} as const satisfies MetricDescriptor;

export const unknownCauseDescriptor = {
  key: "unknown_cause",
  label: "Cause not known",
  unit: "share",
  better: "lower",
  gap: "There were no service contacts.",
  definition:
    "The share of service contacts of which neither a reviewer nor the data nor a rule says what caused them.",
  formula: "Contacts without a cause / all contacts; Wilson interval.",
  source: "The interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

export const repeatContactDescriptor = {
  key: "repeat_contacts",
  label: "Asked again",
  unit: "share",
  better: "lower",
  gap: "No contact says which earlier one it continues.",
  definition:
    "Contacts that continue an earlier one on the same channel at the same department, for each issue.",
  formula: "Contacts that go on where they began / contacts that begin an issue; Wilson interval.",
  source: "Common practice; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

export const escalationDescriptor = {
  key: "escalation",
  label: "Escalated",
  unit: "share",
  better: "lower",
  gap: "No contact says which earlier one it continues.",
  definition:
    "Contacts that continue an earlier one on another channel or at another department, for each issue.",
  formula: "Contacts that go on elsewhere / contacts that begin an issue; Wilson interval.",
  source: "Common practice; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

const PER_THOUSAND = 1000;

/** How low or high the expectation of a count may be, by Byar's approximation. */
function byar(count: number, side: 1 | -1): number {
  const ninth = ratio(1, 9 * count);
  if (ninth === null) return 0;
  return count * Math.max(0, 1 - ninth + side * Z95 * Math.sqrt(ninth)) ** 3;
}

/** A count of events with Byar's interval: how far it may differ by chance alone. */
export function countWithInterval(events: number): Statistic {
  return { value: events, n: events, low: byar(events, -1), high: byar(events + 1, 1) };
}

/** Events for each 1,000 of the base, with Byar's interval for a count. null without a base. */
export function perThousand(events: number, base: number): Statistic {
  const value = ratio(PER_THOUSAND * events, base);
  const each = ratio(PER_THOUSAND, base);
  if (value === null || each === null) return noBase(events);
  return { value, n: events, low: each * byar(events, -1), high: each * byar(events + 1, 1) };
}

/** Two shares of contacts, of which less is better, by Newcombe's interval. */
export function failureChange(current: Statistic, previous: Statistic, minContacts: number): Comparison {
  return compareIntervals(current, previous, {
    better: failureShareDescriptor.better,
    minAnswers: minContacts,
  });
}

/**
 * How much more or fewer contacts there are than before: difference 0.25 = a quarter more. A real change is one that two
 * counts of independent contacts do not make by chance; fewer is better. null where there were none before.
 */
export function contactGrowth(current: number, previous: number, minContacts: number): Comparison {
  const sides = { n: current, nBefore: previous };
  const difference = change(current, previous);
  const times = ratio(current, previous);
  const [each, eachBefore] = [ratio(1, current), ratio(1, previous)];
  if (difference === null || times === null || each === null || eachBefore === null) {
    const none = { low: null, high: null, pValue: null, verdict: "not-enough-data" } as const;
    return { ...sides, difference, ...none };
  }
  const spread = Math.sqrt(each + eachBefore);
  const low = times * Math.exp(-Z95 * spread) - 1;
  const high = times * Math.exp(Z95 * spread) - 1;
  const few = Math.min(current, previous) < minContacts;
  const verdict: Verdict = few ? "not-enough-data" : low > 0 ? "worse" : high < 0 ? "better" : "no-change";
  const z = ratio(Math.abs(Math.log(times)), spread);
  return { ...sides, difference, low, high, pValue: few || z === null ? null : twoSidedP(z), verdict };
}

/** Contacts that begin an issue, and those that continue one, on the same channel and department or elsewhere. */
export interface IssueCounts {
  readonly first: number;
  readonly repeated: number;
  readonly escalated: number;
}

/**
 * How often an issue is brought up again where it was, and elsewhere, for each issue. An issue that goes on several times
 * counts each time, but a share is never above 1.
 */
export function issueShares({ first, repeated, escalated }: IssueCounts): {
  readonly repeated: Statistic;
  readonly escalated: Statistic;
} {
  return {
    repeated: share(Math.min(repeated, first), first),
    escalated: share(Math.min(escalated, first), first),
  };
}
