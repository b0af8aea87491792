import type { CountRow } from "@touchline/db/queries/counts";
import { coverage, type EvidenceCounts } from "@touchline/domain/metrics/evidence-basis";
import { guessEffect, taint, usedAgainstNotUsed } from "@touchline/domain/metrics/guessing";
import { discloseStatistic } from "@touchline/domain/privacy";
import { QUESTION_TYPES, QUESTIONS, type QuestionType, type ScoreCounts } from "@touchline/domain/question";
import { countAnswers, NO_SCORES } from "@touchline/domain/score-counts";
import { evidenceCounts } from "./answers.ts";
import { basesOf, spoken } from "./headline.ts";
import { ratingFigures } from "./rating-figures.ts";
import type { View } from "./view.ts";

type Cells = readonly CountRow<"touchpoint">[];

/** What guesses do to one touchpoint's answers; null where too few are known to have used it, or not to have. */
function guesses(counts: EvidenceCounts, question: QuestionType, settings: View["settings"]) {
  const known = [counts.used, counts.not_used].map((scores) => countAnswers(scores, question));
  if (Math.min(...known) < settings.leastPeople) return null;
  return {
    ...usedAgainstNotUsed(counts, question, settings.minAnswers),
    taint: taint(counts, question),
    scoreEffect: guessEffect(counts, question),
  };
}

/** One row for each question among the cells: all the figures of it, and the same by evidence of use. */
export function questionRows(cells: Cells, settings: View["settings"]) {
  const figures = (counts: ScoreCounts, question: QuestionType) =>
    ratingFigures(counts, question, settings.leastPeople);
  const speaking = spoken(cells, basesOf(cells, settings.basis));
  const oneTouchpoint = new Set(cells.map((cell) => cell.touchpointId)).size === 1;
  return QUESTION_TYPES.flatMap((question) => {
    const asked = cells.filter((cell) => cell.question === question);
    if (asked.length === 0) return [];
    const counts = evidenceCounts(asked, question);
    return {
      question,
      label: QUESTIONS[question].label,
      ...figures(speaking[question] ?? NO_SCORES, question),
      verified: discloseStatistic(coverage(counts, question), settings.leastPeople),
      evidence: {
        used: figures(counts.used, question),
        not_used: figures(counts.not_used, question),
        unknown: figures(counts.unknown, question),
      },
      guesses: oneTouchpoint ? guesses(counts, question, settings) : null,
    };
  });
}
