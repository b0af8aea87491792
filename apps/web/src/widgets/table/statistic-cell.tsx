import type { Comparison } from "@touchline/domain/compare";
import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import type { Statistic } from "@touchline/domain/statistic";
import { DASH, formatCount, formatValue } from "@touchline/ui/formats";
import { CELL_NUMBER } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import { TextLink } from "../page/link.tsx";

/**
 * A figure in a table's cell with how many stand behind it, its change where there is one, and its interval as soon as
 * one looks closer at the row, which "reveals".
 */
export function StatisticCell({
  statistic,
  unit,
  change = null,
  words = (value) => formatValue(value, unit),
  href,
  behind,
}: {
  statistic: Statistic;
  unit: MetricUnit;
  change?: Comparison | null;
  /** The figure as people say it, where that is not its unit's. */
  words?: (value: number | null) => string;
  /** Where the records behind it are, and what those are, in words for who hears the link. */
  href?: string;
  behind?: string;
}) {
  const { value, n, band, low, high } = statistic;
  const interval = low === null || high === null ? DASH : `[${words(low)}, ${words(high)}]`;
  return (
    <td
      className={`${CELL_NUMBER} align-top ${value === null ? "text-muted" : ""} ${change === null ? "" : "min-w-58"}`}
    >
      {href === undefined || value === null ? (
        (band ?? words(value))
      ) : (
        <span className="relative z-1">
          <TextLink href={href}>
            {words(value)}
            <span className="sr-only">: {behind}</span>
          </TextLink>
        </span>
      )}
      {value !== null && (
        <span className="swap justify-end justify-items-end text-12 text-muted">
          <span className="flex justify-end gap-x-2 whitespace-nowrap">
            n {formatCount(n)}
            {change !== null && (
              <VerdictMark narrow units verdict={change.verdict} difference={change.difference} unit={unit} />
            )}
          </span>
          <span className="reveal whitespace-nowrap">
            <span className="sr-only">95 % interval </span>
            {interval}
          </span>
        </span>
      )}
    </td>
  );
}
