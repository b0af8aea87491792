import { instant } from "../calendar.ts";
import { CommentWriter } from "../comments/writer.ts";
import { TOUCHPOINTS } from "../company/touchpoints.ts";
import { csvBytes, type DemoFile, quoted } from "../csv.ts";
import { MAX_STEPS, packEvent, readyDays, unpackEvent } from "../journeys.ts";
import { hash2, Random } from "../random.ts";
import { Scores } from "../scores.ts";
import type { World } from "../world.ts";
import { cells } from "./interactions.ts";
import { answerRates } from "./invitations.ts";
import { column, mappingOf } from "./mapping.ts";

/** Where guests are also asked how the touchpoint compares with what they had expected. */
const EXPECTATION = new Set([
  "check-in",
  "breakfast",
  "delivery",
  "product-quality",
  "phone-help",
  "room-on-arrival",
]);
const ANSWERS_COMMENT: readonly number[] = [0, 0.55, 0.5, 0.26, 0.18, 0.28];

/** One short survey after one use of one touchpoint; the invitation carried the visit or the contact. */
export function afterUseFile(world: World): DemoFile {
  const at = { touchpoint: column("touchpoint"), channel: column("channel") };
  const record = {
    kind: "submission",
    externalId: column("response"),
    customer: column("customer"),
    at: column("time"),
    segment: column("segment"),
    comment: column("comment"),
    interaction: column("about"),
    answers: [
      { ...at, question: "csat_1_5", score: column("satisfaction") },
      { ...at, question: "ces_1_7", score: column("easy") },
      { ...at, question: "expectation_1_3", score: column("expected") },
    ],
  };
  const rates = answerRates(world);
  return {
    name: "after-use-survey.csv",
    mapping: mappingOf("survey after use", [record]),
    expectedRows: 119_000,
    read: () =>
      csvBytes(
        "response,customer,time,touchpoint,channel,segment,about,satisfaction,easy,expected,comment",
        lines(world, rates),
      ),
  };
}

function* lines(world: World, rates: Float64Array): Generator<string> {
  const text = cells(world);
  const scores = new Scores(world);
  const comments = new CommentWriter();
  const random = new Random(0);
  const isHelp = TOUCHPOINTS.map((touchpoint) => touchpoint.role === "service");
  const asksExpectation = TOUCHPOINTS.map((touchpoint) => EXPECTATION.has(touchpoint.slug));
  const moods = new Map<number, number>();
  const days = readyDays<number>(world, (journey, push) => {
    for (let at = 0; at < journey.length; at++) {
      const step = journey.steps[at];
      // What was used before the period began is not in the log that the invitation refers to.
      if (step === undefined || step.day < 0) continue;
      const event = journey.index * MAX_STEPS + at;
      const touchpoint = world.pairs[step.pair]?.touchpoint ?? 0;
      random.reseed(hash2(world.seed ^ 0xa5, event));
      if (random.next() >= (rates[touchpoint] ?? 0)) continue;
      moods.set(event, journey.mood);
      // The last bit says whether the invitation was about a visit or a contact.
      const code = at < journey.firstContact ? event * 2 : event * 2 + 1;
      push(step.day + 1, packEvent(random.between(400, 1380), step.pair, code));
    }
  });
  for (const [day, items] of days) {
    for (const packed of Float64Array.from(items).sort()) {
      const { minute, pair, event: code } = unpackEvent(packed);
      const event = Math.floor(code / 2);
      const touchpoint = world.pairs[pair]?.touchpoint ?? 0;
      const customer = world.customerOf(Math.floor(event / MAX_STEPS));
      const segment = world.segmentOf(customer);
      random.reseed(hash2(world.seed ^ 0x5c, event));
      const mood = moods.get(event) ?? 0;
      moods.delete(event);
      const score = scores.rate(touchpoint, pair, segment, day, mood, random);
      const easy = isHelp[touchpoint] && random.chance(0.7) ? effort(score, random) : "";
      const expected = asksExpectation[touchpoint] && random.chance(0.6) ? against(score, random) : "";
      const comment = random.chance(ANSWERS_COMMENT[score] ?? 0)
        ? comments.write(touchpoint, score, random)
        : "";
      const about = `${code % 2 === 0 ? "V" : "K"}${event}`;
      yield `R${event},C${customer},${instant(world.calendar, day, minute, event % 60)},${text.pair[pair]},${text.segment[segment]},${about},${score},${easy},${expected},${quoted(comment)}`;
    }
  }
}

function effort(score: number, random: Random): number {
  const easy = Math.round(score * 1.35 + random.normal() * 0.9);
  return Math.min(7, Math.max(1, easy));
}

/** Better than expected comes nearly only from the highly satisfied, and from few of them; in all it is the stated share. */
function against(score: number, random: Random): number {
  const better = [0, 0.02, 0.03, 0.05, 0.14, 0.36][score] ?? 0;
  const worse = [0, 0.85, 0.65, 0.3, 0.08, 0.02][score] ?? 0;
  const x = random.next();
  return x < better ? 3 : x < better + worse ? 1 : 2;
}
