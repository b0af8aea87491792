import { cesDescriptor } from "@touchline/domain/metrics/ces";
import { csat, csatDescriptor } from "@touchline/domain/metrics/csat";
import { delightDescriptor } from "@touchline/domain/metrics/delight";
import { meanRating, medianRating } from "@touchline/domain/metrics/distribution";
import { nps, npsDescriptor } from "@touchline/domain/metrics/nps";
import { QUESTIONS, type QuestionType, type ScoreCounts } from "@touchline/domain/question";
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
 */
export function ratingFigures(counts: ScoreCounts, question: QuestionType) {
  const topBox = csat(counts, question);
  return {
    n: topBox.n,
    headline: headline(counts, question),
    topBox,
    mean: meanRating(counts, question),
    median: medianRating(counts, question),
    distribution: counts,
  };
}
