import { JOURNEY_KINDS, SEGMENTS } from "./company/structure.ts";
import { TOUCHPOINTS, touchpointIndex } from "./company/touchpoints.ts";
import { hash2, normalQuantile, Random, Weighted } from "./random.ts";
import { TRUTHS } from "./truths.ts";
import { FIRST_DAY, lastDay, type World } from "./world.ts";

/** Events that one journey can have; an event's number is journey * MAX_STEPS + step. */
export const MAX_STEPS = 32;

/** Chance that a journey of the kind needs help. */
const NEEDS_HELP = { hotel: 0.35, shop: 0.72, both: 0.8 };

/** What makes customers need help, in shares of the contacts with a known cause; delivery is a truth of its own. */
const HOTEL_CAUSES = {
  statements: 9,
  "wi-fi": 6,
  "room-booking": 8,
  "mobile-check-in": 5,
  cleanliness: 4,
  "room-comfort": 3,
  "directions-and-parking": 3,
  "online-payment": 4,
  "prices-and-offers": 3,
  "member-points": 3,
};
const SHOP_CAUSES = {
  delivery: 0,
  "delivery-news": 4,
  "online-order": 4,
  "product-quality": 6,
  packaging: 3,
  returns: 5,
  statements: 3,
  "online-payment": 3,
  "member-points": 2,
};

/** In place of a cause: the touchpoint where the contact came in, which nothing else made necessary. */
const OWN = -2;

/** Where help is asked for: touchpoint and share. */
const HELP = { "phone-help": 38, "chat-help": 22, "e-mail-help": 18, "social-help": 7 } as const;
const ON_SITE_SHARE = 0.15;

interface Step {
  day: number;
  minute: number;
  pair: number;
  /** Contacts only: the touchpoint that caused it (-1: not known) and the step that it goes on from (-1: none). */
  cause: number;
  continues: number;
}

export interface Journey {
  index: number;
  customer: number;
  segment: number;
  /** Place in JOURNEY_KINDS. */
  kind: number;
  mood: number;
  /** Visits first; contacts from firstContact on. */
  readonly steps: Step[];
  length: number;
  firstContact: number;
}

/** Makes any journey again from its number alone; the one object is reused for each. */
class Journeys {
  readonly current: Journey;
  private readonly world: World;
  private readonly random = new Random(0);
  private readonly kinds: readonly Weighted[];
  private readonly visits: readonly (readonly [
    touchpoint: number,
    chance: number,
    first: number,
    span: number,
  ])[][];
  private readonly causes: readonly { readonly touchpoints: readonly number[]; readonly draw: Weighted }[];
  private readonly help = Object.keys(HELP).map(touchpointIndex);
  private readonly helpDraw = new Weighted(Object.values(HELP));
  private readonly onSite = [touchpointIndex("front-desk-help"), touchpointIndex("shop-help")] as const;

  constructor(world: World) {
    this.world = world;
    this.kinds = SEGMENTS.map(([, , , kinds]) => new Weighted(kinds));
    this.visits = JOURNEY_KINDS.map((kind) => visitsOf(kind));
    this.causes = causeTables();
    const steps = Array.from({ length: MAX_STEPS }, () => ({
      day: 0,
      minute: 0,
      pair: 0,
      cause: -1,
      continues: -1,
    }));
    this.current = { index: 0, customer: 0, segment: 0, kind: 0, mood: 0, steps, length: 0, firstContact: 0 };
  }

  make(index: number, anchor: number): Journey {
    const { world, random, current } = this;
    random.reseed(hash2(world.seed, index));
    current.index = index;
    current.customer = world.customerOf(index);
    current.segment = world.segmentOf(current.customer);
    current.kind = this.kinds[current.segment]?.draw(random) ?? 0;
    current.mood = random.normal();
    current.length = 0;
    for (const [touchpoint, chance, first, span] of this.visits[current.kind] ?? []) {
      if (random.next() >= chance) continue;
      const day = anchor + first + random.below(span);
      this.add(
        day,
        420 + (((random.next() + random.next()) * 480) | 0),
        world.drawPair(touchpoint, day, random),
        -1,
        -1,
      );
    }
    current.firstContact = current.length;
    const kind = JOURNEY_KINDS[current.kind] ?? "hotel";
    if (random.next() < NEEDS_HELP[kind]) this.addContacts(anchor);
    return current;
  }

  private add(day: number, minute: number, pair: number, cause: number, continues: number): void {
    const { current } = this;
    const step = current.steps[current.length];
    if (step === undefined) return;
    step.day = day;
    step.minute = minute;
    step.pair = pair;
    step.cause = cause;
    step.continues = continues;
    current.length++;
  }

  private addContacts(anchor: number): void {
    const { random, current, world } = this;
    const table = this.causes[current.kind];
    const known = random.next() >= TRUTHS.failureDemand.unknown;
    const drawn = table?.touchpoints[table.draw.draw(random)] ?? -1;
    const cause = known ? drawn : -1;
    const onSite = random.next() < ON_SITE_SHARE;
    let touchpoint = onSite ? this.onSite[current.kind === 1 ? 1 : 0] : this.elsewhere(-1);
    const day = anchor + (onSite ? random.below(2) : 1 + random.below(9));
    const first = current.length;
    const causedAt = (place: number) => (cause === OWN ? place : cause);
    this.add(day, 480 + random.below(720), world.drawPair(touchpoint, day, random), causedAt(touchpoint), -1);
    const next = random.next();
    const { escalated, repeated } = TRUTHS.escalation;
    if (next >= escalated + repeated) return;
    if (next < escalated) touchpoint = this.elsewhere(touchpoint);
    const later = day + 1 + random.below(4);
    const pair =
      next < escalated ? world.drawPair(touchpoint, later, random) : (current.steps[first]?.pair ?? 0);
    this.add(later, 480 + random.below(720), pair, causedAt(touchpoint), first);
  }

