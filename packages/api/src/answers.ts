import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listTouchpoints, type TouchpointRow } from "@touchline/db/queries/structure";
import { addDays, type DayRange } from "@touchline/domain/day";
import type { Evidence } from "@touchline/domain/evidence";
import type { EvidenceCounts } from "@touchline/domain/metrics/evidence-basis";
import { NO_EVIDENCE_COUNTS, type TouchpointAnswers } from "@touchline/domain/metrics/touchpoint";
import type { QuestionType } from "@touchline/domain/question";
import { addCounts } from "@touchline/domain/score-counts";
import { OVERALL_TOUCHPOINT, type TouchpointRole } from "@touchline/domain/structure";
import type { Reads, View } from "./view.ts";

type Cell = Pick<CountRow<"touchpoint">, "question" | "evidence" | "counts">;
export type ScoredAnswers = TouchpointAnswers & { readonly role: TouchpointRole };

/** Counts by evidence, of the answers to one question among the cells. */
export function evidenceCounts(cells: readonly Cell[], question: QuestionType): EvidenceCounts {
  const asked = cells.filter((cell) => cell.question === question);
  const of = (evidence: Evidence) =>
    addCounts(...asked.filter((cell) => cell.evidence === evidence).map((cell) => cell.counts));
  return { used: of("used"), not_used: of("not_used"), unknown: of("unknown") };
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

/** Without the answers about the company as a whole. */
export function aboutTouchpoints<Row extends { readonly touchpointId: number }>(
  cells: readonly Row[],
): Row[] {
  return cells.filter((cell) => cell.touchpointId !== OVERALL_TOUCHPOINT.id);
}

/** The questions that scores are made of: to read those alone takes a part of the time where more is asked. */
export const scoredQuestions = (
  touchpoints: readonly Pick<TouchpointRow, "primaryQuestion">[],
): QuestionType[] => [...new Set(touchpoints.flatMap(({ primaryQuestion }) => primaryQuestion ?? []))];

/** A key for what was read of a view's answers, so that a request reads it once. */
export const narrowedKey = ({ filters }: Pick<View, "filters">): string =>
  JSON.stringify([filters.channels ?? null, filters.segments ?? null]);

/** The view's answers of a range by touchpoint and owner, with the weights and owners in force on its last day. */
export function readAnswers(reads: Reads, view: View, range: DayRange) {
  return reads.once(`answers ${range.from} ${range.to} ${narrowedKey(view)}`, async () => {
    const [touchpoints, cells] = await Promise.all([
      listTouchpoints(reads.db, reads.scope, { on: addDays(range.to, -1) }),
      scoreCounts(reads.db, reads.scope, {
        range,
        by: ["touchpoint", "department"],
        filters: view.filters,
      }),
    ]);
    return {
      touchpoints,
      /** About touchpoints. */
      cells: aboutTouchpoints(cells),
      /** About the company as a whole. */
      overall: cells.filter((cell) => cell.touchpointId === OVERALL_TOUCHPOINT.id),
    };
  });
}

/** The same of the period and, where there is one, of what it is compared with. */
export async function readBoth(reads: Reads, view: View) {
  const [now, before] = await Promise.all([
    readAnswers(reads, view, view.period),
    view.previous && readAnswers(reads, view, view.previous),
  ]);
  return { now, before };
}

/** What belongs to one department of answers: those given while it owned their touchpoint. null = to nobody. */
export function ownedBy(read: Awaited<ReturnType<typeof readAnswers>>) {
  const cells = groupBy(read.cells, (cell) => cell.departmentId);
  return (departmentId: number | null) => {
    const own = cells.get(departmentId) ?? [];
    const answered = new Set(own.map((cell) => cell.touchpointId));
    // A touchpoint without answers is its owner's now.
    const touchpoints = read.touchpoints.filter(
      (row) => row.departmentId === departmentId || answered.has(row.id),
    );
    return { cells: own, rows: touchpointAnswers(touchpoints, own) };
  };
}
