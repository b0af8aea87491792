import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listTouchpoints, listWeightChanges, type TouchpointRow } from "@touchline/db/queries/structure";
import { addDays, type DayRange } from "@touchline/domain/day";
import { experienceSeries } from "@touchline/domain/metrics/experience-series";
import type { TouchpointAnswers } from "@touchline/domain/metrics/touchpoint";
import { type TrendGrain, trendRanges } from "@touchline/domain/period";
import type { QuestionType } from "@touchline/domain/question";
import { type Estimate, normalInterval, type Statistic } from "@touchline/domain/statistic";
import { groupBy, narrowedKey, scoredQuestions, touchpointAnswers } from "./answers.ts";
import type { Reads, View } from "./view.ts";

type Cell = CountRow<"touchpoint" | "department" | TrendGrain>;

/** One point of a trend: its days, the answers given in them, and the touchpoints with the weights of its last day. */
export interface TrendPoint extends DayRange {
  readonly touchpoints: readonly TouchpointRow[];
  readonly cells: readonly Cell[];
}

/** A figure along a period; each point by its days, `to` excluded. */
export type Series = readonly (DayRange & { readonly statistic: Statistic })[];

/**
 * The view's answers of a range, point by point; touchpoints narrows them further. questions: those that scores are made
 * of unless told otherwise, which are a part of all that was asked.
 */
export function readTrend(
  reads: Reads,
  view: View,
  options: {
    range: DayRange;
    grain: TrendGrain;
    touchpoints?: readonly number[];
    questions?: "scored" | readonly QuestionType[];
  },
): Promise<TrendPoint[]> {
  const { range, grain, touchpoints, questions = "scored" } = options;
  const key = `trend ${range.from} ${range.to} ${grain} ${narrowedKey(view)} ${touchpoints?.join() ?? "all"} ${questions}`;
  return reads.once(key, async () => {
    const [known, weights] = await Promise.all([
      listTouchpoints(reads.db, reads.scope, { on: range.from }),
      listWeightChanges(reads.db, reads.scope),
    ]);
    const cells = await scoreCounts(reads.db, reads.scope, {
      range,
      by: ["touchpoint", "department", grain],
      filters: {
        ...view.filters,
        touchpoints,
        questions: questions === "scored" ? scoredQuestions(known) : questions,
      },
    });
    const changes = groupBy(weights, (row) => row.touchpointId);
    const byPoint = groupBy(cells, (cell) => cell.point);
    return trendRanges(range, grain).map(({ from, to }) => ({
      from,
      to,
      cells: byPoint.get(from) ?? [],
      touchpoints: known.map((row) => ({
        ...row,
        weight: changes.get(row.id)?.findLast((set) => set.validFrom < to)?.weight ?? row.weight,
      })),
    }));
  });
}

/** The score of the period's rows at each point, of the point's cells that `keep` lets speak. */
export function scoreSeries(
  rows: readonly TouchpointAnswers[],
  points: readonly TrendPoint[],
  keep: (cell: Cell) => boolean,
  settings: View["settings"],
): Estimate[] {
  const meant = new Set(rows.map((row) => row.touchpoint));
  return experienceSeries(
    rows,
    points.map(({ touchpoints, cells }) =>
      touchpointAnswers(
        touchpoints.filter((row) => meant.has(row.id)),
        cells.filter((cell) => meant.has(cell.touchpointId) && keep(cell)),
      ),
    ),
    { ...settings, pointAnswers: settings.leastPeople },
  );
}

/** Estimates as a series to be shown, each with its interval cut at the bounds of its scale. */
export const seriesOf = (
  points: readonly DayRange[],
  estimates: readonly Estimate[],
  bounds: readonly [number, number] = [0, 100],
): Series =>
  points.map(({ from, to }, at) => ({
    from,
    to,
    statistic: normalInterval(estimates[at] ?? { value: null, se: null, n: 0 }, bounds),
  }));

/** The last day of a range, in words that a reader uses. */
export const lastDay = ({ to }: DayRange): string => addDays(to, -1);
