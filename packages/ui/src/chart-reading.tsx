"use client";

import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { LineChart } from "@tremor/react";
import type { ChartWords } from "./chart-words.ts";
import { formatCount, formatInterval, formatValue } from "./formats.ts";
import type { Scale } from "./scale.ts";
import type { TrendPoint } from "./trend-drawing.ts";

/**
 * Tremor's chart laid over the drawn one with its lines unseen: it finds the point under the pointer, marks it and says
 * its figures. It has no names for screen readers and no use by keyboard, so it is hidden from them: the table behind
 * the chart says the same. The only place that knows Tremor.
 */
export default function ChartReading({
  words,
  points,
  unit,
  scale,
}: {
  words: ChartWords;
  points: readonly TrendPoint[];
  unit: MetricUnit;
  scale: Scale;
}) {
  const data = points.map(({ label, score, before }) => ({
    label,
    own: score.value === null ? null : score.value * scale.times,
    before: before === null || before === undefined ? null : before * scale.times,
  }));
  const compared = data.some(({ before }) => before !== null);
  function Reading({ active, label }: { active: boolean | undefined; label: unknown }) {
    const point = points.find((each) => each.label === label);
    if (!active || !point) return null;
    const { score, before = null, signal } = point;
    return (
      <div className="rounded border border-line bg-paper px-3 py-2 text-13 text-ink">
        <p className="text-12 text-muted">{point.label}</p>
        <p className="whitespace-nowrap font-semibold">
          {score.band === undefined ? formatValue(score.value, unit) : `Too few answers (${score.band})`}
        </p>
        {score.value !== null && (
          <p className="whitespace-nowrap text-12 text-muted">
            {formatInterval(score.low, score.high, unit)} n {formatCount(score.n)}
          </p>
        )}
        {before !== null && (
          <p className="whitespace-nowrap text-12 text-muted">
            {words.before}: {formatValue(before, unit)}
          </p>
        )}
        {signal && <p className="text-12">{signal}</p>}
      </div>
    );
  }
  return (
    <div aria-hidden="true" className="absolute inset-x-0 -top-[5px] bottom-0">
      <LineChart
        data={data}
        index="label"
        categories={compared ? ["own", "before"] : ["own"]}
        minValue={scale.min}
        maxValue={scale.max}
        showXAxis={false}
        showYAxis={false}
        showGridLines={false}
        showLegend={false}
        customTooltip={({ active, label }) => <Reading active={active} label={label} />}
        className="chart-reading h-full"
      />
    </div>
  );
}
