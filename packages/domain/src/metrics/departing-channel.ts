import { type Comparison, compareIntervals } from "../compare.ts";
import type { QuestionType, ScoreCounts } from "../question.ts";
import { addCounts, countAnswers, countTopBox } from "../score-counts.ts";
import { ratio, type Statistic } from "../statistic.ts";
import { consistency } from "./consistency.ts";
import { csat, csatDescriptor } from "./csat.ts";
import { benjaminiHochberg } from "./movers.ts";

/** One touchpoint's answers to its primary question, channel by channel. */
export interface ChannelsOfTouchpoint<Channel> {
  readonly question: QuestionType;
  readonly weight: number;
  readonly channels: readonly { readonly channel: Channel; readonly counts: ScoreCounts }[];
}

export interface Departure<Channel> {
  readonly channel: Channel;
  /** Its top-box share against that of the touchpoint's other channels together. */
  readonly difference: Comparison;
  readonly direction: "up" | "down";
}

export interface ChannelConsistency<Channel> {
  readonly index: Statistic;
  readonly tau: number | null;
  /** Top-box share of each channel with enough answers. */
  readonly channels: readonly { readonly channel: Channel; readonly topBox: Statistic }[];
  /** The channel that stands out most of those that really do; null: none does. */
  readonly departs: Departure<Channel> | null;
}

/**
 * Whether each touchpoint's channels tell one story, and which departs. All channels of all touchpoints are judged
 * together, so that none departs by chance. Channels with fewer than minAnswers are left out.
 */
export function channelConsistency<Channel>(
  touchpoints: readonly ChannelsOfTouchpoint<Channel>[],
  minAnswers: number,
): ChannelConsistency<Channel>[] {
  const measured = touchpoints.map(({ question, channels }) => ({
    question,
    channels: channels.filter(({ counts }) => countAnswers(counts, question) >= minAnswers),
  }));
  const tried = measured.flatMap(({ question, channels }, touchpoint) =>
    channels.length < 2
      ? []
      : channels.map(({ channel, counts }) => {
          const others = addCounts(
            ...channels.filter((each) => each.channel !== channel).map((each) => each.counts),
          );
          const difference = compareIntervals(csat(counts, question), csat(others, question), {
            better: csatDescriptor.better,
            minAnswers,
          });
          return { touchpoint, channel, difference };
        }),
  );
  const real = benjaminiHochberg(tried.map(({ difference }) => difference.pValue));
  const found = tried.filter(({ difference }, at) => real[at] && difference.verdict !== "no-change");
  return measured.map(({ question, channels }, touchpoint) => {
    const [first] = found
      .filter((each) => each.touchpoint === touchpoint)
      .sort(
        (a, b) =>
          // Of two channels each departs from the other: the one that fewer use is said to.
          (channels.length === 2 ? a.difference.n - b.difference.n : 0) ||
          (a.difference.pValue ?? 1) - (b.difference.pValue ?? 1) ||
          Math.abs(b.difference.difference ?? 0) - Math.abs(a.difference.difference ?? 0),
      );
    return {
      ...consistency(
        channels.map(({ counts }) => ({
          hits: countTopBox(counts, question),
          n: countAnswers(counts, question),
        })),
      ),
      channels: channels.map(({ channel, counts }) => ({ channel, topBox: csat(counts, question) })),
      departs: first
        ? {
            channel: first.channel,
            difference: first.difference,
            direction: first.difference.verdict === "better" ? "up" : "down",
          }
        : null,
    };
  });
}

/**
 * The weighted mean of touchpoints' indexes, with an interval from theirs (arms squared and added). n = answers of all.
 * Touchpoints without an index are left out; null where none has one.
 */
export function overallConsistency(
  touchpoints: readonly { readonly weight: number; readonly index: Statistic }[],
): Statistic {
  const measured = touchpoints.filter(({ index }) => index.value !== null);
  const weights = measured.reduce((sum, { weight }) => sum + weight, 0);
  const n = measured.reduce((sum, { index }) => sum + index.n, 0);
  const value = ratio(
    measured.reduce((sum, { weight, index }) => sum + weight * (index.value ?? 0), 0),
    weights,
  );
  const arm = (end: "low" | "high") =>
    ratio(
      Math.hypot(...measured.map(({ weight, index }) => weight * ((index[end] ?? 0) - (index.value ?? 0)))),
      weights,
    );
  const [down, up] = [arm("low"), arm("high")];
  if (value === null || down === null || up === null) return { value: null, n, low: null, high: null };
  return { value, n, low: Math.max(0, value - down), high: Math.min(100, value + up) };
}
