import { addDays, type DayRange, startOfWeek } from "@touchline/domain/day";
import {
  baselineLength,
  LEAST_WEEKLY_ANSWERS,
  type SeriesPoint,
  signals,
} from "@touchline/domain/metrics/signals";
import type { ScoredAnswers } from "./answers.ts";
import { readTrend, scoreSeries, type TrendPoint } from "./trend.ts";
import type { Reads, View } from "./view.ts";

/** Weeks before the period that say what is normal. */
const BASELINE_WEEKS = 26;

/** The days of the period's whole weeks and of the half year before them. */
export const judgedDays = ({ from, to }: DayRange): DayRange => ({
  from: addDays(startOfWeek(from), -7 * BASELINE_WEEKS),
  to: startOfWeek(to),
});

/** The answers of the period's weeks and of the half year before them; touchpoints left out: of all. */
export function readWeeks(reads: Reads, view: View, touchpoints?: readonly number[]) {
  const range = judgedDays(view.period);
  return readTrend(reads, view, { range, grain: "week", ...(touchpoints && { touchpoints }) });
}

/**
 * The usual range of a weekly figure, locked on the half year before the period where enough is known of it, and what
 * stands out of it, each by the point of the trend (at) that its week begins in. limits, cut at the bounds of the
 * figure; null: too few weeks to tell.
 */
export function standingOut(
  weekly: readonly SeriesPoint[],
  weeks: readonly DayRange[],
  points: readonly DayRange[],
  [least, most]: readonly [number, number],
) {
  const { limits, ...found } = signals(weekly, baselineLength(weekly, BASELINE_WEEKS));
  return {
    limits: limits && {
      centre: limits.centre,
      low: Math.max(least, limits.low),
      high: Math.min(most, limits.high),
    },
    signals: found.signals.flatMap(({ index, kind, direction }) => {
      const week = weeks[index]?.from;
      if (week === undefined) return [];
      const at = points.find(({ from, to }) => from < addDays(week, 7) && week < to)?.from;
      return at === undefined ? [] : [{ week, at, kind, direction }];
    }),
  };
}

/** The same of a score that is made of these rows, of the answers that `keep` lets speak. */
export function weeklySignals(
  rows: readonly ScoredAnswers[],
  keep: (cell: TrendPoint["cells"][number]) => boolean,
  settings: View["settings"],
  weeks: readonly TrendPoint[],
  points: readonly DayRange[],
) {
  const least = { ...settings, leastPeople: LEAST_WEEKLY_ANSWERS };
  return standingOut(scoreSeries(rows, weeks, keep, least), weeks, points, [0, 100]);
}
