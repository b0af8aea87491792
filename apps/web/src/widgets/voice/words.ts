import type { RouterOutputs } from "@touchline/api/root";
import type { Comparison } from "@touchline/domain/compare";
import { SENTIMENT_ACCURACY, type Sentiment } from "@touchline/domain/topics";
import { formatCount, formatDifference, formatValue } from "@touchline/ui/formats";
import type { Topic } from "./topic-orders.ts";

type Topics = RouterOutputs["voice"]["topics"];
type Voice = RouterOutputs["voice"]["summary"];

/** What each kind of sentiment is called, so that nobody takes it for a score. */
export const SENTIMENT_WORDS: Readonly<Record<Sentiment, string>> = {
  positive: "Sounds pleased",
  neutral: "Sounds neutral",
  negative: "Sounds displeased",
};

const points = (value: number) => formatValue(Math.abs(value), "points");

/** The topic that surely pulls the NPS down most, or up most. */
function surest(topics: readonly Topic[], side: -1 | 1): Topic | null {
  const sure = topics.filter(({ verdict }) => verdict === (side < 0 ? "worse" : "better"));
  return sure.sort((a, b) => side * ((b.impact.value ?? 0) - (a.impact.value ?? 0)))[0] ?? null;
}

/** By how much, and between which sizes that surely lies. */
function effect({ impact: { value, low, high } }: Topic): string {
  const [least, most] = [Math.abs(low ?? 0), Math.abs(high ?? 0)].sort((a, b) => a - b);
  return `${points(value ?? 0)} points (95 % sure: ${points(least ?? 0)} to ${points(most ?? 0)})`;
}

/** What customers speak of most, and what of it moves their NPS most. */
export function voiceSentence({ comments, topics }: Topics): string {
  if (comments === null) return "Too few people wrote in these days to say what they speak of.";
  if (comments === 0) return "Nobody wrote anything in these days.";
  const most = topics.reduce<Topic | null>(
    (best, each) => ((each.share.value ?? 0) > (best?.share.value ?? 0) ? each : best),
    null,
  );
  const spoken =
    most === null
      ? "No topic's words come up in these comments."
      : `Customers speak most of ${most.name}: in ${formatValue(most.share.value, "share")} of ${formatCount(comments)} comments.`;
  const [worst, best] = [surest(topics, -1), surest(topics, 1)];
  if (worst)
    return `${spoken} ${worst === most ? "That" : `What they say of ${worst.name}`} costs the NPS most: ${effect(worst)}.`;
  if (best)
    return `${spoken} Nothing surely costs the NPS; what they say of ${best.name} lifts it most, by ${effect(best)}.`;
  return `${spoken} No topic surely moves the NPS of those who wrote.`;
}

/** What a topic does to the NPS, beside the figure. */
export const IMPACT_WORDS: Readonly<Record<Topic["verdict"], string>> = {
  better: "Lifts it",
  worse: "Pulls it down",
  "no-change": "No real impact",
  "not-enough-data": "Too few to say",
};

/** Whether a topic is spoken of more or less: neither is good or bad. */
export function spokenChange(change: Comparison | null): { mark: string; words: string } {
  if (change === null) return { mark: "", words: "Nothing to compare" };
  const { verdict, difference } = change;
  if (verdict === "not-enough-data" || difference === null) return { mark: "", words: "Not enough data" };
  const size = formatDifference(difference, "share");
  if (verdict === "no-change") return { mark: "", words: `${size} No real change` };
  return difference > 0 ? { mark: "↑", words: `${size} More` } : { mark: "↓", words: `${size} Less` };
}

/** How many comments were found in all. */
export function foundInWords({ comments, more }: NonNullable<RouterOutputs["voice"]["count"]>): string {
  if (more) return `More than ${formatCount(comments)} comments found`;
  return `${formatCount(comments)} ${comments === 1 ? "comment" : "comments"} found`;
}

const languageNames = new Intl.DisplayNames(["en"], { type: "language" });

export const languageName = (language: string | null): string =>
  language === null ? "Can't be told" : (languageNames.of(language) ?? language);

/** What a machine takes from one comment: how it sounds, or that it is unread and why. */
export function toneInWords({
  language,
  sentiment,
}: {
  language: string | null;
  sentiment: Sentiment | null;
}): string {
  if (sentiment !== null) return SENTIMENT_WORDS[sentiment].toLowerCase();
  return language === null ? "unread: its language can't be told" : `unread: ${languageName(language)}`;
}

/** How much of what was written a machine could read. */
export function readSentence({ looked, most, unread }: Voice): string {
  const which =
    looked < most ? `The ${formatCount(looked)} comments` : `The newest ${formatCount(looked)} comments`;
  if ((unread.value ?? 0) === 0) return `${which} were all read.`;
  return `${which} were looked at; ${formatValue(unread.value, "share")} are in a language that it can't read. They are unread and in no share.`;
}

/** How far the machine is to be believed. */
export function accuracySentence(): string {
  const { texts, alike, all, positive, negative } = SENTIMENT_ACCURACY;
  const share = (value: number) => formatValue(value, "share");
  return `Tried on ${formatCount(texts)} messages that people had labelled, it agreed with them in ${share(all)} of all (${share(alike)} with the three kinds alike): it finds ${share(positive)} of praise, and misses ${share(1 - negative)} of complaints. It is no rating and moves no score.`;
}

/** The words of a topic as they were typed: one a line or with commas between, each once. */
export function wordsTyped(text: string): string[] {
  const words = text.split(/[\n,;]/).map((word) => word.trim().toLowerCase());
  return [...new Set(words.filter((word) => word !== ""))];
}
