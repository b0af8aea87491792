import type { Comparison } from "../compare.ts";
import type { QuestionType, ScoreCounts } from "../question.ts";
import { addCounts, countAnswers, subtractCounts } from "../score-counts.ts";
import { benjaminiHochberg } from "./movers.ts";
import { pompChange } from "./pomp.ts";

/** One segment's answers about one touchpoint. */
export interface SegmentCell {
  readonly touchpoint: number;
  readonly segment: number;
  readonly question: QuestionType;
  readonly counts: ScoreCounts;
}

/**
 * How far each segment's score of a touchpoint lies from that of all other segments together, in the order given: a real
 * difference is a discovery among all cells, else it is "no-change". null where the cell or all others have too few.
 */
export function disagreements(cells: readonly SegmentCell[], minAnswers: number): (Comparison | null)[] {
  const whole = new Map<number, ScoreCounts>();
  for (const { touchpoint, counts } of cells) {
    const sum = whole.get(touchpoint);
    whole.set(touchpoint, sum ? addCounts(sum, counts) : counts);
  }
  const tried = cells.map(({ touchpoint, question, counts }) => {
    const others = subtractCounts(whole.get(touchpoint) ?? counts, counts);
    const few = Math.min(countAnswers(counts, question), countAnswers(others, question)) < minAnswers;
    return few ? null : pompChange(counts, others, question, minAnswers);
  });
  const real = benjaminiHochberg(tried.map((difference) => difference?.pValue ?? null));
  return tried.map((difference, at) =>
    difference && !real[at] ? { ...difference, verdict: "no-change" } : difference,
  );
}
