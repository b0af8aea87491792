import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listTouchpoints, type TouchpointRow } from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import { addDays, type DayRange } from "@touchline/domain/day";
import type { EvidenceCounts } from "@touchline/domain/metrics/evidence-basis";
import { NO_EVIDENCE_COUNTS, type TouchpointAnswers } from "@touchline/domain/metrics/touchpoint";
import type { QuestionType } from "@touchline/domain/question";
import { addCounts } from "@touchline/domain/score-counts";
import { OVERALL_TOUCHPOINT, type TouchpointRole } from "@touchline/domain/structure";
import type { Context } from "./context.ts";

type Reads = Pick<Context, "db" | "once"> & { readonly scope: Scope };
type Cell = Pick<CountRow<"touchpoint">, "question" | "evidence" | "counts">;
export type ScoredAnswers = TouchpointAnswers & { readonly role: TouchpointRole };

/** Counts by evidence, of the answers to one question among the cells. */
export function evidenceCounts(cells: readonly Cell[], question: QuestionType): EvidenceCounts {
  const counts: Record<keyof EvidenceCounts, EvidenceCounts["used"]> = { ...NO_EVIDENCE_COUNTS };
  for (const cell of cells)
    if (cell.question === question) counts[cell.evidence] = addCounts(counts[cell.evidence], cell.counts);
  return counts;
}

/** Rows by what they share, in the order of their first. */
export function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/**
 * One row per touchpoint with what its score is made of. Touchpoints without answers are there with none, but for
 * archived ones, which count no longer.
 */
export function touchpointAnswers(
  touchpoints: readonly TouchpointRow[],
  cells: readonly CountRow<"touchpoint">[],
): ScoredAnswers[] {
  const byTouchpoint = groupBy(cells, (cell) => cell.touchpointId);
  return touchpoints
    .filter((row) => !row.archived || byTouchpoint.has(row.id))
    .map((row) => ({
      touchpoint: row.id,
      weight: row.weight,
      role: row.role,
      question: row.primaryQuestion,
      counts:
        row.primaryQuestion === null
          ? NO_EVIDENCE_COUNTS
          : evidenceCounts(byTouchpoint.get(row.id) ?? [], row.primaryQuestion),
    }));
}

/** Answers of a range by touchpoint and owner, with the weights and owners in force on its last day. */
export function readAnswers(reads: Reads, range: DayRange) {
  return reads.once(`answers ${range.from} ${range.to}`, () => readAnswersOnce(reads, range));
}

async function readAnswersOnce({ db, scope }: Reads, range: DayRange) {
  const [touchpoints, cells] = await Promise.all([
    listTouchpoints(db, scope, { on: addDays(range.to, -1) }),
    scoreCounts(db, scope, { range, by: ["touchpoint", "department"] }),
  ]);
  return {
    touchpoints,
    /** About touchpoints. */
    cells: cells.filter((cell) => cell.touchpointId !== OVERALL_TOUCHPOINT.id),
    /** About the company as a whole. */
    overall: cells.filter((cell) => cell.touchpointId === OVERALL_TOUCHPOINT.id),
  };
}
