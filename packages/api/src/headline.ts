import type { CountRow } from "@touchline/db/queries/counts";
import type { Comparison } from "@touchline/domain/compare";
import { EVIDENCE } from "@touchline/domain/evidence";
import { csat, csatChange } from "@touchline/domain/metrics/csat";
import { headlineQuestion } from "@touchline/domain/metrics/distribution";
import { appliedBasis, countsOnBasis } from "@touchline/domain/metrics/evidence-basis";
import type { ScoreSettings } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS, type QuestionType, type ScoreCounts } from "@touchline/domain/question";
import { addCounts, countAnswers, NO_SCORES } from "@touchline/domain/score-counts";
import { noBase, type Statistic, share } from "@touchline/domain/statistic";
import { evidenceCounts, groupBy } from "./answers.ts";
import type { View } from "./view.ts";

type Cells = readonly CountRow<"touchpoint">[];

/** The answers of all touchpoints together that may speak, by question, each on its own touchpoint's evidence. */
function speakingCounts(now: Cells, before: Cells, settings: ScoreSettings) {
  const current: Partial<Record<QuestionType, ScoreCounts>> = {};
  const previous: Partial<Record<QuestionType, ScoreCounts>> = {};
  const earlier = groupBy(before, (cell) => `${cell.touchpointId} ${cell.question}`);
  for (const [key, cells] of groupBy(now, (cell) => `${cell.touchpointId} ${cell.question}`)) {
    const question = cells[0]?.question;
    if (question === undefined) continue;
    const counts = evidenceCounts(cells, question);
    const then = evidenceCounts(earlier.get(key) ?? [], question);
    const basis = appliedBasis(settings.basis, counts, question);
    current[question] = addCounts(current[question] ?? NO_SCORES, countsOnBasis(counts, basis));
    previous[question] = addCounts(previous[question] ?? NO_SCORES, countsOnBasis(then, basis));
  }
  return { current, previous };
}

/** The company's CSAT of the scale with the most answers, which it names; null label when nobody was asked. */
export function headlineCsat(
  now: Cells,
  before: Cells | null,
  settings: View["settings"],
): { statistic: Statistic; change: Comparison | null; scale: string | null } {
  const { current, previous } = speakingCounts(now, before ?? [], settings);
  const headline = headlineQuestion("csat", current);
  if (headline === null) return { statistic: noBase(), change: null, scale: null };
  const { question, counts } = headline;
  const { minAnswers, leastPeople } = settings;
  const change = before && csatChange(counts, previous[question] ?? NO_SCORES, question, minAnswers);
  return {
    statistic: discloseStatistic(csat(counts, question), leastPeople),
    change: change && discloseComparison(change, leastPeople),
    scale: QUESTIONS[question].label,
  };
}

/** All answers to a question about the company as a whole: there is no use of it that could be known or not. */
export function overallCounts(overall: Cells, question: QuestionType): ScoreCounts {
  const counts = evidenceCounts(overall, question);
  return addCounts(...EVIDENCE.map((evidence) => counts[evidence]));
}

/** How many answers there are to any question. */
export function answersIn(cells: Cells): number {
  return cells.reduce((sum, row) => sum + countAnswers(row.counts, row.question), 0);
}

/** The share of answers to any question whose use is known, as it may be shown. */
export function verifiedShare(cells: Cells, leastPeople: number): Statistic {
  const used = cells.filter((cell) => cell.evidence === "used");
  return discloseStatistic(share(answersIn(used), answersIn(cells)), leastPeople);
}
