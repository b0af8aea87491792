import { asEstimate, type Estimate, noBase, type Statistic, share } from "../statistic.ts";
import { countWithInterval } from "./failure-demand.ts";
import { LEAST_WEEKLY_ANSWERS } from "./signals.ts";

/** Service contacts of a time: all, those with a known cause, and of these the ones that something else caused. */
export interface CausedCounts {
  readonly contacts: number;
  readonly known: number;
  readonly caused: number;
}

export const CAUSED_SERIES = ["caused", "failure", "unknown"] as const;
type Figures<Each> = Readonly<Record<(typeof CAUSED_SERIES)[number], Each>>;

/** The first and the last time with contacts; none: [-1, -1]. Nobody knows whether there were none outside, or no data. */
function dataSpan(times: readonly CausedCounts[]): readonly [number, number] {
  const any = ({ contacts }: CausedCounts) => contacts > 0;
  return [times.findIndex(any), times.findLastIndex(any)];
}

/**
 * Along neighbouring times: contacts caused elsewhere, their share of those with a known cause, and the share without one.
 * Before the first contact and after the last a count is a gap: 0 would say that nobody asked.
 */
export function causedFigures(times: readonly CausedCounts[]): Figures<Statistic>[] {
  const [first, last] = dataSpan(times);
  return times.map(({ contacts, known, caused }, at) => ({
    caused: first >= 0 && at >= first && at <= last ? countWithInterval(caused) : noBase(),
    failure: share(caused, known),
    unknown: share(contacts - known, contacts),
  }));
}

/** What an amount of money is, as a metric's descriptor says it; its unit is the organisation's currency. */
export const CONTACT_COST = {
  label: "Estimated cost",
  definition:
    "What failure demand costs at the cost of one contact. Contacts without a known cause are not in it, so the true cost is rather higher.",
  formula:
    "Contacts that another touchpoint caused x cost per contact; the interval is of their number, the cost of one is taken as sure.",
} as const;

/** What that many contacts cost at the cost of one, with the interval of their count: the amount of one is taken as sure. */
export function contactCost(contacts: number, perContact: number): Statistic {
  const { value, n, low, high } = countWithInterval(contacts);
  const times = (count: number | null) => (count === null ? null : count * perContact);
  return { value: times(value), n, low: times(low), high: times(high) };
}

const GAP: Estimate = { value: null, se: null, n: 0 };

/**
 * The same of neighbouring weeks, as signals are found from them. Of few contacts a share says nothing, as with answers. A
 * count does, but not where no cause is known, nor in the week in which data begin or end: it is not whole.
 */
export function causedWeeks(weeks: readonly CausedCounts[]): Figures<Estimate>[] {
  const [first, last] = dataSpan(weeks);
  const cut = (at: number) => (at === first && first > 0) || (at === last && last < weeks.length - 1);
  const told = (one: Statistic) => (one.n < LEAST_WEEKLY_ANSWERS ? GAP : asEstimate(one));
  return causedFigures(weeks).map(({ caused, failure, unknown }, at) => ({
    caused: weeks[at]?.known === 0 || cut(at) ? GAP : asEstimate(caused),
    failure: told(failure),
    unknown: told(unknown),
  }));
}