  private elsewhere(not: number): number {
    for (;;) {
      const touchpoint = this.help[this.helpDraw.draw(this.random)] ?? 0;
      if (touchpoint !== not) return touchpoint;
    }
  }
}

function visitsOf(kind: (typeof JOURNEY_KINDS)[number]) {
  return TOUCHPOINTS.flatMap((touchpoint, at) => {
    const chance = kind === "both" ? 1 - (1 - touchpoint.hotel) * (1 - touchpoint.shop) : touchpoint[kind];
    const [first, last] = touchpoint.days;
    return chance > 0 ? [[at, chance, first, last - first + 1] as const] : [];
  });
}

/**
 * Delivery can only trouble who had shopped: its share among them is raised until it is the stated share of all. Of what
 * delivery did not cause, every kind of journey has the same part that nothing else did.
 */
function causeTables() {
  const kindShare = [0, 1, 2].map((kind) =>
    SEGMENTS.reduce((sum, [, , share, kinds]) => sum + share * (kinds[kind] ?? 0), 0),
  );
  const weight = JOURNEY_KINDS.map((kind, at) => NEEDS_HELP[kind] * (kindShare[at] ?? 0));
  const all = weight.reduce((sum, w) => sum + w, 0);
  const { share, own } = TRUTHS.failureDemand;
  const delivery = (share * all) / (all - (weight[0] ?? 0));
  const sumOf = (causes: Readonly<Record<string, number>>) =>
    Object.values(causes).reduce((sum, w) => sum + w, 0);
  const ownOf = (causes: Readonly<Record<string, number>>) => (sumOf(causes) * own) / (1 - share - own);
  const shopOthers = sumOf(SHOP_CAUSES) + ownOf(SHOP_CAUSES);
  const shop = { ...SHOP_CAUSES, delivery: (delivery / (1 - delivery)) * shopOthers };
  const table = (causes: Readonly<Record<string, number>>, wanted: number) => ({
    touchpoints: [...Object.keys(causes).map(touchpointIndex), OWN],
    draw: new Weighted([...Object.values(causes), wanted]),
  });
  const shopTable = table(shop, ownOf(SHOP_CAUSES));
  return [table(HOTEL_CAUSES, ownOf(HOTEL_CAUSES)), shopTable, shopTable];
}

/** Chance that a journey of a random customer has the touchpoint (contacts by their share of a first contact). */
export function expectedUses(touchpoint: number): number {
  const { hotel = 0, shop = 0, slug = "" } = TOUCHPOINTS[touchpoint] ?? {};
  const share = (kind: number) => SEGMENTS.reduce((sum, [, , s, kinds]) => sum + s * (kinds[kind] ?? 0), 0);
  const visits = share(0) * hotel + share(1) * shop + share(2) * (1 - (1 - hotel) * (1 - shop));
  if (visits > 0) return visits;
  const help: Readonly<Record<string, number>> = HELP;
  const weight = help[slug];
  if (weight !== undefined) return (weight / 85) * (1 - ON_SITE_SHARE) * 0.57;
  return slug.endsWith("-help") ? ON_SITE_SHARE * 0.28 : 0;
}

/** Journeys in order of their anchor day, each followed by what became ready: days that no later journey can touch. */
export function* readyDays<T>(
  world: World,
  visit: (journey: Journey, push: (day: number, item: T) => void) => void,
): Generator<readonly [day: number, items: T[]]> {
  const journeys = new Journeys(world);
  const open = new Map<number, T[]>();
  const push = (day: number, item: T) => {
    if (day < 0 || day >= world.calendar.days) return;
    const items = open.get(day);
    if (items === undefined) open.set(day, [item]);
    else items.push(item);
  };
  let ready = 0;
  const last = lastDay(world.calendar);
  for (let anchor = FIRST_DAY; anchor <= last; anchor++) {
    const [from, to] = world.journeysOn(anchor);
    for (let index = from; index < to; index++) visit(journeys.make(index, anchor), push);
    const until = anchor === last ? world.calendar.days : anchor + 1 - EARLIEST;
    for (; ready < Math.min(until, world.calendar.days); ready++) {
      const items = open.get(ready);
      open.delete(ready);
      if (items !== undefined) yield [ready, items];
    }
  }
}

/** No touchpoint lies further before its journey's anchor than this many days. */
const EARLIEST = 28;

/** Reply and handling times: log-normal minutes with the median and the spread given. */
export function logNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normalQuantile(random.next() * 0.998 + 0.001));
}

const PAIR_SLOTS = 256;

/** One event as one number that sorts by minute: minute, pair, event number. Exact below 2^53. */
export function packEvent(minute: number, pair: number, event: number): number {
  return (minute * PAIR_SLOTS + pair) * 2 ** 33 + event;
}

export function unpackEvent(packed: number): { minute: number; pair: number; event: number } {
  const high = Math.floor(packed / 2 ** 33);
  return { minute: Math.floor(high / PAIR_SLOTS), pair: high % PAIR_SLOTS, event: packed % 2 ** 33 };
}
