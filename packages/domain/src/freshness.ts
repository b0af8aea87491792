import { type Day, daysIn } from "./day.ts";
import { quantile } from "./metrics/distribution.ts";

export const FRESHNESS = ["on-time", "late", "not-known"] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** Steps between imports that a rhythm needs before one can be late. */
const LEAST_STEPS = 3;
/** A source is late when nothing came for this many times its usual step. */
const PATIENCE = 2;

export interface SourceFreshness {
  readonly verdict: Freshness;
  /** Days since the last import. */
  readonly age: number;
  /** Days that usually lie between two imports; null while that can't be told. */
  readonly usualDays: number | null;
}

/**
 * Whether a source is late by its own rhythm: the median of the days between its imports (several on a day are one).
 * imports: days of its published imports, the last of which is at most today. null without any.
 */
export function freshness(imports: readonly Day[], today: Day): SourceFreshness | null {
  const days = [...new Set(imports)].sort();
  const last = days.at(-1);
  if (last === undefined) return null;
  const steps = days.slice(1).map((day, at) => ({
    value: daysIn({ from: days[at] ?? day, to: day }),
    count: 1,
  }));
  const age = daysIn({ from: last, to: today });
  const usualDays = steps.length < LEAST_STEPS ? null : quantile(steps, 0.5).value;
  if (usualDays === null) return { verdict: "not-known", age, usualDays };
  return { verdict: age > PATIENCE * usualDays ? "late" : "on-time", age, usualDays };
}
