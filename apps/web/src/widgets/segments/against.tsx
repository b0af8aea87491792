import type { Comparison } from "@touchline/domain/compare";
import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { VerdictMark } from "@touchline/ui/verdict";

/** How far a segment lies from all others together. */
export function Against({ difference, unit }: { difference: Comparison | null; unit: MetricUnit }) {
  if (difference === null) return <span className="text-muted">Nothing to compare</span>;
  const { verdict } = difference;
  return (
    <VerdictMark
      verdict={verdict}
      difference={difference.difference}
      unit={unit}
      {...(verdict === "no-change" && { word: "Alike" })}
    />
  );
}
