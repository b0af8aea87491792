import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import type { DayRange } from "@touchline/domain/day";
import { type ChangeParts, changeParts } from "@touchline/domain/metrics/change-parts";
import { countsOnBasis } from "@touchline/domain/metrics/evidence-basis";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { touchpointPair } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { ratio } from "@touchline/domain/statistic";
import { evidenceCounts, groupBy, readBoth, touchpointAnswers } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import type { Reads, View } from "./view.ts";

/** What a touchpoint's change is split over. */
export const CHANGE_PARTS = ["channel", "segment"] as const;
type PartKind = (typeof CHANGE_PARTS)[number];

async function readParts(reads: Reads, view: View, range: DayRange, by: PartKind) {
  const { db, scope } = reads;
  const query = { range: { from: range.from, to: range.to }, filters: view.filters };
  const cells: (CountRow<"touchpoint"> & { readonly part: number })[] =
    by === "channel"
      ? (await scoreCounts(db, scope, { ...query, by: ["touchpoint", "channel"] })).map((cell) => ({
          ...cell,
          part: cell.channelId,
        }))
      : (await scoreCounts(db, scope, { ...query, by: ["touchpoint", "segment"] })).map((cell) => ({
          ...cell,
          part: cell.segmentId,
        }));
  return groupBy(cells, (cell) => cell.touchpointId);
}

/**
 * What changed and why: the change of the whole and of each touchpoint, each as a rate part (scores moved) and a mix part
 * (weights, or the shares of channels or segments, moved). Largest effect on the whole first. null: nothing to compare with.
 */
export async function readChanges(reads: Reads, view: View, by: PartKind) {
  const { settings, period, previous } = view;
  if (previous === null) return null;
  const [{ now, before }, parts, partsBefore] = await Promise.all([
    readBoth(reads, view),
    readParts(reads, view, period, by),
    readParts(reads, view, previous, by),
  ]);
  if (before === null) return null;
  const rows = touchpointAnswers(now.touchpoints, now.cells);
  const rowsBefore = touchpointAnswers(before.touchpoints, before.cells);
  const whole = experienceChange(rows, rowsBefore, settings);
  const earlier = new Map(rowsBefore.map((row) => [row.touchpoint, row]));
  const details = new Map(now.touchpoints.map((row) => [row.id, row]));
  const named = (ids: readonly number[]) => ids.map((id) => details.get(id)?.name ?? "");
  const compared = new Set(whole.compared);
  const weights = rows.reduce((sum, row) => sum + (compared.has(row.touchpoint) ? row.weight : 0), 0);
  const changes = rows.flatMap((row) => {
    const { touchpoint, question, weight } = row;
    const detail = details.get(touchpoint);
    const then = earlier.get(touchpoint);
    if (!detail || !then || question === null || !compared.has(touchpoint)) return [];
    const { current, previous: past, change } = touchpointPair(row, then, settings);
    const of = (cells: Awaited<ReturnType<typeof readParts>>) =>
      groupBy(cells.get(touchpoint) ?? [], (cell) => cell.part);
    const [present, gone] = [of(parts), of(partsBefore)];
    const counts = (own: ReturnType<typeof of>, part: number) =>
      countsOnBasis(evidenceCounts(own.get(part) ?? [], question), current.basis);
    const split = changeParts(
      [...new Set([...present.keys(), ...gone.keys()])].map((part) => ({
        current: counts(present, part),
        previous: counts(gone, part),
      })),
      question,
      settings.minAnswers,
    );
    return {
      slug: detail.slug,
      name: detail.name,
      stage: detail.stage?.name ?? null,
      weight,
      score: discloseStatistic(current.score, settings.leastPeople),
      before: discloseStatistic(past.score, settings.leastPeople),
      change: discloseComparison(change, settings.leastPeople),
      /** Points of the experience score that the change makes. */
      effect: ratio(weight * (change.difference ?? 0), weights),
      split,
    };
  });
  const byEffect = ({ effect }: (typeof changes)[number]) => Math.abs(effect ?? 0);
  return {
    whole: {
      change: whole.change,
      rate: whole.rate,
      mix: whole.mix,
      entered: named(whole.entered),
      left: named(whole.left),
      notComparable: named(whole.notComparable),
    },
    touchpoints: cautiousParts(
      cautiousChanges(changes.sort((a, b) => byEffect(b) - byEffect(a))),
      settings.leastPeople,
    ),
  };
}

/** Rate parts are judged together, and mix parts, as the changes are; what may be shown of them. */
function cautiousParts<Row extends { readonly weight: number; readonly split: ChangeParts | null }>(
  rows: readonly Row[],
  leastPeople: number,
) {
  const judged = (of: keyof ChangeParts) =>
    cautiousChanges(rows.map(({ weight, split }) => ({ weight, change: split?.[of] ?? null })));
  const [rates, mixes] = [judged("rate"), judged("mix")];
  return rows.map(({ split: _, ...row }, at) => {
    const [rate, mix] = [rates[at]?.change ?? null, mixes[at]?.change ?? null];
    return {
      ...row,
      /** Of the change, in points: what the parts' own scores made, and what their shares made. */
      rate: rate && discloseComparison(rate, leastPeople),
      mix: mix && discloseComparison(mix, leastPeople),
    };
  });
}
