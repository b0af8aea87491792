import { scoreCounts } from "@touchline/db/queries/counts";
import { listSegments } from "@touchline/db/queries/structure";
import { disagreements } from "@touchline/domain/metrics/disagreement";
import { countsOnBasis } from "@touchline/domain/metrics/evidence-basis";
import { pomp } from "@touchline/domain/metrics/pomp";
import { touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS } from "@touchline/domain/question";
import { countAnswers } from "@touchline/domain/score-counts";
import { NOT_STATED_SEGMENT } from "@touchline/domain/structure";
import { evidenceCounts, groupBy, readAnswers, scoredQuestions, touchpointAnswers } from "./answers.ts";
import type { Reads, View } from "./view.ts";

/**
 * Every touchpoint in every segment, and where segments really disagree, most first. The map is of all segments, whatever
 * one the view is narrowed to: a segment alone can't disagree. Answers that state no segment are left out.
 */
export async function readSegmentMap(reads: Reads, view: View) {
  const { settings, period } = view;
  const filters = { channels: view.filters.channels };
  const everybody: View = { ...view, segment: null, filters: { ...filters, segments: undefined } };
  const [segments, now] = await Promise.all([
    listSegments(reads.db, reads.scope),
    readAnswers(reads, everybody, period),
  ]);
  const cells = await scoreCounts(reads.db, reads.scope, {
    range: { from: period.from, to: period.to },
    by: ["touchpoint", "segment"],
    filters: { ...filters, questions: scoredQuestions(now.touchpoints) },
  });
  const byTouchpoint = groupBy(cells, (cell) => cell.touchpointId);
  const details = new Map(now.touchpoints.map((row) => [row.id, row]));
  const rows = touchpointAnswers(now.touchpoints, now.cells);
  const known = rows.flatMap((row) => {
    const { touchpoint, question } = row;
    if (question === null) return [];
    const { basis } = touchpointScore(row, settings);
    return [...groupBy(byTouchpoint.get(touchpoint) ?? [], (cell) => cell.segmentId)].flatMap(
      ([segment, own]) => {
        const counts = countsOnBasis(evidenceCounts(own, question), basis);
        if (segment === NOT_STATED_SEGMENT.id || countAnswers(counts, question) === 0) return [];
        return [{ touchpoint, segment, question, counts }];
      },
    );
  });
  const found = disagreements(known, settings.minAnswers);
  const named = (id: number) => {
    const row = segments.find((each) => each.id === id);
    return { slug: row?.slug ?? "", name: row?.name ?? "" };
  };
  const shown = known.map(({ touchpoint, segment, question, counts }, at) => {
    const difference = found[at] ?? null;
    return {
      touchpoint,
      segment: named(segment),
      score: discloseStatistic(pomp(counts, question), settings.leastPeople),
      counted: countAnswers(counts, question) >= settings.minAnswers,
      /** Against all other segments together. */
      difference: difference && discloseComparison(difference, settings.leastPeople),
    };
  });
  const used = new Set(known.map(({ segment }) => segment));
  const ofTouchpoint = groupBy(shown, (cell) => cell.touchpoint);
  const isReal = ({ difference }: (typeof shown)[number]) =>
    difference?.verdict === "better" || difference?.verdict === "worse";
  return {
    segments: segments.filter(({ id }) => used.has(id)).map(({ slug, name }) => ({ slug, name })),
    touchpoints: rows.flatMap(({ touchpoint, question }) => {
      const detail = details.get(touchpoint);
      const own = ofTouchpoint.get(touchpoint) ?? [];
      if (!detail || question === null || own.length === 0) return [];
      return {
        slug: detail.slug,
        name: detail.name,
        stage: detail.stage?.name ?? null,
        question: QUESTIONS[question].label,
        cells: own.map(({ touchpoint: _, ...cell }) => cell),
      };
    }),
    disagree: shown
      .filter(isReal)
      .sort((a, b) => Math.abs(b.difference?.difference ?? 0) - Math.abs(a.difference?.difference ?? 0))
      .map(({ touchpoint, ...cell }) => {
        const detail = details.get(touchpoint);
        return { touchpoint: { slug: detail?.slug ?? "", name: detail?.name ?? "" }, ...cell };
      }),
    compared: found.filter((difference) => difference !== null).length,
  };
}
