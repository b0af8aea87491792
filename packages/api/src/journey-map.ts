import { listStages } from "@touchline/db/queries/journey";
import type { DayRange } from "@touchline/domain/day";
import { experienceScore } from "@touchline/domain/metrics/experience";
import { journeyYield, journeyYieldChange } from "@touchline/domain/metrics/journey-yield";
import { biggestFall, weakestStage } from "@touchline/domain/metrics/stages";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { type readAnswers, readBoth, touchpointAnswers } from "./answers.ts";
import { journeyQuery, readCustomers } from "./customers.ts";
import { journeyRows } from "./journey-rows.ts";
import type { Reads, View } from "./view.ts";

/** The share of customers without a bad stop in a range. */
async function readYield(
  reads: Reads,
  view: View,
  range: DayRange,
  read: Awaited<ReturnType<typeof readAnswers>>,
) {
  return journeyYield(await readCustomers(reads, journeyQuery(view, range, read)));
}

/**
 * The journey from first hearing to leaving: its stages with their touchpoints, how many customers go through it without
 * a bad stop, the stage that is really weaker than the others, and the one that really fell most.
 */
export async function readJourneyMap(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const { now, before } = await readBoth(reads, view);
  const [stages, known, current, earlier] = await Promise.all([
    journeyRows(reads, view),
    listStages(reads.db, reads.scope),
    readYield(reads, view, period, now),
    previous && before && readYield(reads, view, previous, before),
  ]);
  const all = touchpointAnswers(now.touchpoints, now.cells);
  const stageOf = new Map(now.touchpoints.map(({ id, stage }) => [id, stage?.slug ?? null]));
  const weakest = weakestStage(
    known.map(({ slug, name }) => ({
      slug,
      name,
      scores: experienceScore(
        all.filter(({ touchpoint }) => stageOf.get(touchpoint) === slug),
        settings,
      ).touchpoints,
    })),
    settings.minAnswers,
  );
  const fall = biggestFall(stages.filter(({ slug }) => slug !== null));
  const change = earlier && journeyYieldChange(current, earlier, settings.minAnswers);
  return {
    yield: {
      statistic: discloseStatistic(current, settings.leastPeople),
      change: change && discloseComparison(change, settings.leastPeople),
    },
    /** Against all other stages together; null: none is really weaker. */
    weakest: weakest && { slug: weakest.stage.slug, name: weakest.stage.name, against: weakest.against },
    /** null: no stage really fell. */
    fall: fall && { slug: fall.slug, name: fall.name, change: fall.change },
    stages,
  };
}
