import { scoreCounts } from "@touchline/db/queries/counts";
import { listTouchpoints, listWeightChanges } from "@touchline/db/queries/structure";
import { addDays, daysIn } from "@touchline/domain/day";
import { experienceScore, serviceGap } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { nps, npsChange } from "@touchline/domain/metrics/nps";
import { type TrendGrain, trendRanges } from "@touchline/domain/period";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { groupBy, readAnswers, type ScoredAnswers, touchpointAnswers } from "../answers.ts";
import { answersIn, headlineCsat, overallCounts, verifiedShare } from "../headline.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const isService = (row: ScoredAnswers) => row.role === "service";
const isRest = (row: ScoredAnswers) => row.role !== "service";

/** Enough points to see a course, few enough to tell them apart. */
function grainFor(days: number): TrendGrain {
  if (days > 200) return "month";
  return days > 45 ? "week" : "day";
}

export const experience = router({
  /** What the page asks in days, and what it may be changed to: the period with answers, the zone, the thresholds. */
  view: procedure("metrics:read")
    .input(viewInput)
    .query(({ ctx, input }) => resolveView(ctx, input)),

  /** The company's headline figures, each with its change against the comparison; changes are null for all time. */
  summary: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const { period, previous, settings } = await resolveView(ctx, input);
      const [now, before] = await Promise.all([
        readAnswers(ctx, period),
        previous ? readAnswers(ctx, previous) : null,
      ]);
      const rows = touchpointAnswers(now.touchpoints, now.cells);
      const rowsBefore = before && touchpointAnswers(before.touchpoints, before.cells);
      const changeOf = (keep: (row: ScoredAnswers) => boolean) =>
        rowsBefore && experienceChange(rows.filter(keep), rowsBefore.filter(keep), settings);
      const names = new Map(now.touchpoints.map((row) => [row.id, row.name]));
      const named = (ids: readonly number[]) => ids.map((id) => names.get(id) ?? "A former touchpoint");
      const whole = experienceScore(rows, settings);
      const change = changeOf(() => true);
      const { service, rest, gap } = serviceGap(rows, settings);
      const asked = overallCounts(now.overall, "nps_0_10");
      const askedBefore = before && overallCounts(before.overall, "nps_0_10");
      const npsMoved = askedBefore && npsChange(asked, askedBefore, settings.minAnswers);
      return {
        score: whole.score,
        measuredWeight: whole.measuredWeight,
        measured: whole.touchpoints.filter((row) => row.score.counted).length,
        touchpoints: whole.touchpoints.length,
        change: change?.change ?? null,
        entered: named(change?.entered ?? []),
        left: named(change?.left ?? []),
        service: { score: service.score, change: changeOf(isService)?.change ?? null },
        rest: { score: rest.score, change: changeOf(isRest)?.change ?? null },
        gap,
        nps: {
          score: discloseStatistic(nps(asked), settings.leastPeople),
          change: npsMoved && discloseComparison(npsMoved, settings.leastPeople),
        },
        csat: headlineCsat(
          [...now.cells, ...now.overall],
          before && [...before.cells, ...before.overall],
          settings,
        ),
        verified: verifiedShare(now.cells, settings.leastPeople),
        answers: answersIn([...now.cells, ...now.overall]),
      };
    }),

  /** The experience score along the period, by the weights of each point's last day; a point without answers is null. */
  trend: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const { period, settings } = await resolveView(ctx, input);
      const grain = grainFor(daysIn(period));
      const [touchpoints, weights, cells] = await Promise.all([
        listTouchpoints(ctx.db, ctx.scope, { on: period.from }),
        listWeightChanges(ctx.db, ctx.scope),
        scoreCounts(ctx.db, ctx.scope, { range: period, by: ["touchpoint", grain] }),
      ]);
      const byPoint = groupBy(cells, (cell) => cell.point);
      const changes = groupBy(weights, (row) => row.touchpointId);
      const points = trendRanges(period, grain).map(({ from, to }) => {
        const last = addDays(to, -1);
        const weighted = touchpoints.map((row) => ({
          ...row,
          weight: changes.get(row.id)?.findLast((set) => set.validFrom <= last)?.weight ?? row.weight,
        }));
        const answered = (byPoint.get(from) ?? []).filter(
          (cell) => cell.touchpointId !== OVERALL_TOUCHPOINT.id,
        );
        return { from, to, score: experienceScore(touchpointAnswers(weighted, answered), settings).score };
      });
      return { grain, points };
    }),
});
