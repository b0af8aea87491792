import { instant } from "../calendar.ts";
import { SEGMENTS } from "../company/structure.ts";
import { TOUCHPOINTS } from "../company/touchpoints.ts";
import { csvBytes, type DemoFile } from "../csv.ts";
import { logNormal, MAX_STEPS, packEvent, readyDays, unpackEvent } from "../journeys.ts";
import { hash2, Random } from "../random.ts";
import { TRUTHS } from "../truths.ts";
import type { World } from "../world.ts";
import { column, mappingOf } from "./mapping.ts";

const interactionFields = {
  kind: "interaction",
  customer: column("customer"),
  at: column("time"),
  touchpoint: column("touchpoint"),
  channel: column("channel"),
  segment: column("segment"),
};

/** "touchpoint,channel" of every pair, and every segment, as they stand in a line. */
export function cells(world: World) {
  return {
    pair: world.pairs.map((pair) => `${TOUCHPOINTS[pair.touchpoint]?.slug},${pair.channel}`),
    segment: SEGMENTS.map(([slug]) => slug as string),
  };
}

/** The log of what customers did: every use of a touchpoint that the company's systems see. */
export function visitsFile(world: World): DemoFile {
  return {
    name: "visits.csv",
    mapping: mappingOf("visits", [{ ...interactionFields, externalId: column("id") }]),
    expectedRows: Math.round(world.journeys * 9.0),
    read: () => csvBytes("id,customer,time,touchpoint,channel,segment", visitLines(world)),
  };
}

function* visitLines(world: World): Generator<string> {
  const text = cells(world);
  const days = readyDays<number>(world, (journey, push) => {
    for (let at = 0; at < journey.firstContact; at++) {
      const step = journey.steps[at];
      if (step) push(step.day, packEvent(step.minute, step.pair, journey.index * MAX_STEPS + at));
    }
  });
  for (const [day, items] of days) {
    for (const packed of Float64Array.from(items).sort()) {
      const { minute, pair, event } = unpackEvent(packed);
      const customer = world.customerOf(Math.floor(event / MAX_STEPS));
      yield `V${event},C${customer},${instant(world.calendar, day, minute, event % 60)},${text.pair[pair]},${text.segment[world.segmentOf(customer)]}`;
    }
  }
}

/** Median first reply in minutes, by the channel of the contact. */
const REPLY: Readonly<Record<string, number>> = {
  phone: 2.4,
  "web-chat": 1.4,
  app: 2,
  "e-mail": 420,
  facebook: 95,
  instagram: 130,
  hotel: 3,
  shop: 4,
};

const REASONS: Readonly<Record<string, readonly string[]>> = {
  delivery: [
    "Late delivery",
    "Missed delivery",
    "Wrong item delivered",
    "Damaged on delivery",
    "Part missing",
  ],
  "delivery-news": ["No delivery date", "Wrong delivery notice"],
  statements: ["Charge not understood", "Invoice missing", "Wrong amount on invoice"],
  "wi-fi": ["Wi-Fi does not connect", "Wi-Fi too slow"],
  "room-booking": ["Change of booking", "Booking not found", "Wrong dates booked"],
  "mobile-check-in": ["Digital key does not open", "Check-in in the app fails"],
  cleanliness: ["Room not clean"],
  "room-comfort": ["Noise at night", "Heating or cooling"],
  "directions-and-parking": ["No parking space", "Cannot find the entrance"],
  "online-payment": ["Payment declined", "Charged twice"],
  "prices-and-offers": ["Offer not applied"],
  "member-points": ["Points missing"],
  "online-order": ["Order not confirmed", "Change of order"],
  "product-quality": ["Faulty product", "Not as shown"],
  packaging: ["Damaged packaging"],
  returns: ["Refund outstanding", "Pick-up of a return"],
};
/** What people want of service itself. */
const WANTED = ["Opening hours", "Change of address", "Advice before buying", "Extra wish for a stay"];
const NO_CAUSE = ["General question", "Other", "Call back asked for", ""];

