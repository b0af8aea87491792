import { listDepartments } from "@touchline/db/queries/structure";
import { experienceScore } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { QUESTION_TYPES, QUESTIONS } from "@touchline/domain/question";
import { addCounts } from "@touchline/domain/score-counts";
import { ownedBy, readBoth, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { channelRows } from "./channel-rows.ts";
import { departmentRows, rankOf } from "./department-rows.ts";
import { verifiedChange } from "./headline.ts";
import { idOf } from "./keys.ts";
import { ratingFigures } from "./rating-figures.ts";
import { byWhatIsToWin, touchpointRows } from "./touchpoint-rows.ts";
import { completionChange, completionOf, readTraining } from "./training.ts";
import type { Reads, View } from "./view.ts";

/** A department's touchpoints with the answers given while it owned them; null before where nothing is compared. */
export async function readOwned(reads: Reads, view: View, departmentId: number) {
  const both = await readBoth(reads, view);
  return {
    ...both,
    rows: ownedBy(both.now)(departmentId).rows,
    rowsBefore: both.before && ownedBy(both.before)(departmentId).rows,
  };
}

/** The answers that make touchpoints' scores, by score, for each question among them. */
function distributions(rows: readonly ScoredAnswers[], settings: View["settings"]) {
  return QUESTION_TYPES.flatMap((question) => {
    const asked = rows.filter((row) => row.question === question);
    const counts = addCounts(...asked.map((row) => touchpointScore(row, settings).counts));
    const figures = ratingFigures(counts, question, settings.leastPeople);
    if (figures.n === 0 && figures.band === null) return [];
    return { question, label: QUESTIONS[question].label, touchpoints: asked.length, ...figures };
  });
}

/** All that a department's page says beside its trend and its customers' words. Throws "not_found". */
export async function readDepartment(reads: Reads, view: View, slug: string) {
  const { settings, period, previous } = view;
  const departments = await listDepartments(reads.db, reads.scope);
  const id = idOf(departments, slug, "department");
  const [all, owned, [trained, trainedBefore]] = await Promise.all([
    departmentRows(reads, view),
    readOwned(reads, view, id),
    readTraining(reads, previous ? [period, previous] : [period], settings.leastPeople),
  ]);
  const { now, before, rows, rowsBefore } = owned;
  const names = { touchpoints: now.touchpoints, departments };
  const touchpoints = cautiousChanges(touchpointRows(rows, rowsBefore, names, settings));
  const row = all.find((each) => each.slug === slug);
  const whole = touchpointAnswers(now.touchpoints, now.cells);
  const of = (group: typeof trained) => group?.departments.find((each) => each.slug === slug);
  return {
    slug,
    name: departments.find((each) => each.slug === slug)?.name ?? slug,
    /** As in the list of departments; null for an archived one without answers. */
    figures: row ? withoutEstimate(row) : null,
    rank: row ? rankOf(row, all, settings) : null,
    peers: all.flatMap((each) =>
      each.slug !== null && each.slug !== slug
        ? { slug: each.slug, name: each.name, score: each.score, change: each.change }
        : [],
    ),
    verifiedChange: before && verifiedChange(ownedBy(now)(id).cells, ownedBy(before)(id).cells, settings),
    /** The company's score, for scale. */
    company: experienceScore(whole, settings).score,
    companyChange:
      before && experienceChange(whole, touchpointAnswers(before.touchpoints, before.cells), settings).change,
    touchpoints: touchpoints.toSorted(byWhatIsToWin),
    channels: await channelRows(reads, view, {
      whole: ownedBy(now)(id).cells,
      departments: [id],
      touchpoints: rows.map((each) => each.touchpoint),
    }),
    distributions: distributions(rows, settings),
    training: {
      completion: completionOf(of(trained)),
      change: previous && completionChange(of(trained), of(trainedBefore), settings),
    },
  };
}

const withoutEstimate = <Row extends { readonly estimate: unknown }>({ estimate: _, ...row }: Row) => row;
