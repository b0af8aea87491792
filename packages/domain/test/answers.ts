import fc from "fast-check";
import type { EvidenceCounts } from "../src/metrics/evidence-basis.ts";
import { QUESTION_TYPES, QUESTIONS, type QuestionType, type ScoreCounts } from "../src/question.ts";
import { addCounts, NO_SCORES } from "../src/score-counts.ts";

/** Counts by score: `scores({ 5: 8, 1: 2 })`. */
export function scores(byScore: Readonly<Record<number, number>>): ScoreCounts {
  return NO_SCORES.map((none, score) => byScore[score] ?? none);
}

/** Answers by evidence of use; kinds left out have none. */
export function evidence(parts: Partial<EvidenceCounts>): EvidenceCounts {
  return { used: NO_SCORES, not_used: NO_SCORES, unknown: NO_SCORES, ...parts };
}

const anyQuestion = fc.constantFrom(...QUESTION_TYPES);

/** Any distribution on a question's scale, empty ones included. */
function anyCounts(question: QuestionType, most = 400): fc.Arbitrary<ScoreCounts> {
  const { min, max } = QUESTIONS[question];
  const oneScore = fc
    .tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: most }))
    .map(([score, n]) => scores({ [score]: n }));
  const spread = fc
    .array(fc.integer({ min: 0, max: most }), { minLength: max - min + 1, maxLength: max - min + 1 })
    .map((list) => NO_SCORES.map((none, score) => list[score - min] ?? none));
  return fc.oneof(
    { weight: 3, arbitrary: spread },
    { weight: 1, arbitrary: oneScore },
    fc.constant(addCounts()),
  );
}

/** A question with several distributions on its scale. */
export function anyAnswers(groups: number): fc.Arbitrary<readonly [QuestionType, readonly ScoreCounts[]]> {
  return anyQuestion.chain((question) =>
    fc.tuple(fc.constant(question), fc.array(anyCounts(question), { minLength: groups, maxLength: groups })),
  );
}
