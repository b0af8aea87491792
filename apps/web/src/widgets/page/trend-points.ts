import type { RouterOutputs } from "@touchline/api/root";
import type { ChartWords } from "@touchline/ui/live-chart";
import type { TrendPoint } from "@touchline/ui/trend-drawing";
import { COMPARISON_NAMES } from "../../filters.ts";
import { pointLabel, type Question, questionInWords } from "./question.ts";

type Trend = RouterOutputs["experience"]["trend"];

/** A trend's points with what they are compared with, point by point. */
export function trendPoints({ grain, points, previous }: Trend): TrendPoint[] {
  return points.map(({ from, statistic }, at) => ({
    label: pointLabel(grain, from),
    score: statistic,
    before: previous?.[at]?.statistic.value ?? null,
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
