import { JOURNEY_KINDS } from "../company/structure.ts";
import { TOUCHPOINTS } from "../company/touchpoints.ts";
import type { Random } from "../random.ts";
import { BEFORE } from "./before.ts";
import { TONGUES } from "./other-languages.ts";
import {
  BAD_CLOSERS,
  BAD_OPENERS,
  GOOD_CLOSERS,
  GOOD_OPENERS,
  MIXED_JOINS,
  OVERALL_BAD,
  OVERALL_GOOD,
} from "./phrases.ts";
import { SHOPPING } from "./shopping.ts";
import { fillSlots } from "./slots.ts";
import { STAYING } from "./staying.ts";
import type { Voice } from "./voice.ts";

const OTHER_LANGUAGE = 0.07;
const REMEMBERED = 40;

/** Writes comments as people do: the heart is about the touchpoint and fits the score, the rest is habit. */
export class CommentWriter {
  private readonly voices: readonly (Voice | undefined)[];
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
    if (random.chance(OTHER_LANGUAGE)) {
      const place = TOUCHPOINTS[touchpoint];
      const about = place?.role === "service" ? "help" : (place?.hotel ?? 0) > 0 ? "hotel" : "shop";
      return this.inTongue(about, score, random);
    }
    return this.compose(voice.good, voice.bad, score, random);
  }

  /** On the company as a whole; kind: place in JOURNEY_KINDS. */
  writeOverall(score: number, kind: number, random: Random): string {
    if (random.chance(OTHER_LANGUAGE))
      return this.inTongue(JOURNEY_KINDS[kind] === "shop" ? "shop" : "hotel", score, random);
    return this.compose(OVERALL_GOOD, OVERALL_BAD, score, random);
  }

  private compose(good: readonly string[], bad: readonly string[], score: number, random: Random): string {
    const isGood = score >= 4;
    const hearts = isGood ? good : bad;
    let heart = fillSlots(this.fresh(hearts, random), random);
    if (score === 3) return loosen(heart + random.pick(MIXED_JOINS), random);
    if (random.chance(0.2)) {
      const second = fillSlots(this.fresh(hearts, random), random);
      if (second.slice(0, 12) !== heart.slice(0, 12)) heart = `${heart}. ${second}`;
    }
    const opener = random.chance(0.42) ? `${random.pick(isGood ? GOOD_OPENERS : BAD_OPENERS)} ` : "";
    const closer = random.chance(0.5) ? ` ${random.pick(isGood ? GOOD_CLOSERS : BAD_CLOSERS)}` : "";
    const end = closer === "" || /[.?!]$/.test(heart) ? "" : ".";
    return loosen(`${opener}${heart}${end}${closer}`, random);
  }

  private inTongue(about: "hotel" | "shop" | "help", score: number, random: Random): string {
    const tongue = random.pick(TONGUES);
    const good = score >= 4;
    const heart = fillSlots(random.pick((good ? tongue.good : tongue.bad)[about]), random);
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
