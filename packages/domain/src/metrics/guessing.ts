import type { Comparison } from "../compare.ts";
import { compareIntervals } from "../compare.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { QUESTIONS, type QuestionType, type ScoreCounts } from "../question.ts";
import { addCounts, countAnswers, countBetween } from "../score-counts.ts";
import { noBase, ratio, type Statistic, share } from "../statistic.ts";
import { csat, csatChange } from "./csat.ts";
import type { EvidenceCounts } from "./evidence-basis.ts";
import { pompChange } from "./pomp.ts";

export const guessEffectDescriptor = {
  key: "guess_effect",
  label: "What guesses would do to the score",
  unit: "points",
  better: "higher",
  gap: "Nobody answered without having used the touchpoint, or nobody is known to have used it.",
  definition:
    "By how many points the touchpoint's score would be lower or higher if the answers of people who had not used it were counted among those of its users.",
  formula:
    "Share of guesses among both x (score of guesses - score of users); interval: that of the difference x the share.",
  source: "Touchline's own.",
} as const satisfies MetricDescriptor;

export const taintDescriptor = {
  key: "taint",
  label: "Guesses in the answers",
  unit: "answers",
  better: "lower",
  gap: "Nobody answered without having used the touchpoint, or nobody is known to have used it.",
  definition:
    "How many neutral answers a survey sent to everybody got only because people rated what they had not used.",
  formula:
    "Answers without use x (their neutral share - the neutral share of users), at least 0; interval from Newcombe's for the difference of shares.",
  source: "Touchline's own; the interval: R. G. Newcombe, method 10, 1998.",
} as const satisfies MetricDescriptor;

/** The scores that somebody gives who has no view: passives for NPS, else the middle of the scale; none where there is no middle. */
function neutralScores(question: QuestionType): readonly [number, number] | null {
  const { kind, min, max, bottomTo, topFrom } = QUESTIONS[question];
  if (kind === "nps") return [bottomTo + 1, topFrom - 1];
  if (max - min < 2) return null;
  const middle = 0.5 * (min + max);
  return [Math.floor(middle), Math.ceil(middle)];
}

function neutralShare(counts: ScoreCounts, question: QuestionType): Statistic {
  const neutral = neutralScores(question);
  if (neutral === null) return noBase(countAnswers(counts, question));
  return share(countBetween(counts, ...neutral), countAnswers(counts, question));
}

/** Taint of a mass survey in answers, 0 to the number of answers without use. */
export function taint(counts: EvidenceCounts, question: QuestionType): Statistic {
  const guessers = neutralShare(counts.not_used, question);
  const users = neutralShare(counts.used, question);
  const excess = compareIntervals(guessers, users, taintDescriptor);
  if (excess.difference === null || excess.low === null || excess.high === null) return noBase(guessers.n);
  const answers = (difference: number): number => guessers.n * Math.max(0, difference);
  return {
    value: answers(excess.difference),
    n: guessers.n,
    low: answers(excess.low),
    high: answers(excess.high),
  };
}

/**
 * Top-box shares of users and of people who had not used it, the difference users - others with its verdict, and
 * effect: the share if the guesses were counted among the users' answers, less the users' own.
 */
export function usedAgainstNotUsed(
  counts: EvidenceCounts,
  question: QuestionType,
  minAnswers?: number,
): {
  readonly used: Statistic;
  readonly notUsed: Statistic;
  readonly difference: Comparison;
  readonly withGuesses: Statistic;
  readonly effect: number | null;
} {
  const used = csat(counts.used, question);
  const withGuesses = csat(addCounts(counts.used, counts.not_used), question);
  return {
    used,
    notUsed: csat(counts.not_used, question),
    difference: csatChange(counts.used, counts.not_used, question, minAnswers),
    withGuesses,
    effect: used.value === null || withGuesses.value === null ? null : withGuesses.value - used.value,
  };
}

/** What the guesses would do to the score in points of 0 to 100; n = guesses. null without users or without guesses. */
export function guessEffect(counts: EvidenceCounts, question: QuestionType): Statistic {
  const { difference, low, high, n, nBefore } = pompChange(counts.not_used, counts.used, question);
  const part = ratio(n, n + nBefore);
  if (difference === null || part === null) return noBase(n);
  return {
    value: part * difference,
    n,
    low: low === null ? null : part * low,
    high: high === null ? null : part * high,
  };
}
