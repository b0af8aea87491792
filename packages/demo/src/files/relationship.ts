import { instant } from "../calendar.ts";
import { CommentWriter } from "../comments/writer.ts";
import { JOURNEY_KINDS, SEGMENTS } from "../company/structure.ts";
import { TOUCHPOINTS, touchpointIndex } from "../company/touchpoints.ts";
import { csvBytes, type DemoFile, quoted } from "../csv.ts";
import { type Journey, readyDays } from "../journeys.ts";
import { hash2, Random } from "../random.ts";
import { Scores } from "../scores.ts";
import { TRUTHS } from "../truths.ts";
import type { World } from "../world.ts";
import { column, mappingOf, wideAnswer } from "./mapping.ts";

/** What the survey asks about, and how much each rating counts for the overall answer (the two truths come on top). */
const ASKED: readonly (readonly [slug: string, weight: number])[] = [
  ["tv-advert", 0.02],
  ["radio-spot", 0.01],
  ["posters", 0.02],
  ["recommendation", 0.08],
  ["review-sites", 0.04],
  ["catalogue", 0.03],
  ["newsletter", 0.02],
  ["first-look-online", 0.08],
  ["prices-and-offers", 0.2],
  ["online-order", 0.1],
  ["shop-checkout", 0.06],
  ["check-in", 0.14],
  ["cleanliness", 0],
  ["room-comfort", 0.3],
  ["breakfast", 0],
  ["wi-fi", 0.1],
  ["check-out", 0.05],
  ["delivery", 0.26],
  ["packaging", 0.05],
  ["product-quality", 0.3],
  ["phone-help", 0.1],
  ["front-desk-help", 0.08],
  ["shop-help", 0.07],
  ["member-points", 0.06],
  ["statements", 0.08],
];
/** Share of journeys after which the customer answers, in the order of the journey kinds; who knows both halves is asked more. */
const SHARE = [0.09, 0.09, 0.17];

interface Person {
  readonly minute: number;
  readonly journey: number;
  readonly customer: number;
  readonly segment: number;
  readonly kind: number;
  readonly mood: number;
  readonly used: ReadonlySet<number>;
}

/** The survey on the relationship as a whole: a column per touchpoint, NPS and overall satisfaction. */
export function relationshipFile(world: World): DemoFile {
  const overall = { touchpoint: "overall" };
  const record = {
    kind: "submission",
    externalId: column("response"),
    customer: column("customer"),
    at: column("time"),
    segment: column("segment"),
    comment: column("comment"),
    answers: [
      { ...overall, question: "nps_0_10", score: column("recommend") },
      { ...overall, question: "csat_1_5", score: column("overall") },
      ...ASKED.map(([slug]) => wideAnswer(slug, slug)),
    ],
  };
  const header = `response,customer,time,segment,recommend,overall,${ASKED.map(([slug]) => slug).join(",")},comment`;
  return {
    name: "relationship-survey.csv",
    mapping: mappingOf("relationship survey", [record]),
    expectedRows: Math.round(world.journeys * 0.095),
    read: () => csvBytes(header, lines(world)),
  };
}

function* lines(world: World): Generator<string> {
  const scores = new Scores(world);
  const comments = new CommentWriter();
  const random = new Random(0);
  const asked = ASKED.map(([slug]) => touchpointIndex(slug));
  const days = readyDays<Person>(world, (journey, push) => {
    random.reseed(hash2(world.seed ^ 0x4e1, journey.index));
    if (random.next() >= (SHARE[journey.kind] ?? 0)) return;
    push(lastDayOf(journey) + random.between(1, 6), {
      minute: random.between(400, 1390),
      journey: journey.index,
      customer: journey.customer,
      segment: journey.segment,
      kind: journey.kind,
      mood: journey.mood,
      used: usedBy(journey, world),
    });
  });
  for (const [day, people] of days) {
    people.sort((a, b) => a.minute - b.minute || a.journey - b.journey);
    for (const person of people) {
      random.reseed(hash2(world.seed ^ 0x4e2, person.journey));
      const ratings = asked.map((touchpoint) =>
        random.next() < chanceToRate(touchpoint, person)
          ? scores.rate(touchpoint, singlePair(world, touchpoint), person.segment, day, person.mood, random)
          : 0,
      );
      const latent = overallLatent(ratings, person.mood, random);
      const overall = within(1, 5, Math.round(3.85 + latent));
      const recommend = within(0, 10, Math.round(7.9 + 2.1 * latent + 0.7 * random.normal()));
      const comment = random.chance(0.22) ? comments.writeOverall(overall, person.kind, random) : "";
      const when = instant(world.calendar, day, person.minute, person.journey % 60);
      const cells = ratings.map((rating) => (rating === 0 ? "" : rating)).join(",");
      yield `Q${person.journey},C${person.customer},${when},${SEGMENTS[person.segment]?.[0]},${recommend},${overall},${cells},${quoted(comment)}`;
    }
  }
}

/** Where a touchpoint has one channel the answer is about that; else no channel is stated. */
function singlePair(world: World, touchpoint: number): number {
  return TOUCHPOINTS[touchpoint]?.channels.length === 1 ? (world.firstPair[touchpoint] ?? -1) : -1;
}

function lastDayOf(journey: Journey): number {
  let last = -1000;
  for (let at = 0; at < journey.length; at++) last = Math.max(last, journey.steps[at]?.day ?? last);
  return last;
}

function usedBy(journey: Journey, world: World): ReadonlySet<number> {
  const used = new Set<number>();
  for (let at = 0; at < journey.length; at++)
    used.add(world.pairs[journey.steps[at]?.pair ?? 0]?.touchpoint ?? -1);
  return used;
}

/** Who used it nearly always rates it; what nobody logs is rated from memory; what is logged seldom without a use. */
function chanceToRate(at: number, person: Person): number {
  const touchpoint = TOUCHPOINTS[at];
  if (touchpoint === undefined) return 0;
  if (person.used.has(at)) return 0.92;
  if (touchpoint.role === "service") return touchpoint.logged ? 0.01 : 0.08;
  if (touchpoint.hotel === 0 && touchpoint.shop === 0) return 0.42;
  const kind = JOURNEY_KINDS[person.kind] ?? "hotel";
  const ownKind = kind === "both" || touchpoint[kind] > 0;
  if (touchpoint.logged) return ownKind ? 0.05 : 0;
  return ownKind ? 0.4 : 0.12;
}

function overallLatent(ratings: readonly number[], mood: number, random: Random): number {
  let latent = 0.25 * mood + 0.45 * random.normal();
  ASKED.forEach(([slug, weight], at) => {
    const rating = ratings[at] ?? 0;
    if (rating === 0) return;
    latent += weight * ((rating - 3.9) / 1.1);
    if (slug === TRUTHS.basicDriver && rating <= 2) latent -= 1.1;
    if (slug === TRUTHS.delighter && rating === 5) latent += 0.75;
  });
  return latent;
}

function within(low: number, high: number, x: number): number {
  return Math.min(high, Math.max(low, x));
}
