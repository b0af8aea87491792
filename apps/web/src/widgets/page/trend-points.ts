import type { RouterOutputs } from "@touchline/api/root";
import type { ChartWords } from "@touchline/ui/chart-words";
import { formatDay } from "@touchline/ui/formats";
import type { TrendPoint } from "@touchline/ui/trend-drawing";
import type { Usual } from "@touchline/ui/trend-words";
import { COMPARISON_NAMES } from "../../filters.ts";
import { pointLabel, type Question, questionInWords } from "./question.ts";
import { SIGNAL_WORDS } from "./signal-words.ts";

type Whole = RouterOutputs["experience"]["trend"];
export type CourseOf = Pick<Whole, "grain" | "points" | "previous" | "limits" | "signals">;

/** Why a point stands out; where points are no weeks, with the weeks in it that do. */
function signalInWords(grain: Whole["grain"], signals: Whole["signals"]): string | null {
  const kinds = [...new Set(signals.map(({ kind }) => kind))].map((kind) => {
    const weeks = signals.filter((signal) => signal.kind === kind).map(({ week }) => formatDay(week));
    return grain === "week" ? SIGNAL_WORDS[kind] : `week from ${weeks.join(", ")}: ${SIGNAL_WORDS[kind]}`;
  });
  return kinds.length > 0 ? kinds.join("; ") : null;
}

/**
 * A trend's points with what they are compared with, point by point, what is said of those that stand out, and where
 * points usually lie: of weeks alone, since longer times vary less.
 */
export function trendLines({ grain, points, previous, limits, signals }: CourseOf) {
  return points.map((point, at) => ({
    ...point,
    before: previous?.[at]?.statistic ?? null,
    signal: signalInWords(
      grain,
      signals.filter((signal) => signal.at === point.from),
    ),
    usual: grain === "week" ? limits : null,
  }));
}

/** The usual range that a chart draws, or that too few weeks are known to tell it. */
export const usualOf = ({ grain, limits }: Pick<CourseOf, "grain" | "limits">): Usual =>
  grain === "week" ? (limits ?? "unknown") : null;

/** The same as a chart draws them. */
export function trendPoints(trend: CourseOf): TrendPoint[] {
  return trendLines(trend).map(({ from, statistic, before, signal }) => ({
    label: pointLabel(trend.grain, from),
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
