import type { RouterOutputs } from "@touchline/api/root";
import type { ChartWords } from "@touchline/ui/chart-words";
import type { TrendPoint } from "@touchline/ui/trend-drawing";
import { COMPARISON_NAMES } from "../../filters.ts";
import { pointLabel, type Question, questionInWords } from "./question.ts";
import { SIGNAL_WORDS } from "./signal-words.ts";

type Whole = RouterOutputs["experience"]["trend"];
type One = Pick<RouterOutputs["departments"]["trend"], "signals">;

type Trend = Pick<Whole, "points" | "previous"> & Partial<Pick<One, "signals">>;

/** A trend's points with what they are compared with, point by point, and what is said of those that stand out. */
export function trendLines({ points, previous, signals = [] }: Trend) {
  return points.map((point, at) => {
    const said = signals.filter((signal) => signal.at === point.from).map(({ kind }) => SIGNAL_WORDS[kind]);
    return {
      ...point,
      before: previous?.[at]?.statistic ?? null,
      signal: said.length > 0 ? [...new Set(said)].join("; ") : null,
    };
  });
}

/** The same as a chart draws them. */
export function trendPoints({ grain, ...trend }: Trend & Pick<Whole, "grain">): TrendPoint[] {
  return trendLines(trend).map(({ from, statistic, before, signal }) => ({
    label: pointLabel(grain, from),
    score: statistic,
    before: before?.value ?? null,
    signal,
  }));
}

/** What a chart of this page is called. */
export function trendWords(title: string, own: string, { view, filters }: Question): ChartWords {
  return {
    title,
    own,
    before: COMPARISON_NAMES[filters.compare],
    question: view.ok ? questionInWords(view.value) : "",
  };
}
