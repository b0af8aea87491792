import { type DriverQuery, readDriverCounts } from "@touchline/db/queries/drivers";
import type { AskedAnswers } from "@touchline/db/queries/records";
import { listDepartments } from "@touchline/db/queries/structure";
import { AppError } from "@touchline/domain/errors";
import { driverImportance } from "@touchline/domain/metrics/driver-importance";
import { driverKinds } from "@touchline/domain/metrics/driver-kind";
import { evidenceOn } from "@touchline/domain/metrics/evidence-basis";
import { importancePerformance } from "@touchline/domain/metrics/importance-performance";
import { touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTION_TYPES, QUESTIONS, type QuestionType } from "@touchline/domain/question";
import { addCounts, countAnswers } from "@touchline/domain/score-counts";
import { noBase } from "@touchline/domain/statistic";
import { ownedBy, readBoth, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { keptWhileUnchanged } from "./kept.ts";
import { idOf } from "./keys.ts";
import { touchpointRows } from "./touchpoint-rows.ts";
import type { Reads, View } from "./view.ts";

type Both = Awaited<ReturnType<typeof readBoth>>;

/** The questions about the company as a whole that drivers can account for, the most answered first. */
function outcomesOf({ now }: Both, leastPeople: number) {
  return QUESTION_TYPES.filter((question) => ["nps", "csat"].includes(QUESTIONS[question].kind))
    .map((question) => {
      const cells = now.overall.filter((cell) => cell.question === question);
      return { question, n: countAnswers(addCounts(...cells.map((cell) => cell.counts)), question) };
    })
    .filter(({ n }) => n >= Math.max(1, leastPeople))
    .sort((a, b) => b.n - a.n || Number(a.question === "nps_0_10") - Number(b.question === "nps_0_10"))
    .map(({ question, n }) => ({ question, label: QUESTIONS[question].label, people: n }));
}

/** The touchpoints meant, now and before: all, or the department's. Throws "not_found". */
async function rowsOf(reads: Reads, { now, before }: Both, department: string | null) {
  const departments = await listDepartments(reads.db, reads.scope);
  const id = department === null ? null : idOf(departments, department, "department");
  const rows = (read: typeof now) =>
    id === null ? touchpointAnswers(read.touchpoints, read.cells) : ownedBy(read)(id).rows;
  return { departments, rows: rows(now), rowsBefore: before && rows(before) };
}

/** The heavy part: who gave what together with the outcome, and what comes of it. Kept until answers change. */
function weigh(reads: Reads, view: View, query: DriverQuery) {
  const { minAnswers } = view.settings;
  const key = JSON.stringify(["drivers", query, minAnswers]);
  return keptWhileUnchanged(reads, key, async () => {
    const { cross, overall, people } = await readDriverCounts(reads.db, reads.scope, query);
    const kinds = driverKinds(
      query.drivers.map(({ question }, at) => ({ question, counts: overall[at] ?? [] })),
      query.outcome,
      minAnswers,
    );
    return { ...driverImportance(cross), kinds, people };
  });
}

function askedOf(row: ScoredAnswers, settings: View["settings"]): AskedAnswers[] {
  const { touchpoint, question } = row;
  if (question === null) return [];
  return [{ touchpointId: touchpoint, question, evidence: evidenceOn(touchpointScore(row, settings).basis) }];
}

/**
 * What customers value: how much each touchpoint counts for the overall answer, beside how it is rated. department
 * narrows the touchpoints; outcome null = the overall question with the most answers. Throws "not_found", and "invalid"
 * for an outcome that nobody was asked.
 */
export async function readDrivers(
  reads: Reads,
  view: View,
  input: { readonly department: string | null; readonly outcome: QuestionType | null },
) {
  const { settings, period } = view;
  const both = await readBoth(reads, view);
  const whole = view.filters.channels
    ? await readBoth(reads, { ...view, filters: { segments: view.filters.segments } })
    : both;
  const outcomes = outcomesOf(whole, settings.leastPeople);
  const outcome =
    input.outcome === null ? outcomes[0] : outcomes.find(({ question }) => question === input.outcome);
  if (input.outcome !== null && !outcome)
    throw new AppError("invalid", "Nobody, or too few, answered this question about the company as a whole.");
  const { departments, rows, rowsBefore } = await rowsOf(reads, both, input.department);
  const asked = rows.flatMap((row) => askedOf(row, settings));
  const weighed =
    outcome &&
    (await weigh(reads, view, {
      range: { from: period.from, to: period.to },
      timeZone: view.organisation.timeZone,
      drivers: asked,
      outcome: outcome.question,
      channels: view.filters.channels,
      segments: view.filters.segments,
    }));
  const shown = touchpointRows(
    rows,
    rowsBefore,
    { touchpoints: both.now.touchpoints, departments },
    settings,
  );
  const placeOf = new Map(asked.map(({ touchpointId }, at) => [touchpointId, at]));
  const slugs = new Map(both.now.touchpoints.map(({ id, slug }) => [slug, id]));
  const drivers = shown.map((row) => {
    const at = placeOf.get(slugs.get(row.slug) ?? -1) ?? -1;
    const found = weighed?.drivers[at];
    const kinds = weighed?.kinds[at];
    const disclosed = (comparison: NonNullable<typeof kinds>["penalty"] | undefined) =>
      comparison ? discloseComparison(comparison, settings.leastPeople) : null;
    return {
      slug: row.slug,
      name: row.name,
      stage: row.stage,
      department: row.department,
      departmentSlug: row.departmentSlug,
      score: row.score,
      change: row.change,
      counted: row.counted,
      importance: discloseStatistic(found?.importance ?? noBase(), settings.leastPeople),
      weight: found?.weight ?? null,
      gap: found ? found.gap : ("too-few-pairs" as const),
      kind: kinds?.kind ?? null,
      penalty: disclosed(kinds?.penalty),
      reward: disclosed(kinds?.reward),
    };
  });
  const { lines, quadrants } = importancePerformance(
    drivers.map(({ counted, score, importance }) => ({ score: counted ? score : noBase(), importance })),
  );
  const byImportance = (one: (typeof drivers)[number]) => one.importance.value ?? -1;
  return {
    outcome: outcome ?? null,
    outcomes,
    people: weighed?.people ?? 0,
    explained: weighed?.explained ?? noBase(),
    singular: weighed?.singular ?? false,
    lines,
    drivers: drivers
      .map((driver, at) => ({ ...driver, quadrant: quadrants[at] ?? null }))
      .sort((a, b) => byImportance(b) - byImportance(a) || b.importance.n - a.importance.n),
  };
}
