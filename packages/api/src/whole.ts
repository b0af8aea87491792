import type { Comparison } from "@touchline/domain/compare";
import type { MetricKey } from "@touchline/domain/metrics/descriptors";
import { experienceScore, serviceGap } from "@touchline/domain/metrics/experience";
import { experienceChange, gapChange } from "@touchline/domain/metrics/experience-change";
import { volume } from "@touchline/domain/metrics/volume";
import { discloseStatistic } from "@touchline/domain/privacy";
import { change, type Estimate, type Statistic } from "@touchline/domain/statistic";
import { aboutTouchpoints, type readBoth, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import {
  basesOf,
  countSpoken,
  headline,
  type Spoken,
  spoken,
  verifiedChange,
  verifiedShare,
} from "./headline.ts";
import { completionChange, completionOf, type readTraining } from "./training.ts";
import { type Series, scoreSeries, seriesOf, type TrendPoint } from "./trend.ts";
import type { View } from "./view.ts";

const isService = (row: ScoredAnswers) => row.role === "service";
const isRest = (row: ScoredAnswers) => row.role !== "service";

/** One headline figure with all that a card shows of it. */
export interface Figure {
  readonly metric: MetricKey;
  readonly statistic: Statistic;
  /** Against the comparison; null where there is none. */
  readonly change: Comparison | null;
  /** Relative change, for counts: 0.25 = a quarter more. */
  readonly growth: number | null;
  /** The scale asked on, for metrics that have several. */
  readonly scale: string | null;
  /** Along the period, for the sparkline. */
  readonly series: Series;
}

/** The relative change of two counts, where both may be shown. */
const growth = (now: Statistic, before: Statistic) => change(now.value, before.value);

type Both = Awaited<ReturnType<typeof readBoth>>;
type Training = Awaited<ReturnType<typeof readTraining>>;

const gapOf = (service: Estimate, rest: Estimate): Estimate => ({
  value: service.value === null || rest.value === null ? null : service.value - rest.value,
  se: service.se === null || rest.se === null ? null : Math.hypot(service.se, rest.se),
  n: service.n + rest.n,
});

/**
 * All that is said of the whole company: scores of touchpoints, their gap, and the figures of the cards in their order, by metric.
 * training: by the ends of the period, of what it is compared with when there is anything, and of each point.
 */
export function wholeFigures(
  view: View,
  { now, before }: Both,
  points: readonly TrendPoint[],
  training: Training,
) {
  const { settings } = view;
  const rows = touchpointAnswers(now.touchpoints, now.cells);
  const rowsBefore = before && touchpointAnswers(before.touchpoints, before.cells);
  const changeOf = (keep: (row: ScoredAnswers) => boolean) =>
    rowsBefore && experienceChange(rows.filter(keep), rowsBefore.filter(keep), settings);
  const estimates = (keep: (row: ScoredAnswers) => boolean) =>
    scoreSeries(rows.filter(keep), points, () => true, settings);

  const whole = experienceScore(rows, settings);
  const { service, rest, gap } = serviceGap(rows, settings);
  const moved = changeOf(() => true);
  const serviceMoved = changeOf(isService)?.change ?? null;
  const restMoved = changeOf(isRest)?.change ?? null;
  const [serviceSeries, restSeries] = [estimates(isService), estimates(isRest)];

  const all = [...now.cells, ...now.overall];
  const bases = basesOf(all, settings.basis);
  const current = spoken(all, bases);
  const earlier = before && spoken([...before.cells, ...before.overall], bases);
  const along = points.map(({ from, to, cells }) => ({ from, to, spoken: spoken(cells, bases), cells }));
  const card = (metric: "nps" | "csat" | "ces" | "delight"): Figure => {
    const { at, ...figure } = headline(
      metric === "delight" ? "expectation" : metric,
      current,
      earlier,
      settings,
    );
    const series = along.map(({ from, to, ...point }) => ({ from, to, statistic: at(point.spoken) }));
    return { metric, ...figure, growth: null, series };
  };
  const score = (
    metric: MetricKey,
    statistic: Statistic,
    compared: Comparison | null,
    series: Series,
  ): Figure => ({
    metric,
    statistic,
    change: compared,
    growth: null,
    scale: null,
    series,
  });
  const [trained, ...others] = training;
  const trainedBefore = before ? others.shift() : undefined;
  const counted = (counts: Spoken) => discloseStatistic(volume(countSpoken(counts)), settings.leastPeople);

  const figures = {
    experience_score: score(
      "experience_score",
      whole.score,
      moved?.change ?? null,
      seriesOf(
        points,
        estimates(() => true),
      ),
    ),
    service_score: score("service_score", service.score, serviceMoved, seriesOf(points, serviceSeries)),
    rest_score: score("rest_score", rest.score, restMoved, seriesOf(points, restSeries)),
    service_gap: score(
      "service_gap",
      { value: gap.difference, n: service.score.n + rest.score.n, low: gap.low, high: gap.high },
      serviceMoved && restMoved && gapChange(serviceMoved, restMoved, settings.minAnswers),
      seriesOf(
        points,
        serviceSeries.map((each, at) => gapOf(each, restSeries[at] ?? { value: null, se: null, n: 0 })),
        [-100, 100],
      ),
    ),
    nps: card("nps"),
    csat: card("csat"),
    ces: card("ces"),
    delight: card("delight"),
    training_completion: score(
      "training_completion",
      completionOf(trained?.all),
      completionChange(trained?.all, trainedBefore?.all, settings),
      points.map(({ from, to }, at) => ({ from, to, statistic: completionOf(others[at]?.all) })),
    ),
    verified_share: score(
      "verified_share",
      verifiedShare(now.cells, settings.leastPeople),
      before && verifiedChange(now.cells, before.cells, settings),
      along.map(({ from, to, cells }) => ({
        from,
        to,
        statistic: verifiedShare(aboutTouchpoints(cells), settings.leastPeople),
      })),
    ),
    answers: {
      ...score(
        "answers",
        counted(current),
        null,
        along.map(({ from, to, ...point }) => ({ from, to, statistic: counted(point.spoken) })),
      ),
      growth: earlier && growth(counted(current), counted(earlier)),
    },
  } as const satisfies Partial<Record<MetricKey, Figure>>;
  return { whole, moved, gap, figures, empty: all.length === 0 };
}
