import { listStages } from "@touchline/db/queries/journey";
import { listDepartments } from "@touchline/db/queries/structure";
import { experienceScore } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { pointsLost } from "@touchline/domain/metrics/stages";
import { volume } from "@touchline/domain/metrics/volume";
import { discloseStatistic } from "@touchline/domain/privacy";
import { ratio } from "@touchline/domain/statistic";
import { readBoth, touchpointAnswers } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { basesOf, countSpoken, spoken } from "./headline.ts";
import { touchpointRows } from "./touchpoint-rows.ts";
import type { Reads, View } from "./view.ts";

/**
 * The stages of the journey in their order, each with the score of its touchpoints, its weight in the whole, how much
 * of that is measured, and the points that the whole loses there; last, touchpoints without a stage (slug null), when
 * there are any. Changes of stages are judged together, those of touchpoints likewise.
 */
export async function journeyRows(reads: Reads, view: View) {
  const { settings } = view;
  const [stages, departments, { now, before }] = await Promise.all([
    listStages(reads.db, reads.scope),
    listDepartments(reads.db, reads.scope),
    readBoth(reads, view),
  ]);
  const bases = basesOf(now.cells, settings.basis);
  const slugs = new Set(stages.map(({ slug }) => slug));
  const stageOf = new Map(
    now.touchpoints.map(({ id, stage }) => [id, stage && slugs.has(stage.slug) ? stage.slug : null]),
  );
  const at = (stage: string | null) => (row: { touchpoint: number }) => stageOf.get(row.touchpoint) === stage;
  const all = touchpointAnswers(now.touchpoints, now.cells);
  const allBefore = before && touchpointAnswers(before.touchpoints, before.cells);
  const weightOfAll = all.reduce((sum, row) => sum + row.weight, 0);
  const told = new Map(
    cautiousChanges(
      touchpointRows(all, allBefore, { touchpoints: now.touchpoints, departments }, settings),
    ).map((row) => [row.slug, row]),
  );
  const slugOf = new Map(now.touchpoints.map(({ id, slug }) => [id, slug]));
  const rows = [...stages, { slug: null, name: "No stage" }].map(({ slug, name }) => {
    const own = all.filter(at(slug));
    const whole = experienceScore(own, settings);
    const answers = countSpoken(
      spoken(
        now.cells.filter((cell) => stageOf.get(cell.touchpointId) === slug),
        bases,
      ),
    );
    return {
      slug,
      name,
      score: whole.score,
      change: allBefore && experienceChange(own, allBefore.filter(at(slug)), settings).change,
      answers: discloseStatistic(volume(answers), settings.leastPeople),
      weight: own.reduce((sum, row) => sum + row.weight, 0),
      measuredWeight: whole.measuredWeight,
      touchpoints: own
        .flatMap(({ touchpoint }) => told.get(slugOf.get(touchpoint) ?? "") ?? [])
        .map((row) => ({
          slug: row.slug,
          name: row.name,
          directness: row.directness,
          role: row.role,
          department: row.department,
          departmentSlug: row.departmentSlug,
          score: row.score,
          change: row.change,
          weight: row.weight,
          /** Of the weight of all touchpoints, measured or not. */
          weightShare: ratio(row.weight, weightOfAll),
          counted: row.counted,
          notCounted: row.notCounted,
          missing: row.missing,
        })),
    };
  });
  const shown = rows.filter((row) => row.slug !== null || row.touchpoints.length > 0);
  const lost = pointsLost(
    shown.map(({ score, weight, measuredWeight }) => ({
      score: score.value,
      measuredWeight: weight * (measuredWeight ?? 0),
    })),
  );
  return cautiousChanges(shown.map((row, place) => ({ ...row, lost: lost[place] ?? null })));
}
