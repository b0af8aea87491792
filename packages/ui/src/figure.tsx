import type { Comparison } from "@touchline/domain/compare";
import type { MetricDescriptor } from "@touchline/domain/metric-descriptor";
import type { Statistic } from "@touchline/domain/statistic";
import type { ReactNode } from "react";
import { About } from "./about.tsx";
import { formatCount, formatInterval, formatValue } from "./formats.ts";
import { Sparkline } from "./sparkline.tsx";
import { VerdictMark } from "./verdict.tsx";

/**
 * One metric with all that it must not travel without: value, n, the interval as soon as one looks closer and, where
 * two periods are compared, the verdict. What it means, how it is made and how fresh it is opens from its name. big: at
 * most one on a page. Stands in a <dl>.
 */
export function Figure({
  metric,
  statistic,
  change,
  label = metric.label,
  course = [],
  refreshed = null,
  behind = null,
  big = false,
  className = "",
  children,
}: {
  metric: MetricDescriptor;
  statistic: Statistic;
  change: Comparison | null;
  label?: string;
  /** The metric along the period, drawn small. */
  course?: readonly (number | null)[];
  /** When data came in last, in words. */
  refreshed?: string | null;
  /** A link to what the figure is made of. */
  behind?: ReactNode;
  big?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const known = statistic.value !== null;
  const interval = formatInterval(statistic.low, statistic.high, metric.unit);
  return (
    <div className={`reveals flex min-w-0 flex-col border-hairline border-t pt-3 ${className}`}>
      <dt className="text-13 text-muted">
        <About label={label}>
          <span className="block font-medium">{label}</span>
          <span className="mt-1 block">{metric.definition}</span>
          <span className="mt-2 block text-muted">{metric.formula}</span>
          {known && (
            <span className="mt-2 block">
              95 % interval {interval}, n {formatCount(statistic.n)}
            </span>
          )}
          {behind !== null && <span className="mt-2 block">{behind}</span>}
          {refreshed !== null && (
            <span className="mt-2 block text-12 text-muted">Last data came in {refreshed}</span>
          )}
        </About>
      </dt>
      <dd className={`mt-0.5 font-semibold tracking-tight ${big ? "text-40" : "text-28"}`}>
        {formatValue(statistic.value, metric.unit)}
        {known && metric.unit === "score" && (
          <span className="font-normal text-12 text-muted tracking-normal"> of 100</span>
        )}
      </dd>
      {known ? (
        <>
          {change !== null && (
            <dd className="text-13">
              <VerdictMark
                narrow
                units
                verdict={change.verdict}
                difference={change.difference}
                unit={metric.unit}
              />
            </dd>
          )}
          <dd className="swap text-12 text-muted">
            <span className="whitespace-nowrap">n {formatCount(statistic.n)}</span>
            <span className="reveal whitespace-nowrap">
              <span className="sr-only">95 % interval </span>
              {interval}
            </span>
          </dd>
        </>
      ) : (
        <dd className="text-13 text-muted">
          {statistic.band === undefined ? metric.gap : `Too few answers to show (${statistic.band})`}
        </dd>
      )}
      {children !== undefined && <dd>{children}</dd>}
      {known && course.length > 1 && (
        <dd className="mt-auto pt-2">
          <Sparkline label={label} values={course} unit={metric.unit} className={big ? "w-40" : ""} />
        </dd>
      )}
    </div>
  );
}
