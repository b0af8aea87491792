import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listDepartments, listSegments, listTouchpoints } from "@touchline/db/queries/structure";
import type { DayRange } from "@touchline/domain/day";
import { experienceScore, serviceGap } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { countAnswers } from "@touchline/domain/score-counts";
import { NOT_STATED_SEGMENT } from "@touchline/domain/structure";
import { aboutTouchpoints, scoredQuestions, touchpointAnswers } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { idOf } from "./keys.ts";
import { lastDay } from "./trend.ts";
import type { Reads, View } from "./view.ts";

type Cell = CountRow<"touchpoint" | "segment">;

/** A range's answers by touchpoint and segment, a department's alone where one is meant. */
async function readBySegment({ db, scope }: Reads, view: View, range: DayRange, department: number | null) {
  const touchpoints = await listTouchpoints(db, scope, { on: lastDay(range) });
  const cells = await scoreCounts(db, scope, {
    range: { from: range.from, to: range.to },
    by: ["touchpoint", "segment"],
    filters: {
      channels: view.filters.channels,
      questions: scoredQuestions(touchpoints),
      departments: department === null ? undefined : [department],
    },
  });
  const about: Cell[] = aboutTouchpoints(cells).filter(
    ({ segmentId }) => segmentId !== NOT_STATED_SEGMENT.id,
  );
  /** The touchpoints with the answers for which `keep` holds. */
  const of = (keep: (segmentId: number) => boolean) => {
    const own = about.filter(({ segmentId }) => keep(segmentId));
    const answered = new Set(own.map(({ touchpointId }) => touchpointId));
    return touchpointAnswers(
      touchpoints.filter(({ id }) => answered.has(id)),
      own,
    );
  };
  const answers = new Map<number, number>();
  for (const { segmentId, question, counts } of about)
    answers.set(segmentId, (answers.get(segmentId) ?? 0) + countAnswers(counts, question));
  return { of, answers };
}

/**
 * The score by segment, of the view or of a department in it, with that of service and of the rest, its change, and how
 * far it lies from all other segments' together at the touchpoints that both rated. Of all segments, whatever one the view is narrowed to;
 * answers that state none are left out. Changes, and differences, are judged together. Throws "not_found".
 */
export async function readSegmentSplit(reads: Reads, view: View, slug: string | null) {
  const { settings, period, previous } = view;
  const department =
    slug === null ? null : idOf(await listDepartments(reads.db, reads.scope), slug, "department");
  const [segments, now, before] = await Promise.all([
    listSegments(reads.db, reads.scope),
    readBySegment(reads, view, period, department),
    previous && readBySegment(reads, view, previous, department),
  ]);
  // What the others come to would give a segment of too few away, next to all others' own figures.
  const isMany = (segment: number) => (now.answers.get(segment) ?? 0) >= settings.leastPeople;
  const rows = segments
    .filter(({ id }) => now.answers.has(id))
    .map(({ id, slug, name }) => {
      const own = now.of((segment) => segment === id);
      const others = now.of((segment) => segment !== id && isMany(segment));
      const { service, rest, gap } = serviceGap(own, settings);
      const { score } = experienceScore(own, settings);
      return {
        slug,
        name,
        weight: score.n,
        score,
        service: service.score,
        rest: rest.score,
        /** Service less the rest. */
        gap,
        change:
          before &&
          experienceChange(
            own,
            before.of((segment) => segment === id),
            settings,
          ).change,
        /** Against all other segments together, but for those of too few answers to be told. */
        difference: experienceChange(own, others, settings).change,
      };
    })
    .sort((a, b) => b.weight - a.weight);
  const told = cautiousChanges(rows.map(({ weight, difference }) => ({ weight, change: difference })));
  return cautiousChanges(rows).map(({ weight: _, ...row }, at) => ({
    ...row,
    difference: told[at]?.change ?? row.difference,
  }));
}
