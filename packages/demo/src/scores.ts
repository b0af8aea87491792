import type { Calendar } from "./calendar.ts";
import { SEGMENTS } from "./company/structure.ts";
import { TOUCHPOINTS, touchpointIndex } from "./company/touchpoints.ts";
import { normalQuantile, type Random } from "./random.ts";
import { TRUTHS } from "./truths.ts";
import type { World } from "./world.ts";

const SPREAD = 1.2;
/** How much of a rating is the person's own mood on this journey, and how much is the touchpoint's luck. */
const MOOD = 0.45;
const LUCK = Math.sqrt(1 - MOOD * MOOD);
const QUARTER = 3;
const GOLDEN = 0.6180339887498949;

function normalBelow(x: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(x) / Math.SQRT2));
  const poly =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const erf = 1 - poly * Math.exp((-x * x) / 2);
  return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}

/** Expected percent of maximum possible of a 1-to-5 rating whose latent mean is mu. */
function expectedPomp(mu: number): number {
  let above = 0;
  for (const cut of [1.5, 2.5, 3.5, 4.5]) above += 1 - normalBelow((cut - mu) / SPREAD);
  return above * 25;
}

function latentFor(pomp: number): number {
  let low = -4;
  let high = 10;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (expectedPomp(middle) < pomp) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function clampScore(latent: number): number {
  return Math.min(5, Math.max(1, Math.round(latent)));
}

/** Business travellers among who checks in: their deviation is spread over the others, so that the score stays as it is. */
const BUSINESS_SHARE = 0.28;

/** Gives ratings: what the truths say about touchpoint, channel, segment and day is all in here. */
export class Scores {
  private readonly latent: Float64Array;
  private readonly months: number;
  private readonly signal: { readonly touchpoint: number; readonly from: number; readonly until: number };
  private readonly few: ReadonlySet<number>;
  private readonly turn: Float64Array;
  private readonly calendar: Calendar;
  private readonly world: World;

  constructor(world: World) {
    const { calendar } = world;
    this.world = world;
    this.calendar = calendar;
    // One month more stands for the signal week.
    this.months = calendar.monthStarts.length;
    const monday = calendar.mondayBeforeEnd(TRUTHS.signalWeek.weeksBeforeEnd);
    this.signal = {
      touchpoint: touchpointIndex(TRUTHS.signalWeek.touchpoint),
      from: monday,
      until: monday + 7,
    };
    const seemed = TRUTHS.departmentSeemsToHaveFallen.department;
    this.few = new Set(TOUCHPOINTS.flatMap((t, at) => (t.department === seemed ? [at] : [])));
    this.turn = new Float64Array(TOUCHPOINTS.length);
    this.latent = new Float64Array((world.pairs.length + TOUCHPOINTS.length) * this.months * SEGMENTS.length);
    this.fill();
  }

  /** pair < 0: no channel is stated. mood: the journey's, standard normal. */
  rate(touchpoint: number, pair: number, segment: number, day: number, mood: number, random: Random): number {
    const { signal } = this;
    const inSignal = touchpoint === signal.touchpoint && day >= signal.from && day < signal.until;
    const month = inSignal ? this.months - 1 : (this.calendar.monthOf[day] ?? 0);
    const place = pair >= 0 ? pair : this.world.pairs.length + touchpoint;
    const mu = this.latent[(place * this.months + month) * SEGMENTS.length + segment] ?? 3;
    if (this.few.has(touchpoint)) return clampScore(mu + SPREAD * this.evenly(touchpoint));
    return clampScore(mu + SPREAD * (MOOD * mood + LUCK * random.normal()));
  }

  /** Where answers are few, luck must not decide what they show: their draws are spread evenly, as a dealt deck is. */
  private evenly(touchpoint: number): number {
    const next = ((this.turn[touchpoint] ?? 0) + GOLDEN) % 1;
    this.turn[touchpoint] = next;
    return normalQuantile(next === 0 ? 0.5 : next);
  }

  private fill(): void {
    const cache = new Map<number, number>();
    const latentOf = (pomp: number) => {
      const key = Math.round(pomp * 20);
      const known = cache.get(key);
      if (known !== undefined) return known;
      const made = latentFor(key / 20);
      cache.set(key, made);
      return made;
    };
    const places = [
      ...this.world.pairs.map((pair) => [pair.touchpoint, pair.channel] as const),
      ...TOUCHPOINTS.map((_, at) => [at, null] as const),
    ];
    let cell = 0;
    for (const [touchpoint, channel] of places)
      for (let month = 0; month < this.months; month++)
        for (const [segment] of SEGMENTS)
          this.latent[cell++] = latentOf(this.target(touchpoint, channel, month, segment));
  }

  private target(at: number, channel: string | null, month: number, segment: string): number {
    const touchpoint = TOUCHPOINTS[at];
    if (touchpoint === undefined) throw new Error("No such touchpoint.");
    const { slug, department } = touchpoint;
    const isSignal = month === this.months - 1;
    const inLastQuarter = !isSignal && month >= this.months - 1 - QUARTER;
    let points = touchpoint.score;
    if (inLastQuarter) {
      if (department === TRUTHS.departmentFell.department) points += TRUTHS.departmentFell.points;
      if (department === TRUTHS.departmentSeemsToHaveFallen.department)
        points += TRUTHS.departmentSeemsToHaveFallen.points;
      if (slug === TRUTHS.touchpointImproved.touchpoint) points += TRUTHS.touchpointImproved.points;
    }
    if (isSignal && slug === TRUTHS.signalWeek.touchpoint) points += TRUTHS.signalWeek.points;
    if (slug === TRUTHS.channelDeparts.touchpoint && channel !== null) {
      const share = touchpoint.channels.find(([c]) => c === TRUTHS.channelDeparts.channel)?.[1] ?? 0;
      const all = touchpoint.channels.reduce((sum, [, s]) => sum + s, 0);
      const departs = channel === TRUTHS.channelDeparts.channel;
      points += TRUTHS.channelDeparts.points * ((departs ? 1 : 0) - share / all);
    }
    if (slug === TRUTHS.segmentDisagrees.touchpoint) {
      const disagrees = segment === TRUTHS.segmentDisagrees.segment;
      points += TRUTHS.segmentDisagrees.points * ((disagrees ? 1 : 0) - BUSINESS_SHARE);
    }
    if (slug === TRUTHS.mixChange.touchpoint) {
      if (channel === TRUTHS.mixChange.from) points += TRUTHS.mixChange.website;
      if (channel === TRUTHS.mixChange.to) points += TRUTHS.mixChange.phone;
    }
    return points;
  }
}
