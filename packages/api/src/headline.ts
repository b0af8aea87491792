import type { CountRow } from "@touchline/db/queries/counts";
import { type Comparison, compareIntervals } from "@touchline/domain/compare";
import type { EvidenceBasis } from "@touchline/domain/evidence";
import { csat, csatChange } from "@touchline/domain/metrics/csat";
import { delight, delightChange } from "@touchline/domain/metrics/delight";
import { headlineQuestion, meanRating, meanRatingChange } from "@touchline/domain/metrics/distribution";
import {
  type AppliedBasis,
  appliedBasis,
  coverageDescriptor,
  evidenceOn,
} from "@touchline/domain/metrics/evidence-basis";
import { nps, npsChange } from "@touchline/domain/metrics/nps";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTION_TYPES, QUESTIONS, type QuestionType, type ScoreCounts } from "@touchline/domain/question";
import { addCounts, countAnswers, NO_SCORES } from "@touchline/domain/score-counts";
import { noBase, type Statistic, share } from "@touchline/domain/statistic";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { evidenceCounts, groupBy } from "./answers.ts";
import type { View } from "./view.ts";

type Cells = readonly CountRow<"touchpoint">[];
type Settings = View["settings"];
export type Bases = ReadonlyMap<string, AppliedBasis>;

const keyOf = ({ touchpointId, question }: Cells[number]) => `${touchpointId} ${question}`;

/**
 * Which answers may speak, of each touchpoint's answers to each question, as the view's evidence has it. Answers about
 * the company as a whole always do: there is no use of it that could be verified or contradicted.
 */
export function basesOf(cells: Cells, evidence: EvidenceBasis): Bases {
  const bases = new Map<string, AppliedBasis>();
  for (const [key, own] of groupBy(cells, keyOf)) {
    const [first] = own;
    if (first === undefined) continue;
    const { touchpointId, question } = first;
    const overall = touchpointId === OVERALL_TOUCHPOINT.id;
    bases.set(key, overall ? "all" : appliedBasis(evidence, evidenceCounts(own, question), question));
  }
  return bases;
}

export type Spoken = Readonly<Partial<Record<QuestionType, ScoreCounts>>>;

/** The answers among the cells that may speak, by question, all touchpoints together. */
export function spoken(cells: Cells, bases: Bases): Spoken {
  const speaking: Partial<Record<QuestionType, ScoreCounts[]>> = {};
  for (const cell of cells) {
    const basis = bases.get(keyOf(cell));
    if (basis === undefined || !evidenceOn(basis).includes(cell.evidence)) continue;
    const own = speaking[cell.question];
    if (own) own.push(cell.counts);
    else speaking[cell.question] = [cell.counts];
  }
  return Object.fromEntries(
    Object.entries(speaking).map(([question, counts]) => [question, addCounts(...counts)]),
  );
}

/** How many answers to any question may speak. */
export function countSpoken(counts: Spoken): number {
  return QUESTION_TYPES.reduce((sum, each) => sum + countAnswers(counts[each] ?? NO_SCORES, each), 0);
}

export interface Headline {
  readonly statistic: Statistic;
  readonly change: Comparison | null;
  /** The question with the most answers, in words; null when nobody was asked. */
  readonly scale: string | null;
  /** The figure at one point of the period. */
  readonly at: (point: Spoken) => Statistic;
}

const HEADLINES = {
  nps: {
    of: nps,
    changeOf: (now: ScoreCounts, before: ScoreCounts, _: QuestionType, least: number) =>
      npsChange(now, before, least),
  },
  csat: { of: csat, changeOf: csatChange },
  ces: { of: meanRating, changeOf: meanRatingChange },
  expectation: {
    of: (counts: ScoreCounts) => delight(counts).delighted,
    changeOf: (now: ScoreCounts, before: ScoreCounts, _: QuestionType, least: number) =>
      delightChange(now, before, least),
  },
} as const;

/** NPS, CSAT, CES or the share that is delighted, of the scale with the most answers, which it names, as they may be shown. */
export function headline(
  kind: keyof typeof HEADLINES,
  now: Spoken,
  before: Spoken | null,
  { minAnswers, leastPeople }: Settings,
): Headline {
  const found = headlineQuestion(kind, now);
  if (found === null) return { statistic: noBase(), change: null, scale: null, at: () => noBase() };
  const { question, counts } = found;
  const { of, changeOf } = HEADLINES[kind];
  const shown = (answers: ScoreCounts) => discloseStatistic(of(answers, question), leastPeople);
  const change = before && changeOf(counts, before[question] ?? NO_SCORES, question, minAnswers);
  return {
    statistic: shown(counts),
    change: change && discloseComparison(change, leastPeople),
    scale: QUESTIONS[question].label,
    at: (point) => shown(point[question] ?? NO_SCORES),
  };
}

/** How many answers there are to any question, whatever their evidence. */
function answersIn(cells: Cells): number {
  return cells.reduce((sum, row) => sum + countAnswers(row.counts, row.question), 0);
}

/** The share of answers to any question whose use is known. */
function verified(cells: Cells): Statistic {
  return share(answersIn(cells.filter((cell) => cell.evidence === "used")), answersIn(cells));
}

/** The same as it may be shown. */
export const verifiedShare = (cells: Cells, leastPeople: number): Statistic =>
  discloseStatistic(verified(cells), leastPeople);

/** How it changed. */
export const verifiedChange = (now: Cells, before: Cells, settings: View["settings"]): Comparison =>
  discloseComparison(
    compareIntervals(verified(now), verified(before), {
      better: coverageDescriptor.better,
      minAnswers: settings.minAnswers,
    }),
    settings.leastPeople,
  );
