import { cesDescriptor } from "@touchline/domain/metrics/ces";
import { csat, csatDescriptor } from "@touchline/domain/metrics/csat";
import { delightDescriptor } from "@touchline/domain/metrics/delight";
import { meanRating, medianRating } from "@touchline/domain/metrics/distribution";
import { nps, npsDescriptor } from "@touchline/domain/metrics/nps";
import { discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS, type QuestionType, type ScoreCounts } from "@touchline/domain/question";
import { NO_SCORES } from "@touchline/domain/score-counts";
import type { Statistic } from "@touchline/domain/statistic";

/** The metric that a question's kind is known by, of the answers given. */
function headline(counts: ScoreCounts, question: QuestionType): { metric: string; statistic: Statistic } {
  switch (QUESTIONS[question].kind) {
    case "nps":
      return { metric: npsDescriptor.key, statistic: nps(counts) };
    case "ces":
      return { metric: cesDescriptor.key, statistic: meanRating(counts, question) };
    case "csat":
      return { metric: csatDescriptor.key, statistic: csat(counts, question) };
    case "expectation":
      return { metric: delightDescriptor.key, statistic: csat(counts, question) };
  }
}

/**
 * All that is said of one group of answers to one question: its headline (NPS, CSAT, CES or delight, with the metric's
 * key), the share in the top box, mean and median on the question's own scale, and the answers by score, 0 to 10.
 * Fewer than leastPeople answers: their band and nothing else.
 */
export function ratingFigures(counts: ScoreCounts, question: QuestionType, leastPeople: number) {
  const shown = (statistic: Statistic) => discloseStatistic(statistic, leastPeople);
  const topBox = shown(csat(counts, question));
  const { metric, statistic } = headline(counts, question);
  return {
    n: topBox.n,
    band: topBox.band ?? null,
    headline: { metric, statistic: shown(statistic) },
    topBox,
    mean: shown(meanRating(counts, question)),
    median: shown(medianRating(counts, question)),
    distribution: topBox.band === undefined ? counts : NO_SCORES,
  };
}
