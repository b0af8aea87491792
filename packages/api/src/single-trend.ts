import { addDays, type DayRange, daysIn, startOfWeek } from "@touchline/domain/day";
import { baselineLength, LEAST_WEEKLY_ANSWERS, signals } from "@touchline/domain/metrics/signals";
import type { TrendGrain } from "@touchline/domain/period";
import type { Estimate } from "@touchline/domain/statistic";
import type { ScoredAnswers } from "./answers.ts";
import { readTrend, scoreSeries, seriesOf, type TrendPoint } from "./trend.ts";
import type { Reads, View } from "./view.ts";

/** Weeks before the period that say what is normal. */
const BASELINE_WEEKS = 26;

/** Finer than the whole company's trend: one thing is read in less time, and signals are of weeks. */
function singleGrain(range: DayRange): TrendGrain {
  if (daysIn(range) > 400) return "month";
  return daysIn(range) > 45 ? "week" : "day";
}

/** One thing's answers: its rows in the period and in what it is compared with, and which cells are its own. */
export interface Single {
  readonly rows: readonly ScoredAnswers[];
  readonly rowsBefore: readonly ScoredAnswers[] | null;
  readonly keep: (cell: TrendPoint["cells"][number]) => boolean;
}

/**
 * The score of one thing along the period and along what it is compared with, with the signals of its weeks: limits are
 * locked on the half year before the period where enough is known of it. at: the point of the trend that the week begins in.
 */
export async function singleTrend(reads: Reads, view: View, { rows, rowsBefore, keep }: Single) {
  const { period, previous, settings } = view;
  const grain = singleGrain(period);
  const touchpoints = [...new Set([...rows, ...(rowsBefore ?? [])].map((row) => row.touchpoint))].sort(
    (a, b) => a - b,
  );
  const [points, pointsBefore, weeks] = await Promise.all([
    readTrend(reads, view, { range: period, grain, touchpoints }),
    previous && readTrend(reads, view, { range: previous, grain, touchpoints }),
    readWeeks(reads, view, touchpoints),
  ]);
  const series = (own: readonly ScoredAnswers[], along: readonly TrendPoint[]) =>
    seriesOf(along, scoreSeries(own, along, keep, settings));
  const shown = series(rows, points);
  return {
    grain,
    points: shown,
    previous: rowsBefore && pointsBefore && series(rowsBefore, pointsBefore),
    ...weeklySignals({ rows, keep, settings }, weeks, shown),
  };
}

/** The period's weeks and the half year before them; touchpoints left out: of all. */
export function readWeeks(reads: Reads, view: View, touchpoints?: readonly number[]) {
  const { from, to } = view.period;
  const range = { from: addDays(startOfWeek(from), -7 * BASELINE_WEEKS), to: startOfWeek(to) };
  return readTrend(reads, view, { range, grain: "week", ...(touchpoints && { touchpoints }) });
}

/** The usual range of the weeks, and what stands out of it, each by the point of the trend that its week begins in. */
export function weeklySignals(
  { rows, keep, settings }: Pick<Single, "rows" | "keep"> & { readonly settings: View["settings"] },
  weeks: readonly TrendPoint[],
  points: readonly DayRange[],
) {
  const weekly: readonly Estimate[] = scoreSeries(rows, weeks, keep, {
    ...settings,
    leastPeople: LEAST_WEEKLY_ANSWERS,
  });
  const found = signals(weekly, baselineLength(weekly, BASELINE_WEEKS));
  return {
    limits: found.limits && { centre: found.limits.centre, low: found.limits.low, high: found.limits.high },
    signals: found.signals.flatMap(({ index, kind, direction }) => {
      const week = weeks[index]?.from;
      if (week === undefined) return [];
      const at = points.find(({ from, to }) => from < addDays(week, 7) && week < to)?.from;
      return at === undefined ? [] : [{ week, at, kind, direction, value: weekly[index]?.value ?? null }];
    }),
  };
}
