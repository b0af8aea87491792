import { type CausePoint, causePoints } from "@touchline/db/queries/causes";
import { addDays, type DayRange, startOfWeek } from "@touchline/domain/day";
import {
  type CAUSED_SERIES,
  type CausedCounts,
  causedFigures,
  causedWeeks,
} from "@touchline/domain/metrics/caused-contacts";
import { trendRanges } from "@touchline/domain/period";
import { discloseStatistic } from "@touchline/domain/privacy";
import { noBase, type Statistic } from "@touchline/domain/statistic";
import { groupBy } from "./answers.ts";
import { contactsIn, isFailure, isKnown, sumOf } from "./failure.ts";
import { grainFor, type Reads, type View } from "./view.ts";
import { judgedDays, standingOut } from "./weekly-signals.ts";

const countsOf = (rows: readonly CausePoint[] = []): CausedCounts => ({
  contacts: sumOf(rows),
  known: sumOf(rows.filter(isKnown)),
  caused: sumOf(rows.filter(isFailure)),
});

/**
 * Contacts that something else caused, their share of the known and the unknown share, at each point of the period.
 * Where points are weeks: the usual range of each of the three, and what stands out of it.
 */
export async function readFailureTrend(reads: Reads, view: View) {
  const { period, settings } = view;
  const grain = grainFor(period);
  const weekly = grain === "week";
  const judged = judgedDays(period);
  const read = ({ from, to }: DayRange) =>
    causePoints(reads.db, reads.scope, { ...contactsIn(view, { from, to }), grain });
  const [rows, earlier] = await Promise.all([
    read(period),
    weekly ? read({ from: judged.from, to: period.from }) : [],
  ]);
  const byPoint = groupBy(rows, (row) => row.point);
  // A week that the period cuts in two is whole again.
  const byWeek = groupBy([...earlier, ...rows], (row) => startOfWeek(row.point));
  const weeks = weekly ? trendRanges({ from: judged.from, to: period.to }, "week") : [];
  const counted = causedWeeks(weeks.map(({ from }) => countsOf(byWeek.get(from))));
  const whole = weeks.filter(({ from }) => from < judged.to);
  const ranges = trendRanges({ from: period.from, to: period.to }, grain);
  const around = trendRanges({ from: addDays(period.from, -31), to: addDays(period.to, 31) }, grain);
  // A count of some days of a week is no week's count; shares do not mind.
  const isCut = ({ from, to }: DayRange) => !around.some((one) => one.from === from && one.to === to);
  const shown = (one: Statistic) => discloseStatistic(one, settings.leastPeople);
  const points = causedFigures(ranges.map(({ from }) => countsOf(byPoint.get(from)))).flatMap(
    (figures, at) => {
      const range = ranges[at];
      if (!range) return [];
      const { caused, failure, unknown } = figures;
      return {
        ...range,
        caused: isCut(range) ? noBase() : shown(caused),
        failure: shown(failure),
        unknown: shown(unknown),
      };
    },
  );
  const judge = (key: (typeof CAUSED_SERIES)[number]) => {
    const series = counted.slice(0, whole.length).map((week) => week[key]);
    return standingOut(series, whole, points, key === "caused" ? [0, Number.POSITIVE_INFINITY] : [0, 1]);
  };
  return {
    grain,
    points,
    judged: { caused: judge("caused"), failure: judge("failure"), unknown: judge("unknown") },
  };
}
