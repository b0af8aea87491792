import { type Comparison, compareEstimates } from "../compare.ts";
import type { EvidenceBasis } from "../evidence.ts";
import type { QuestionType, ScoreCounts } from "../question.ts";
import { countAnswers, NO_SCORES } from "../score-counts.ts";
import { DEFAULT_MIN_ANSWERS, type Estimate, noBase, type Statistic } from "../statistic.ts";
import {
  type AppliedBasis,
  appliedBasis,
  countsOnBasis,
  coverage,
  type EvidenceCounts,
} from "./evidence-basis.ts";
import { pomp, pompDescriptor, pompEstimate } from "./pomp.ts";

export interface ScoreSettings {
  readonly basis: EvidenceBasis;
  /** Answers that a touchpoint needs to count. */
  readonly minAnswers?: number | undefined;
}

/** One touchpoint's answers in one period to its primary question, and its weight in that period. */
export interface TouchpointAnswers {
  readonly touchpoint: number;
  readonly weight: number;
  /** null = no primary question: the touchpoint has its weight and can't be measured. */
  readonly question: QuestionType | null;
  readonly counts: EvidenceCounts;
}

/** Why a touchpoint's score is shown grey and left out of the whole. */
export const NOT_COUNTED_REASONS = ["no-question", "no-answers", "too-few-answers"] as const;
export type NotCountedReason = (typeof NOT_COUNTED_REASONS)[number];

export interface TouchpointScore {
  /** 0 to 100; given although it may not count. */
  readonly score: Statistic;
  readonly estimate: Estimate;
  readonly counted: boolean;
  readonly notCounted: NotCountedReason | null;
  /** Answers that are still missing before it counts; 0 when it does. */
  readonly missing: number;
  readonly coverage: Statistic;
  readonly basis: AppliedBasis;
  /** The distribution that the score is made of. */
  readonly counts: ScoreCounts;
}

const NO_ANSWERS: Estimate = { value: null, se: null, n: 0 };

/** No answers with any evidence, for a touchpoint that has none in a period. */
export const NO_EVIDENCE_COUNTS: EvidenceCounts = {
  used: NO_SCORES,
  not_used: NO_SCORES,
  unknown: NO_SCORES,
};

/** A touchpoint's score on evidence that is settled already: of a point in time, on that of the whole period. */
export function touchpointScoreOn(
  answers: Omit<TouchpointAnswers, "touchpoint" | "weight">,
  basis: AppliedBasis,
  minAnswers: number,
): TouchpointScore {
  const { question, counts } = answers;
  if (question === null) {
    return {
      score: noBase(),
      estimate: NO_ANSWERS,
      counted: false,
      notCounted: "no-question",
      missing: minAnswers,
      coverage: noBase(),
      basis,
      counts: NO_SCORES,
    };
  }
  const speaking = countsOnBasis(counts, basis);
  const n = countAnswers(speaking, question);
  const counted = n > 0 && n >= minAnswers;
  const shortfall = n === 0 ? "no-answers" : "too-few-answers";
  return {
    score: pomp(speaking, question),
    estimate: pompEstimate(speaking, question),
    counted,
    notCounted: counted ? null : shortfall,
    missing: Math.max(0, minAnswers - n),
    coverage: coverage(counts, question),
    basis,
    counts: speaking,
  };
}

/** The score of one touchpoint in one period: percent of maximum possible, on the evidence that the settings allow. */
export function touchpointScore(
  answers: Omit<TouchpointAnswers, "touchpoint" | "weight">,
  { basis, minAnswers = DEFAULT_MIN_ANSWERS }: ScoreSettings,
): TouchpointScore {
  const { question, counts } = answers;
  const applied = question === null ? "used_and_unknown" : appliedBasis(basis, counts, question);
  return touchpointScoreOn(answers, applied, minAnswers);
}

/** Both periods of one touchpoint on one footing: the evidence that the current period's headline rests on. */
export function touchpointPair(
  current: Omit<TouchpointAnswers, "touchpoint" | "weight">,
  previous: Omit<TouchpointAnswers, "touchpoint" | "weight">,
  settings: ScoreSettings,
): { readonly current: TouchpointScore; readonly previous: TouchpointScore; readonly change: Comparison } {
  const { minAnswers = DEFAULT_MIN_ANSWERS } = settings;
  const now = touchpointScore(current, settings);
  // Scores of two different questions are no change of one: the earlier answers can't speak then.
  const comparable = current.question === previous.question;
  const then = comparable ? previous : { ...previous, question: null };
  const before = touchpointScoreOn(then, now.basis, minAnswers);
  const change = compareEstimates(now.estimate, before.estimate, 100, {
    better: pompDescriptor.better,
    minAnswers,
  });
  return { current: now, previous: before, change };
}
