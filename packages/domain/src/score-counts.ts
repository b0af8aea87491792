import { QUESTIONS, type QuestionType, SCORE_SLOTS, type ScoreCounts } from "./question.ts";

/** No answers at all. */
export const NO_SCORES: ScoreCounts = Array.from({ length: SCORE_SLOTS }, () => 0);

/** How many answers gave a score from `from` to `through`, both included. */
export function countBetween(counts: ScoreCounts, from: number, through: number): number {
  let sum = 0;
  for (let score = from; score <= through; score += 1) sum += counts[score] ?? 0;
  return sum;
}

/** How many answers lie on the question's scale. */
export function countAnswers(counts: ScoreCounts, question: QuestionType): number {
  return countBetween(counts, QUESTIONS[question].min, QUESTIONS[question].max);
}

/** How many answers lie in the question's top box. */
export function countTopBox(counts: ScoreCounts, question: QuestionType): number {
  return countBetween(counts, QUESTIONS[question].topFrom, QUESTIONS[question].max);
}

/** The distributions of several groups of answers to one question, as one. */
export function addCounts(...all: readonly ScoreCounts[]): ScoreCounts {
  const sum = [...NO_SCORES];
  // Thousands of cells are added up for a page: one loop, no function for each score.
  for (const counts of all)
    for (let score = 0; score < SCORE_SLOTS; score += 1)
      sum[score] = (sum[score] ?? 0) + (counts[score] ?? 0);
  return sum;
}

/** What is left of a distribution without a part of it. Throws RangeError when `part` is no part of `whole`. */
export function subtractCounts(whole: ScoreCounts, part: ScoreCounts): ScoreCounts {
  return NO_SCORES.map((_, score) => {
    const left = (whole[score] ?? 0) - (part[score] ?? 0);
    if (left < 0) throw new RangeError(`The part has more answers with score ${score} than the whole`);
    return left;
  });
}
