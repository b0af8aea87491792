import { type SegmentCauseRow, segmentCauses } from "@touchline/db/queries/causes";
import { listSegments } from "@touchline/db/queries/structure";
import type { DayRange } from "@touchline/domain/day";
import { failureChange } from "@touchline/domain/metrics/failure-demand";
import { disclose, discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { share } from "@touchline/domain/statistic";
import { NOT_STATED_SEGMENT } from "@touchline/domain/structure";
import { groupBy } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { contactsIn, isFailure, isKnown, sumOf } from "./failure.ts";
import type { Reads, View } from "./view.ts";

const failureOf = (rows: readonly SegmentCauseRow[]) =>
  share(sumOf(rows.filter(isFailure)), sumOf(rows.filter(isKnown)));

/**
 * Failure demand by the segment of who asked, the most contacts first: its share of the contacts with a known cause, its
 * change, and the difference from all other segments' together. Of all segments, whatever one the view is narrowed to. Small groups are banded
 * with a second one; changes, and differences, are judged together.
 */
export async function readFailureSegments(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const { leastPeople, minAnswers } = settings;
  const read = async (range: DayRange) => {
    const { segments: _, ...query } = contactsIn(view, range);
    const rows = await segmentCauses(reads.db, reads.scope, query);
    return rows.filter(({ segmentId }) => segmentId !== NOT_STATED_SEGMENT.id);
  };
  const [segments, now, before] = await Promise.all([
    listSegments(reads.db, reads.scope),
    read(period),
    previous && read(previous),
  ]);
  const groups = [...groupBy(now, ({ segmentId }) => segmentId)]
    .map(([segment, own]) => ({ segment, own, contacts: sumOf(own) }))
    .sort((a, b) => b.contacts - a.contacts);
  const shown = disclose(
    groups.map(({ contacts }) => contacts),
    leastPeople,
  );
  const rows = groups.map(({ segment, own, contacts }, at) => {
    const group = shown.groups[at];
    const band = group !== undefined && !group.shown ? group.band : null;
    const named = segments.find(({ id }) => id === segment);
    const failure = failureOf(own);
    const against = (rest: readonly SegmentCauseRow[]) =>
      discloseComparison(failureChange(failure, failureOf(rest), minAnswers), leastPeople);
    return {
      slug: named?.slug ?? "",
      name: named?.name ?? "",
      weight: contacts,
      contacts: band === null ? contacts : null,
      band,
      failure:
        band === null
          ? discloseStatistic(failure, leastPeople)
          : { value: null, n: 0, low: null, high: null, band },
      change:
        before && band === null ? against(before.filter(({ segmentId }) => segmentId === segment)) : null,
      /** Against all other segments together. */
      difference: band === null ? against(now.filter(({ segmentId }) => segmentId !== segment)) : null,
    };
  });
  const told = cautiousChanges(rows.map(({ weight, difference }) => ({ weight, change: difference })));
  return cautiousChanges(rows).map(({ weight: _, ...row }, at) => ({
    ...row,
    difference: told[at]?.change ?? null,
  }));
}
