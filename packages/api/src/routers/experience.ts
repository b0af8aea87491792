import { QUESTION_TYPES } from "@touchline/domain/question";
import { readAnswers, readBoth, touchpointAnswers } from "../answers.ts";
import { remembered } from "../remembered.ts";
import { readTraining } from "../training.ts";
import { readTrend, scoreSeries, seriesOf } from "../trend.ts";
import { procedure, router } from "../trpc.ts";
import { grainFor, resolveView } from "../view.ts";
import { trendInput, viewInput } from "../view-input.ts";
import { readWeeks, weeklySignals } from "../weekly-signals.ts";
import { wholeFigures } from "../whole.ts";

const everything = () => true;

export const experience = router({
  /**
   * What the page asks in days and names, and what it may be changed to: the period, what it is compared with (the same
   * part of it where the period isn't over), the months with answers, the zone, the thresholds.
   */
  view: procedure("metrics:read")
    .input(viewInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const { filters: _, ...view } = await resolveView(ctx, input);
        return view;
      }),
    ),

  /**
   * The company's headline figures by metric, in the order of the cards: each with n, interval, change against the comparison (null for all time) and
   * a point for each part of the period. Beside them what the experience score speaks for, and what it leaves out.
   */
  summary: procedure("metrics:read")
    .input(viewInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const view = await resolveView(ctx, input);
        const { period, previous, grain, settings } = view;
        const [answers, points] = await Promise.all([
          readBoth(ctx, view),
          readTrend(ctx, view, { range: period, grain, questions: QUESTION_TYPES }),
        ]);
        const ends = previous ? [period, previous, ...points] : [period, ...points];
        const training = await readTraining(ctx, ends, settings.leastPeople);
        const found = wholeFigures(view, answers, points, training);
        const names = new Map(answers.now.touchpoints.map((row) => [row.id, row.name]));
        const named = (ids: readonly number[]) => ids.map((id) => names.get(id) ?? "A former touchpoint");
        const { whole, moved, gap, figures, empty } = found;
        return {
          figures,
          measuredWeight: whole.measuredWeight,
          measured: whole.touchpoints.filter((row) => row.score.counted).length,
          touchpoints: whole.touchpoints.length,
          entered: named(moved?.entered ?? []),
          left: named(moved?.left ?? []),
          /** Service less the rest, now. */
          gap,
          /** There is no answer at all in this view, of whatever evidence. */
          empty,
        };
      }),
    ),

  /**
   * The experience score along the period, and along what it is compared with, point by point from the start of each,
   * by the weights of each point's last day; a point with too few answers is a gap. Where points are weeks: with their
   * usual range, and what stands out of it.
   */
  trend: procedure("metrics:read")
    .input(trendInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const view = await resolveView(ctx, input);
        const { period, previous, settings } = view;
        const grain = grainFor(period, input.weekly);
        const along = async (range: typeof period | typeof previous) => {
          if (range === null) return null;
          const [read, points] = await Promise.all([
            readAnswers(ctx, view, range),
            readTrend(ctx, view, { range, grain }),
          ]);
          const rows = touchpointAnswers(read.touchpoints, read.cells);
          return { rows, points: seriesOf(points, scoreSeries(rows, points, everything, settings)) };
        };
        const [now, compared, weeks] = await Promise.all([
          along(period),
          along(previous),
          grain === "week" ? readWeeks(ctx, view) : [],
        ]);
        const points = now?.points ?? [];
        const rows = now?.rows ?? [];
        return {
          grain,
          points,
          previous: compared?.points ?? null,
          ...weeklySignals(rows, everything, settings, weeks, points),
        };
      }),
    ),
});
