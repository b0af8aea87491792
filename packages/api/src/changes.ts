import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listChannels, listSegments } from "@touchline/db/queries/structure";
import type { DayRange } from "@touchline/domain/day";
import { type ChangeParts, changeParts } from "@touchline/domain/metrics/change-parts";
import { countsOnBasis } from "@touchline/domain/metrics/evidence-basis";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { touchpointPair } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import type { QuestionType } from "@touchline/domain/question";
import { countAnswers } from "@touchline/domain/score-counts";
import { ratio } from "@touchline/domain/statistic";
import { evidenceCounts, groupBy, readBoth, scoredQuestions, touchpointAnswers } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import type { Reads, View } from "./view.ts";

/** What a touchpoint's change is split over. */
export const CHANGE_PARTS = ["channel", "segment"] as const;
type PartKind = (typeof CHANGE_PARTS)[number];

async function readParts(
  reads: Reads,
  view: View,
  range: DayRange,
  { by, questions }: { readonly by: PartKind; readonly questions: readonly QuestionType[] },
) {
  const { db, scope } = reads;
  const query = { range: { from: range.from, to: range.to }, filters: { ...view.filters, questions } };
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

/** A channel or segment with its shares of a touchpoint's answers, 0 to 1, now and before. */
interface Shift {
  readonly slug: string;
  readonly name: string;
  readonly share: number;
  readonly shareBefore: number;
}

/**
 * The part whose share of the answers grew most, and the one whose share shrank most. Parts with fewer answers than
 * `least` in either period are not named, nor any where what is left of the whole would give such a part away.
 */
function shiftsOf(
  parts: readonly {
    readonly slug: string;
    readonly name: string;
    readonly n: number;
    readonly nBefore: number;
  }[],
  least: number,
): { readonly grew: Shift | null; readonly shrank: Shift | null } {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const nBefore = parts.reduce((sum, part) => sum + part.nBefore, 0);
  const large = parts.filter((part) => Math.min(part.n, part.nBefore) >= least);
  const left = (of: "n" | "nBefore") =>
    (of === "n" ? n : nBefore) - large.reduce((sum, part) => sum + part[of], 0);
  if ((["n", "nBefore"] as const).some((of) => left(of) > 0 && left(of) < least))
    return { grew: null, shrank: null };
  const shifts = large
    .map(
      ({ slug, name, n: own, nBefore: ownBefore }): Shift => ({
        slug,
        name,
        share: ratio(own, n) ?? 0,
        shareBefore: ratio(ownBefore, nBefore) ?? 0,
      }),
    )
    .sort((a, b) => b.share - b.shareBefore - (a.share - a.shareBefore));
  const [first, last] = [shifts[0], shifts.at(-1)];
  return {
    grew: first && first.share > first.shareBefore ? first : null,
    shrank: last && last.share < last.shareBefore ? last : null,
  };
}

/**
 * What changed and why: the change of the whole and of each touchpoint, each as a rate part (scores moved) and a mix part
 * (weights, or the shares of channels or segments, moved). Largest effect on the whole first. null: nothing to compare with.
 */
export async function readChanges(reads: Reads, view: View, by: PartKind) {
  const { settings, period, previous } = view;
  if (previous === null) return null;
  const { now, before } = await readBoth(reads, view);
  if (before === null) return null;
  const meant = { by, questions: scoredQuestions([...now.touchpoints, ...before.touchpoints]) };
  const [named, parts, partsBefore] = await Promise.all([
    by === "channel" ? listChannels(reads.db, reads.scope) : listSegments(reads.db, reads.scope),
    readParts(reads, view, period, meant),
    readParts(reads, view, previous, meant),
  ]);
  const rows = touchpointAnswers(now.touchpoints, now.cells);
  const rowsBefore = touchpointAnswers(before.touchpoints, before.cells);
  const whole = experienceChange(rows, rowsBefore, settings);
  const earlier = new Map(rowsBefore.map((row) => [row.touchpoint, row]));
  const details = new Map(now.touchpoints.map((row) => [row.id, row]));
  const names = (ids: readonly number[]) => ids.map((id) => details.get(id)?.name ?? "");
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
    // The database gives them in no order: equal shifts are told of the same part each time.
    const known = [...new Set([...present.keys(), ...gone.keys()])].sort((a, b) => a - b);
    const pairs = known.map((part) => ({
      part,
      current: counts(present, part),
      previous: counts(gone, part),
    }));
    const split = changeParts(pairs, question, settings.minAnswers);
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
      /** What moved between the parts; only where the mix part is real is it more than chance. */
      shift: shiftsOf(
        pairs.flatMap((pair) => {
          const part = named.find(({ id }) => id === pair.part);
          const answers = (of: "current" | "previous") => countAnswers(pair[of], question);
          return part
            ? { slug: part.slug, name: part.name, n: answers("current"), nBefore: answers("previous") }
            : [];
        }),
        settings.leastPeople,
      ),
    };
  });
  const byEffect = ({ effect }: (typeof changes)[number]) => Math.abs(effect ?? 0);
  return {
    whole: {
      change: whole.change,
      rate: whole.rate,
      mix: whole.mix,
      entered: names(whole.entered),
      left: names(whole.left),
      notComparable: names(whole.notComparable),
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
