import { listDepartments } from "@touchline/db/queries/structure";
import { compareEstimates } from "@touchline/domain/compare";
import { experienceDescriptor, experienceScore } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { volume } from "@touchline/domain/metrics/volume";
import { discloseStatistic } from "@touchline/domain/privacy";
import { ownedBy, readBoth } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { basesOf, countSpoken, spoken, verifiedShare } from "./headline.ts";
import { completionOf, readTraining } from "./training.ts";
import { readTrend, scoreSeries, seriesOf } from "./trend.ts";
import type { Reads, View } from "./view.ts";

const NOBODY = { id: null, slug: null, name: "No owner", archived: false } as const;

/**
 * Departments with their score, its like-for-like change, its course and what it rests on; last, what nobody owns (slug
 * null), when there is any. An archived one is there where it has answers. Changes are judged together, so that one of many is not called a mover by chance.
 */
export async function departmentRows(reads: Reads, view: View) {
  const { settings, period, grain } = view;
  const [known, { now, before }, points, [training]] = await Promise.all([
    listDepartments(reads.db, reads.scope),
    readBoth(reads, view),
    readTrend(reads, view, { range: period, grain }),
    readTraining(reads, [period], settings.leastPeople),
  ]);
  const bases = basesOf(now.cells, settings.basis);
  const current = ownedBy(now);
  const earlier = before && ownedBy(before);
  const trained = new Map(training?.departments.map((row) => [row.slug, row]));
  const rows = [...known, NOBODY].map(({ id, slug, name, archived }) => {
    const { rows: own, cells } = current(id);
    const whole = experienceScore(own, settings);
    const answers = countSpoken(spoken(cells, bases));
    return {
      slug,
      name,
      archived,
      score: whole.score,
      estimate: whole.estimate,
      measured: whole.touchpoints.filter((row) => row.score.counted).length,
      touchpoints: own.length,
      verified: verifiedShare(cells, settings.leastPeople),
      answers: discloseStatistic(volume(answers), settings.leastPeople),
      training: slug === null ? completionOf(undefined) : completionOf(trained.get(slug)),
      weight: own.reduce((sum, row) => sum + row.weight, 0),
      change: earlier && experienceChange(own, earlier(id).rows, settings).change,
      series: seriesOf(
        points,
        scoreSeries(own, points, (cell) => cell.departmentId === id, settings),
      ),
    };
  });
  return cautiousChanges(rows.filter((row) => (row.slug !== null && !row.archived) || row.touchpoints > 0));
}

type Row = Awaited<ReturnType<typeof departmentRows>>[number];

/** Where a department stands among all that have a score; above, level and below as far as chance lets them be told apart. */
export function rankOf(row: Row, all: readonly Row[], settings: View["settings"]) {
  const peers = all.filter(({ slug, score }) => slug !== null && slug !== row.slug && score.value !== null);
  if (row.score.value === null) return null;
  const own = row.score.value;
  const verdicts = peers.map(
    (peer) =>
      compareEstimates(peer.estimate, row.estimate, 100, { ...experienceDescriptor, ...settings }).verdict,
  );
  const count = (verdict: (typeof verdicts)[number]) => verdicts.filter((each) => each === verdict).length;
  return {
    place: 1 + peers.filter(({ score }) => (score.value ?? 0) > own).length,
    of: peers.length + 1,
    above: count("better"),
    level: count("no-change"),
    below: count("worse"),
  };
}
