import { instant } from "../calendar.ts";
import { SEGMENTS } from "../company/structure.ts";
import { TOUCHPOINTS, touchpointIndex } from "../company/touchpoints.ts";
import { csvBytes, type DemoFile } from "../csv.ts";
import { hash2, Random, Weighted } from "../random.ts";
import { Scores } from "../scores.ts";
import { TRUTHS } from "../truths.ts";
import type { World } from "../world.ts";
import { column, mappingOf, wideAnswer } from "./mapping.ts";

/** What everybody is asked about, and the share that has used it. */
const ASKED: readonly (readonly [slug: string, used: number])[] = [
  ["tv-advert", 0.55],
  ["social-posts", 0.4],
  ["first-look-online", 0.8],
  ["check-in", 0.6],
  ["breakfast", 0.55],
  ["restaurant", 0.4],
  ["spa-and-pool", 0.3],
  ["wi-fi", 0.62],
  ["online-order", 0.5],
  ["delivery", 0.52],
  ["product-quality", 0.58],
  ["member-points", 0.35],
];
/** Months (0 = oldest) in which a wave starts on the 10th, its length in days, and its respondents. */
const WAVES = [3, 9, 15, 21];
const WAVE_DAYS = 14;
const RESPONDENTS = 1_250;
const LEAVES_OUT = 0.04;

/** The half-yearly survey by open link: it asks everybody about everything, and whether it was used at all. */
export function everybodyFile(world: World): DemoFile {
  const record = {
    kind: "submission",
    externalId: column("response"),
    at: column("time"),
    segment: column("segment"),
    answers: ASKED.map(([slug]) => wideAnswer(slug, `${slug} score`, `${slug} used`)),
  };
  const header = [
    "response",
    "time",
    "segment",
    ...ASKED.flatMap(([slug]) => [`${slug} used`, `${slug} score`]),
  ].join(",");
  return {
    name: "everybody-survey.csv",
    mapping: mappingOf("survey of everybody", [record]),
    expectedRows: WAVES.length * RESPONDENTS,
    read: () => csvBytes(header, lines(world)),
  };
}

function* lines(world: World): Generator<string> {
  const scores = new Scores(world);
  const asked = ASKED.map(([slug, used]) => [touchpointIndex(slug), used] as const);
  const segment = new Weighted(SEGMENTS.map(([, , share]) => share));
  const neutral = TRUTHS.guessing.neutralAmongNotUsed;
  const guess = new Weighted([0.1, 0.3, neutral / (1 - neutral), 0.43, 0.17]);
  const random = new Random(0);
  for (const [wave, month] of WAVES.entries()) {
    const first = (world.calendar.monthStarts[month] ?? 0) + 9;
    for (let person = 0; person < RESPONDENTS; person++) {
      random.reseed(hash2(world.seed ^ 0xe7e, wave * RESPONDENTS + person));
      const minute = Math.floor(((person + random.next()) / RESPONDENTS) * WAVE_DAYS * 1440);
      const day = first + Math.floor(minute / 1440);
      const who = segment.draw(random);
      const same = random.chance(TRUTHS.careless) ? random.between(3, 5) : 0;
      const mood = random.normal();
      const answers = asked.map(([touchpoint, used]) => {
        const yes = random.chance(used);
        const says = same > 0 || random.chance(yes ? 1 - LEAVES_OUT : TRUTHS.guessing.answersAnyway);
        if (!says) return `${yes ? "yes" : "no"},`;
        const pair =
          TOUCHPOINTS[touchpoint]?.channels.length === 1 ? (world.firstPair[touchpoint] ?? -1) : -1;
        const rated = yes ? scores.rate(touchpoint, pair, who, day, mood, random) : guess.draw(random) + 1;
        return `${yes ? "yes" : "no"},${same || rated}`;
      });
      const when = instant(world.calendar, first, minute, person % 60);
      yield `E${wave * RESPONDENTS + person},${when},${SEGMENTS[who]?.[0]},${answers.join(",")}`;
    }
  }
}
