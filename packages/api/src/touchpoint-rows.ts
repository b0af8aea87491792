import type { NamedRow, TouchpointRow } from "@touchline/db/queries/structure";
import { NO_EVIDENCE_COUNTS, touchpointPair, touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS } from "@touchline/domain/question";
import type { ScoredAnswers } from "./answers.ts";
import type { View } from "./view.ts";

/** One touchpoint's answers now and, where there is a comparison, before; what of it may be shown. */
function scoreOf(now: ScoredAnswers, before: ScoredAnswers | undefined, settings: View["settings"]) {
  const { counted, notCounted, missing, basis, ...found } = touchpointScore(now, settings);
  const score = discloseStatistic(found.score, settings.leastPeople);
  const change = before ? touchpointPair(now, before, settings).change : null;
  return {
    score,
    counted,
    notCounted,
    // What is still missing would tell how few there are.
    missing: score.band === undefined ? missing : settings.minAnswers,
    coverage: discloseStatistic(found.coverage, settings.leastPeople),
    basis,
    change: change && discloseComparison(change, settings.leastPeople),
  };
}

/** Rows of touchpoints to be shown, in the order given; rowsBefore null = nothing to compare with. */
export function touchpointRows(
  rows: readonly ScoredAnswers[],
  rowsBefore: readonly ScoredAnswers[] | null,
  names: { readonly touchpoints: readonly TouchpointRow[]; readonly departments: readonly NamedRow[] },
  settings: View["settings"],
) {
  const details = new Map(names.touchpoints.map((row) => [row.id, row]));
  const owners = new Map(names.departments.map((row) => [row.id, row]));
  const earlier = new Map(rowsBefore?.map((row) => [row.touchpoint, row]));
  return rows.flatMap((row) => {
    const detail = details.get(row.touchpoint);
    if (!detail) return [];
    const owner = owners.get(detail.departmentId ?? -1);
    const before = rowsBefore
      ? (earlier.get(row.touchpoint) ?? { ...row, counts: NO_EVIDENCE_COUNTS })
      : undefined;
    return {
      slug: detail.slug,
      name: detail.name,
      archived: detail.archived,
      stage: detail.stage?.name ?? null,
      department: owner?.name ?? null,
      departmentSlug: owner?.slug ?? null,
      role: detail.role,
      directness: detail.directness,
      question: row.question && QUESTIONS[row.question].label,
      weight: row.weight,
      ...scoreOf(row, before, settings),
    };
  });
}

type Shown = Pick<ReturnType<typeof touchpointRows>[number], "counted" | "score" | "weight">;

/** The most to win first: by weight x what is missing to 100. Those that don't count come last, the most answers first. */
export function byWhatIsToWin(a: Shown, b: Shown): number {
  const toWin = ({ counted, weight, score }: Shown) => (counted ? weight * (100 - (score.value ?? 0)) : -1);
  return toWin(b) - toWin(a) || b.score.n - a.score.n;
}
