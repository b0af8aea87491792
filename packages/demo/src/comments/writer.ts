import { JOURNEY_KINDS } from "../company/structure.ts";
import { TOUCHPOINTS, type Touchpoint } from "../company/touchpoints.ts";
import type { Random } from "../random.ts";
import { BEFORE } from "./before.ts";
import { TONGUES } from "./other-languages.ts";
import {
  BAD_CLOSERS,
  BAD_OPENERS,
  GOOD_CLOSERS,
  GOOD_OPENERS,
  HOTEL_OCCASIONS,
  MIXED_JOINS,
  OVERALL_BAD,
  OVERALL_GOOD,
  SHOP_OCCASIONS,
} from "./phrases.ts";
import { SHOPPING } from "./shopping.ts";
import { fillSlots } from "./slots.ts";
import { STAYING } from "./staying.ts";
import type { Voice } from "./voice.ts";

const OTHER_LANGUAGE = 0.1;
const REMEMBERED = 40;

/** Writes comments as people do: the heart is about the touchpoint and fits the score, the rest is habit. */
export class CommentWriter {
  private readonly voices: readonly (Voice | undefined)[];
  private readonly tongueTopics = TOUCHPOINTS.map(tongueTopic);
  private readonly lately = new Map<string, number>();
  private turn = 0;

  constructor() {
    const all = { ...BEFORE, ...STAYING, ...SHOPPING };
    this.voices = TOUCHPOINTS.map((touchpoint) => all[touchpoint.slug]);
  }

  /** "" when nothing is ever said about the touchpoint. score: 1 to 5. */
  write(touchpoint: number, score: number, random: Random): string {
    const voice = this.voices[touchpoint];
    if (voice === undefined) return "";
    const about = this.tongueTopics[touchpoint] ?? null;
    if (about !== null && random.chance(OTHER_LANGUAGE)) return this.inTongue(about, score, random);
    const hotel = (TOUCHPOINTS[touchpoint]?.hotel ?? 0) > 0;
    return this.compose(voice, hotel ? HOTEL_OCCASIONS : SHOP_OCCASIONS, score, random);
  }

  /** On the company as a whole; kind: place in JOURNEY_KINDS. */
  writeOverall(score: number, kind: number, random: Random): string {
    if (random.chance(OTHER_LANGUAGE))
      return this.inTongue(JOURNEY_KINDS[kind] === "shop" ? "shop" : "hotel", score, random);
    const occasions = JOURNEY_KINDS[kind] === "shop" ? SHOP_OCCASIONS : HOTEL_OCCASIONS;
    return this.compose({ good: OVERALL_GOOD, bad: OVERALL_BAD }, occasions, score, random);
  }

  private compose(voice: Voice, occasions: readonly string[], score: number, random: Random): string {
    const isGood = score >= 4;
    const hearts = isGood ? voice.good : voice.bad;
    const drawn = this.fresh(hearts, random);
    let heart = fillSlots(drawn, random);
    const occasion = random.chance(0.2) ? `${fillSlots(random.pick(occasions), random)} ` : "";
    if (score === 3) return loosen(`${occasion}${heart}${random.pick(MIXED_JOINS)}`, random);
    const more = random.chance(0.2) ? fillSlots(this.fresh(hearts, random), random) : "";
    if (more !== "" && more.slice(0, 12) !== heart.slice(0, 12)) heart = `${heart}. ${more}`;
    const opener = random.chance(0.4) ? `${random.pick(isGood ? GOOD_OPENERS : BAD_OPENERS)} ` : "";
    // A sentence without anything of its own is never left alone: that is what would repeat.
    const bare = opener === "" && occasion === "" && heart === drawn;
    const closer = bare || random.chance(0.45) ? ` ${random.pick(isGood ? GOOD_CLOSERS : BAD_CLOSERS)}` : "";
    const end = closer === "" || /[.?!]$/.test(heart) ? "" : ".";
    return loosen(`${opener}${occasion}${heart}${end}${closer}`, random);
  }

  private inTongue(about: "hotel" | "shop" | "help", score: number, random: Random): string {
    const tongue = random.pick(TONGUES);
    const good = score >= 4;
    const hearts = (good ? tongue.good : tongue.bad)[about];
    const first = random.below(hearts.length);
    const second = random.chance(0.55)
      ? (first + random.between(1, hearts.length - 1)) % hearts.length
      : first;
    const said = second === first ? [hearts[first]] : [hearts[first], hearts[second]];
    const heart = fillSlots(said.join(". "), random);
    const closer = random.chance(0.6)
      ? `. ${random.pick(good ? tongue.goodClosers : tongue.badClosers)}`
      : "";
    return loosen(heart + closer, random);
  }

  /** Not what was said a short while ago: newest comments stand below each other on a page. */
  private fresh(hearts: readonly string[], random: Random): string {
    this.turn++;
    let heart = random.pick(hearts);
    for (
      let again = 0;
      again < 3 && this.turn - (this.lately.get(heart) ?? -REMEMBERED) < REMEMBERED;
      again++
    )
      heart = random.pick(hearts);
    this.lately.set(heart, this.turn);
    return heart;
  }
}

/** What a comment in another language is about; null: there only English is written. */
function tongueTopic(touchpoint: Touchpoint): "hotel" | "shop" | "help" | null {
  const { role, stage, department } = touchpoint;
  if (role === "service") return "help";
  if (stage !== "arrive" && stage !== "use" && stage !== "leave") return null;
  if (department === "front-office" || department === "rooms") return "hotel";
  return department === "shops" || department === "logistics" ? "shop" : null;
}

/** People's hands: a missing full stop, a small first letter, an exclamation mark, now and then two letters swapped. */
function loosen(text: string, random: Random): string {
  const x = random.next();
  let made = text;
  if (!/[.!?]$/.test(made)) made += x < 0.5 ? "." : x < 0.62 ? "!" : "";
  else if (x < 0.2) made = made.slice(0, -1);
  if (random.chance(0.13)) made = made.charAt(0).toLowerCase() + made.slice(1);
  if (random.chance(0.04)) {
    const at = random.between(3, Math.max(4, made.length - 4));
    const pair = made.slice(at, at + 2);
    if (/^[a-z]{2}$/.test(pair))
      made = made.slice(0, at) + pair.charAt(1) + pair.charAt(0) + made.slice(at + 2);
  }
  return made;
}
