import type { Comparison } from "@touchline/domain/compare";
import type { MetricDescriptor } from "@touchline/domain/metric-descriptor";
import type { Statistic } from "@touchline/domain/statistic";
import type { ReactNode } from "react";
import { formatCount, formatInterval, formatValue } from "./formats.ts";
import { VerdictMark } from "./verdict.tsx";

/**
 * One metric with all that it must not travel without: value, interval, n and, where two periods are compared, the
 * verdict. big: at most one on a page. Stands in a <dl>.
 */
export function Figure({
  metric,
  statistic,
  change,
  label = metric.label,
  big = false,
  className = "",
  children,
}: {
  metric: MetricDescriptor;
  statistic: Statistic;
  change: Comparison | null;
  label?: string;
  big?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const interval = formatInterval(statistic.low, statistic.high, metric.unit);
  return (
    <div className={`min-w-0 ${className}`}>
      <dt className="text-13 text-muted" title={metric.definition}>
        {label}
      </dt>
      <dd>
        <p className={`font-semibold tracking-tight ${big ? "text-40" : "text-28"}`}>
          {formatValue(statistic.value, metric.unit)}
        </p>
        {statistic.value === null ? (
          <p className="text-13 text-muted">
            {statistic.band === undefined ? metric.gap : `Too few answers to show (${statistic.band})`}
          </p>
        ) : (
          <p className="text-13 text-muted">
            <span className="whitespace-nowrap">
              <span className="sr-only">95 % interval </span>
              {interval}
            </span>{" "}
            <span className="whitespace-nowrap">n {formatCount(statistic.n)}</span>
          </p>
        )}
        {change !== null && statistic.value !== null && (
          <p className="mt-1 text-13">
            <VerdictMark verdict={change.verdict} difference={change.difference} unit={metric.unit} />
          </p>
        )}
        {children}
      </dd>
    </div>
  );
}
