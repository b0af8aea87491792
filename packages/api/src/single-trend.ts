import type { ScoredAnswers } from "./answers.ts";
import { readTrend, scoreSeries, seriesOf, type TrendPoint } from "./trend.ts";
import { grainFor, type Reads, type View } from "./view.ts";
import { readWeeks, weeklySignals } from "./weekly-signals.ts";

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
  const grain = grainFor(period);
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
    ...weeklySignals(rows, keep, settings, weeks, shown),
  };
}
