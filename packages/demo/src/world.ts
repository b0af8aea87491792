import type { Calendar } from "./calendar.ts";
import { busyness, makeCalendar } from "./calendar.ts";
import { SEGMENTS } from "./company/structure.ts";
import { TOUCHPOINTS, touchpointIndex } from "./company/touchpoints.ts";
import { hash2, Random, Weighted } from "./random.ts";
import { TRUTHS } from "./truths.ts";

/** Journeys begun and ended at the period's edges lie partly outside it. */
const MARGIN_DAYS = 30;
const JOURNEYS_PER_CUSTOMER = 2.3;

interface Pair {
  readonly touchpoint: number;
  readonly channel: string;
}

/** What all files share: the calendar, who the customers are, on which day each journey has its arrival or purchase. */
export interface World {
  readonly seed: number;
  readonly calendar: Calendar;
  readonly journeys: number;
  readonly pairs: readonly Pair[];
  /** First pair of each touchpoint. */
  readonly firstPair: readonly number[];
  /** Draws a touchpoint's channel; the day decides where shares have changed. */
  drawPair(touchpoint: number, day: number, random: Random): number;
  pairOf(touchpoint: number, channel: string): number;
  /** Journeys whose arrival or purchase is on the day: from (included), to (not). Days run from -MARGIN to days + MARGIN. */
  journeysOn(day: number): readonly [number, number];
  customerOf(journey: number): number;
  segmentOf(customer: number): number;
}

export function makeWorld(seed: number, now: number, journeys: number): World {
  const calendar = makeCalendar(now);
  const pairs = TOUCHPOINTS.flatMap((t, touchpoint) =>
    t.channels.map(([channel]) => ({ touchpoint, channel })),
  );
  const firstPair = TOUCHPOINTS.map((_, touchpoint) =>
    pairs.findIndex((pair) => pair.touchpoint === touchpoint),
  );
  const shares = TOUCHPOINTS.map((t) => new Weighted(t.channels.map(([, share]) => share)));
  const mix = touchpointIndex(TRUTHS.mixChange.touchpoint);
  const moved = new Weighted(
    (TOUCHPOINTS[mix]?.channels ?? []).map(([channel, share]) => {
      const after: Readonly<Record<string, number>> = TRUTHS.mixChange.sharesAfter;
      return after[channel] ?? share / 10;
    }),
  );
  const lastQuarter = calendar.monthStarts[calendar.monthStarts.length - 4] ?? 0;
  const first = firstJourneys(calendar, journeys);
  const customers = Math.max(1, Math.round(journeys / JOURNEYS_PER_CUSTOMER));
  const segment = new Weighted(SEGMENTS.map(([, , share]) => share));
  const segments = Uint8Array.from({ length: customers }, (_, customer) =>
    segment.draw(new Random(hash2(seed ^ 0x5e9, customer))),
  );
  return {
    seed,
    calendar,
    journeys,
    pairs,
    firstPair,
    drawPair: (touchpoint, day, random) => {
      const table = touchpoint === mix && day >= lastQuarter ? moved : shares[touchpoint];
      return (firstPair[touchpoint] ?? 0) + (table?.draw(random) ?? 0);
    },
    pairOf: (touchpoint, channel) =>
      pairs.findIndex((pair) => pair.touchpoint === touchpoint && pair.channel === channel),
    journeysOn: (day) => [first[day + MARGIN_DAYS] ?? journeys, first[day + MARGIN_DAYS + 1] ?? journeys],
    customerOf: (journey) => hash2(seed ^ 0xc57, journey) % customers,
    segmentOf: (customer) => segments[customer] ?? 0,
  };
}

function firstJourneys(calendar: Calendar, journeys: number): Int32Array {
  const length = calendar.days + 2 * MARGIN_DAYS;
  const sums = new Float64Array(length + 1);
  for (let at = 0; at < length; at++) sums[at + 1] = (sums[at] ?? 0) + busyness(calendar, at - MARGIN_DAYS);
  const total = sums[length] ?? 1;
  return Int32Array.from(sums, (sum) => Math.round((sum / total) * journeys));
}

export const FIRST_DAY = -MARGIN_DAYS;
export const lastDay = (calendar: Calendar) => calendar.days + MARGIN_DAYS - 1;
