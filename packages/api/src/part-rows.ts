import type { NamedRow } from "@touchline/db/queries/structure";
import type { AppliedBasis } from "@touchline/domain/metrics/evidence-basis";
import { countsOnBasis, type EvidenceCounts } from "@touchline/domain/metrics/evidence-basis";
import { pomp, pompChange } from "@touchline/domain/metrics/pomp";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import type { QuestionType } from "@touchline/domain/question";
import { countAnswers, NO_SCORES } from "@touchline/domain/score-counts";
import { share } from "@touchline/domain/statistic";
import { cautiousChanges } from "./cautious.ts";
import type { View } from "./view.ts";

/**
 * One touchpoint's score by a part of its answers (channel, segment), on the evidence that its own score rests on, with
 * each part's share of the answers. Parts without answers are left out. Changes are judged together.
 */
export function partRows(
  names: readonly NamedRow[],
  parts: {
    readonly question: QuestionType;
    readonly basis: AppliedBasis;
    readonly now: (id: number) => EvidenceCounts;
    readonly before: ((id: number) => EvidenceCounts) | null;
  },
  { minAnswers, leastPeople }: View["settings"],
) {
  const { question, basis, now, before } = parts;
  const counted = names.flatMap(({ id, slug, name }) => {
    const counts = countsOnBasis(now(id), basis);
    const n = countAnswers(counts, question);
    return n === 0 ? [] : [{ id, slug, name, counts, n }];
  });
  const all = counted.reduce((sum, { n }) => sum + n, 0);
  const rows = counted.map(({ id, slug, name, counts, n }) => {
    const earlier = before ? countsOnBasis(before(id), basis) : NO_SCORES;
    const score = discloseStatistic(pomp(counts, question), leastPeople);
    return {
      slug,
      name,
      score,
      share: score.band === undefined ? share(n, all) : score,
      weight: n,
      change: before && discloseComparison(pompChange(counts, earlier, question, minAnswers), leastPeople),
    };
  });
  return cautiousChanges(rows).map(({ weight: _, ...row }) => row);
}
