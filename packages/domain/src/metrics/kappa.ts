import type { MetricDescriptor } from "../metric-descriptor.ts";
import { bounded, noBase, ratio, type Statistic, Z95 } from "../statistic.ts";

export const kappaDescriptor = {
  key: "reviewer_agreement",
  label: "Reviewers agree",
  unit: "coefficient",
  better: "higher",
  gap: "No two reviewers have read the same contacts.",
  definition:
    "How far two reviewers who read the same contacts name the same cause, beyond what chance would give: 1 is always, 0 is no more than chance. Below 0.6, agree on the meaning of causes before you rely on them.",
  formula:
    "Cohen's kappa: (agreement - agreement by chance) / (1 - agreement by chance); large-sample interval.",
  source:
    "J. Cohen, A coefficient of agreement for nominal scales, 1960; the reading: J. R. Landis and G. G. Koch, 1977.",
} as const satisfies MetricDescriptor;

/**
 * Cohen's kappa of two reviewers from the cells of their table: how often the one said `one` and the other `other`. n =
 * things that both judged; null where both always said the same one thing, so that chance explains it all.
 */
export function cohensKappa<Label>(
  cells: readonly { readonly one: Label; readonly other: Label; readonly count: number }[],
): Statistic {
  const n = cells.reduce((sum, { count }) => sum + count, 0);
  const each = ratio(1, n);
  if (each === null) return noBase();
  const agreed = each * cells.reduce((sum, { one, other, count }) => sum + (one === other ? count : 0), 0);
  const said = (label: Label, side: "one" | "other") =>
    each * cells.reduce((sum, cell) => sum + (cell[side] === label ? cell.count : 0), 0);
  const labels = new Set(cells.flatMap(({ one, other }) => [one, other]));
  const chance = [...labels].reduce((sum, label) => sum + said(label, "one") * said(label, "other"), 0);
  const value = ratio(agreed - chance, 1 - chance);
  const spread = ratio(Math.sqrt(agreed * (1 - agreed) * each), 1 - chance);
  if (value === null || spread === null) return noBase(n);
  return bounded(value, n, [value - Z95 * spread, value + Z95 * spread], [-1, 1]);
}
