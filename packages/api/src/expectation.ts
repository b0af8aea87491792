import { listDepartments } from "@touchline/db/queries/structure";
import { compareIntervals } from "@touchline/domain/compare";
import { csat, csatDescriptor } from "@touchline/domain/metrics/csat";
import { delight, delightChange } from "@touchline/domain/metrics/delight";
import { headlineQuestion } from "@touchline/domain/metrics/distribution";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS } from "@touchline/domain/question";
import { countAnswers, NO_SCORES } from "@touchline/domain/score-counts";
import type { Statistic } from "@touchline/domain/statistic";
import { groupBy, ownedBy, type readAnswers, readBoth } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { type Bases, basesOf, type Spoken, spoken } from "./headline.ts";
import { idOf } from "./keys.ts";
import { readTrend } from "./trend.ts";
import type { Reads, View } from "./view.ts";

type Read = Awaited<ReturnType<typeof readAnswers>>;
type Cells = Read["cells"];

/** What people said against what they expected, and how satisfied the same touchpoints' raters are beside it. */
function figuresOf(now: Spoken, before: Spoken | null, { minAnswers, leastPeople }: View["settings"]) {
  const asked = now.expectation_1_3 ?? NO_SCORES;
  const { delighted, satisfied, disappointed } = delight(asked);
  const shown = (one: Statistic) => discloseStatistic(one, leastPeople);
  const scale = headlineQuestion("csat", now);
  const change = before && delightChange(asked, before.expectation_1_3 ?? NO_SCORES, minAnswers);
  const satisfaction = (counts: Spoken) => scale && csat(counts[scale.question] ?? NO_SCORES, scale.question);
  const [csatNow, csatBefore] = [satisfaction(now), before && satisfaction(before)];
  return {
    better: shown(delighted),
    as: shown(satisfied),
    worse: shown(disappointed),
    change: change && discloseComparison(change, leastPeople),
    csat: csatNow && shown(csatNow),
    csatScale: scale && QUESTIONS[scale.question].label,
    csatChange:
      csatNow && csatBefore
        ? discloseComparison(
            compareIntervals(csatNow, csatBefore, { better: csatDescriptor.better, minAnswers }),
            leastPeople,
          )
        : null,
  };
}

const only = (cells: readonly Cells[number][], touchpoints: ReadonlySet<number>) =>
  cells.filter(({ touchpointId }) => touchpoints.has(touchpointId));
/** Touchpoints of which the question is asked: satisfaction beside it is theirs, or two things would be compared. */
const askedAbout = (cells: readonly Cells[number][]) =>
  new Set(cells.filter(({ question }) => question === "expectation_1_3").map((cell) => cell.touchpointId));

/** The cells meant: of one touchpoint or department, or of all. Throws "not_found". */
async function narrow(
  reads: Reads,
  input: { touchpoint: string | null; department: string | null },
  now: Read,
) {
  const touchpoint = input.touchpoint === null ? null : idOf(now.touchpoints, input.touchpoint, "touchpoint");
  const department =
    input.department === null
      ? null
      : idOf(await listDepartments(reads.db, reads.scope), input.department, "department");
  return (read: Read): Cells => {
    const own = department === null ? read.cells : ownedBy(read)(department).cells;
    return touchpoint === null ? own : own.filter((cell) => cell.touchpointId === touchpoint);
  };
}

/**
 * Satisfied is not delighted: shares of worse than, as and better than expected, with satisfaction at the same touchpoints
 * beside them, their course, and each touchpoint of which it is asked. Throws "not_found".
 */
export async function readExpectation(
  reads: Reads,
  view: View,
  input: { readonly touchpoint: string | null; readonly department: string | null },
) {
  const { settings, period, grain } = view;
  const { now, before } = await readBoth(reads, view);
  const of = await narrow(reads, input, now);
  const asked = askedAbout(of(now));
  const cells = only(of(now), asked);
  const cellsBefore = before && only(of(before), asked);
  const bases: Bases = basesOf(cells, settings.basis);
  const points = await readTrend(reads, view, {
    range: { from: period.from, to: period.to },
    grain,
    questions: ["expectation_1_3"],
  });
  const owner = input.department === null ? null : new Set(cells.map((cell) => cell.departmentId));
  const earlier = groupBy(cellsBefore ?? [], (cell) => cell.touchpointId);
  const details = new Map(now.touchpoints.map((row) => [row.id, row]));
  const rows = [...groupBy(cells, (cell) => cell.touchpointId)].flatMap(([id, own]) => {
    const detail = details.get(id);
    if (!detail) return [];
    const counts = spoken(own, bases);
    const then = cellsBefore && spoken(earlier.get(id) ?? [], bases);
    return {
      slug: detail.slug,
      name: detail.name,
      stage: detail.stage?.name ?? null,
      weight: countAnswers(counts.expectation_1_3 ?? NO_SCORES, "expectation_1_3"),
      ...figuresOf(counts, then, settings),
    };
  });
  return {
    ...figuresOf(spoken(cells, bases), cellsBefore && spoken(cellsBefore, bases), settings),
    series: points.map(({ from, to, cells: told }) => {
      const own = only(told, asked).filter((cell) => owner === null || owner.has(cell.departmentId));
      const { delighted } = delight(spoken(own, bases).expectation_1_3 ?? NO_SCORES);
      return { from, to, statistic: discloseStatistic(delighted, settings.leastPeople) };
    }),
    touchpoints: cautiousChanges(rows)
      .sort((a, b) => b.weight - a.weight)
      .map(({ weight: _, ...row }) => row),
  };
}