/** Service contacts: who asked for help, why, and how it went on. */
export function contactsFile(world: World): DemoFile {
  const record = {
    ...interactionFields,
    externalId: column("id"),
    cause: column("cause"),
    reason: column("reason"),
    continues: column("continues"),
    openedAt: column("time"),
    firstReplyAt: column("first_reply"),
    resolvedAt: column("resolved"),
    resolvedAtFirstContact: column("first_contact"),
    reopened: column("reopened"),
    promiseKept: column("promise_kept"),
  };
  const header =
    "id,customer,time,touchpoint,channel,segment,cause,reason,continues,first_reply,resolved,first_contact,reopened,promise_kept";
  return {
    name: "contacts.csv",
    mapping: mappingOf("contacts", [record]),
    expectedRows: Math.round(world.journeys * 0.63),
    read: () => csvBytes(header, contactLines(world)),
  };
}

interface Contact {
  readonly event: number;
  readonly minute: number;
  readonly pair: number;
  readonly customer: number;
  readonly cause: number;
  readonly continues: number;
  readonly goesOn: boolean;
}

function* contactLines(world: World): Generator<string> {
  const text = cells(world);
  const random = new Random(0);
  const days = readyDays<Contact>(world, (journey, push) => {
    for (let at = journey.firstContact; at < journey.length; at++) {
      const step = journey.steps[at];
      if (step === undefined) continue;
      const base = journey.index * MAX_STEPS;
      push(step.day, {
        event: base + at,
        minute: step.minute,
        pair: step.pair,
        customer: journey.customer,
        cause: step.cause,
        // A first contact before the period began is not in the file.
        continues: (journey.steps[step.continues]?.day ?? -1) < 0 ? -1 : base + step.continues,
        goesOn: at + 1 < journey.length,
      });
    }
  });
  for (const [day, contacts] of days) {
    contacts.sort((a, b) => a.minute - b.minute || a.event - b.event);
    for (const contact of contacts) {
      random.reseed(hash2(world.seed ^ 0xc0, contact.event));
      const when = instant(world.calendar, day, contact.minute, contact.event % 60);
      const head = `K${contact.event},C${contact.customer},${when},${text.pair[contact.pair]},${text.segment[world.segmentOf(contact.customer)]}`;
      yield `${head},${contactTail(world, day, contact, random)}`;
    }
  }
}

function contactTail(world: World, day: number, contact: Contact, random: Random): string {
  const { calendar } = world;
  const channel = world.pairs[contact.pair]?.channel ?? "";
  const cause = TOUCHPOINTS[contact.cause]?.slug ?? "";
  const reason = random.pick(REASONS[cause] ?? (cause === "" ? NO_CAUSE : WANTED));
  const reply = contact.minute + 1 + logNormal(random, REPLY[channel] ?? 60, 0.9);
  const solved =
    reply + logNormal(random, REPLY[channel] !== undefined && (REPLY[channel] ?? 0) < 10 ? 9 : 300, 1);
  // Only an issue's one and only contact can have solved it: its share is raised so that the share of all is as stated.
  const goOn = TRUTHS.escalation.escalated + TRUTHS.escalation.repeated;
  const alone = !contact.goesOn && contact.continues < 0;
  const first = alone && random.chance((TRUTHS.firstContactResolution * (1 + goOn)) / (1 - goOn));
  const open = !first && random.chance(0.08);
  const promise = random.chance(0.3) ? (random.chance(TRUTHS.promiseKept) ? "yes" : "no") : "";
  const at = (minute: number) => instant(calendar, day, minute, contact.event % 60);
  return [
    cause,
    reason,
    contact.continues < 0 ? "" : `K${contact.continues}`,
    at(reply),
    open ? "" : at(solved),
    first ? "yes" : "no",
    random.chance(0.05) ? "yes" : "no",
    promise,
  ].join(",");
}
