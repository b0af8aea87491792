import type { RouterOutputs } from "@touchline/api/root";
import type { ChartWords } from "@touchline/ui/chart-words";
import type { TrendPoint } from "@touchline/ui/trend-drawing";
import { COMPARISON_NAMES } from "../../filters.ts";
import { pointLabel, type Question, questionInWords } from "./question.ts";
import { SIGNAL_WORDS } from "./signal-words.ts";

type Whole = RouterOutputs["experience"]["trend"];
type One = Pick<RouterOutputs["departments"]["trend"], "signals">;

/** A trend's points with what they are compared with, point by point, and what is said of those that stand out. */
export function trendPoints({ grain, points, previous, signals = [] }: Whole & Partial<One>): TrendPoint[] {
  return points.map(({ from, statistic }, at) => {
    const said = signals.filter((signal) => signal.at === from).map(({ kind }) => SIGNAL_WORDS[kind]);
    return {
      label: pointLabel(grain, from),
      score: statistic,
      before: previous?.[at]?.statistic.value ?? null,
      signal: said.length > 0 ? [...new Set(said)].join("; ") : null,
    };
  });
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
