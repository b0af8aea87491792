import { scoreCounts } from "@touchline/db/queries/counts";
import { listChannels, listDepartments, listSegments, type NamedRow } from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import type { Comparison } from "@touchline/domain/compare";
import { addDays, type DayRange, laterDay, startOfWeek } from "@touchline/domain/day";
import { changeDriver } from "@touchline/domain/metrics/change-driver";
import { countsOnBasis } from "@touchline/domain/metrics/evidence-basis";
import { movers as realMovers } from "@touchline/domain/metrics/movers";
import { LEAST_WEEKLY_ANSWERS, type Signal, signals } from "@touchline/domain/metrics/signals";
import { type TouchpointScore, touchpointPair, touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { ratio } from "@touchline/domain/statistic";
import { evidenceCounts, groupBy, readBoth, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { readTrend, scoreSeries, type TrendPoint } from "./trend.ts";
import type { Reads, View } from "./view.ts";

/** How many things a viewer is told to look at. */
const TOLD = 3;
/** The last weeks of the period, in which a signal is news, and the weeks before that they are measured by. */
const RECENT_WEEKS = 8;
const BASELINE_WEEKS = 26;

interface Candidate {
  readonly row: ScoredAnswers;
  readonly weight: number;
  readonly change: Comparison;
  readonly score: TouchpointScore;
  /** period: the period against its comparison; recent: its last weeks against the half year before them. */
  readonly since: "period" | "recent";
  readonly range: DayRange;
  readonly before: DayRange;
  readonly signal: (Pick<Signal, "kind" | "direction"> & { readonly week: string }) | null;
}

/** The complete weeks at the end of the period, and those before; null when fewer than two are in it. */
function recentWeeks({ period }: View): { recent: DayRange; baseline: DayRange } | null {
  const to = startOfWeek(period.to);
  const from = laterDay(addDays(to, -7 * RECENT_WEEKS), startOfWeek(addDays(period.from, 6)));
  if (addDays(from, 14) > to) return null;
  return { recent: { from, to }, baseline: { from: addDays(from, -7 * BASELINE_WEEKS), to: from } };
}

/** One touchpoint's weeks alone. */
const weeksOf = (
  points: readonly TrendPoint[],
  cells: readonly Map<number, TrendPoint["cells"]>[],
  id: number,
) =>
  points.map((point, at) => ({
    ...point,
    touchpoints: point.touchpoints.filter((row) => row.id === id),
    cells: cells[at]?.get(id) ?? [],
  }));

/** What the last weeks say of each touchpoint: their change, and their latest signal in the direction of it. */
async function recentCandidates(
  reads: Reads,
  view: View,
  rows: readonly ScoredAnswers[],
): Promise<Candidate[]> {
  const weeks = recentWeeks(view);
  if (weeks === null) return [];
  const { recent, baseline } = weeks;
  const points = await readTrend(reads, view, {
    range: { from: baseline.from, to: recent.to },
    grain: "week",
  });
  const cells = points.map((point) => groupBy(point.cells, (cell) => cell.touchpointId));
  return rows.flatMap((row) => {
    if (row.question === null || !touchpointScore(row, view.settings).counted) return [];
    const own = weeksOf(points, cells, row.touchpoint);
    const pooled = (part: readonly TrendPoint[]) => ({
      question: row.question,
      counts: evidenceCounts(
        part.flatMap((point) => point.cells),
        row.question ?? "csat_1_5",
      ),
    });
    const pair = touchpointPair(
      pooled(own.slice(BASELINE_WEEKS)),
      pooled(own.slice(0, BASELINE_WEEKS)),
      view.settings,
    );
    const weekly = scoreSeries([row], own, () => true, {
      ...view.settings,
      leastPeople: LEAST_WEEKLY_ANSWERS,
    });
    const towards = pair.change.verdict === "better" ? "up" : "down";
    const signal = signals(weekly, BASELINE_WEEKS).signals.findLast(
      ({ index, direction }) => index >= BASELINE_WEEKS && direction === towards,
    );
    const week = own[signal?.index ?? -1]?.from;
    return {
      row,
      weight: row.weight,
      change: pair.change,
      score: pair.current,
      since: "recent" as const,
      range: recent,
      before: baseline,
      signal: signal && week ? { kind: signal.kind, direction: signal.direction, week } : null,
    };
  });
}

/** Whose touchpoints need the viewer: a department head's own, everybody's for others. */
const concerns =
  ({ role, recordsOf }: Scope) =>
  (departmentId: number | null): boolean =>
    role !== "department_head" || recordsOf === "all" || recordsOf.includes(departmentId ?? -1);

/** The channel or segment in which a change lies, if it lies in one. */
async function driverOf(reads: Reads, view: View, { row, change, score, range, before }: Candidate) {
  const { question, touchpoint } = row;
  const { verdict } = change;
  if (question === null || (verdict !== "better" && verdict !== "worse")) return null;
  const read = async (days: DayRange) =>
    scoreCounts(reads.db, reads.scope, {
      range: days,
      by: ["channel", "segment"],
      filters: { ...view.filters, touchpoints: [touchpoint], questions: [question] },
    });
  const [now, then] = await Promise.all([read(range), read(before)]);
  type Cells = typeof now;
  const lies = (of: (cell: Cells[number]) => number) => {
    const groups = [now, then].map((cells) => groupBy(cells, of)) as [Map<number, Cells>, Map<number, Cells>];
    const counts = (cells: Cells | undefined) =>
      countsOnBasis(evidenceCounts(cells ?? [], question), score.basis);
    const parts = [...new Set([...groups[0].keys(), ...groups[1].keys()])].map((id) => ({
      id,
      current: counts(groups[0].get(id)),
      previous: counts(groups[1].get(id)),
    }));
    return changeDriver(parts, question, verdict, view.settings.minAnswers);
  };
  const [channels, segments] = await Promise.all([
    listChannels(reads.db, reads.scope),
    listSegments(reads.db, reads.scope),
  ]);
  const named = (kind: "channel" | "segment", rows: readonly NamedRow[], found: ReturnType<typeof lies>) => {
    const name = rows.find((each) => each.id === found?.part.id);
    return found && name
      ? { kind, slug: name.slug, name: name.name, change: found.change, rest: found.rest }
      : null;
  };
  return (
    named(
      "channel",
      channels,
      lies((cell) => cell.channelId),
    ) ??
    named(
      "segment",
      segments,
      lies((cell) => cell.segmentId),
    )
  );
}

/**
 * The touchpoints that need the viewer, at most three, by how many points they moved the whole: real changes of the period,
 * and of its last weeks where these gave a signal. All of them are judged together, so that none is there by chance.
 */
export async function readMovers(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const [departments, { now, before }] = await Promise.all([
    listDepartments(reads.db, reads.scope),
    readBoth(reads, view),
  ]);
  const details = new Map(now.touchpoints.map((row) => [row.id, row]));
  const mine = concerns(reads.scope);
  const all = touchpointAnswers(now.touchpoints, now.cells);
  const rows = all.filter((row) => mine(details.get(row.touchpoint)?.departmentId ?? null));
  const earlier = new Map(
    before && touchpointAnswers(before.touchpoints, before.cells).map((row) => [row.touchpoint, row]),
  );
  const recent = await recentCandidates(reads, view, rows);
  const signalled = new Map(recent.map((each) => [each.row.touchpoint, each.signal]));
  const overPeriod = rows.flatMap((row): Candidate[] => {
    const then = earlier.get(row.touchpoint);
    if (!then || !previous) return [];
    const { current, change } = touchpointPair(row, then, settings);
    const range = { from: period.from, to: period.to };
    const found = signalled.get(row.touchpoint) ?? null;
    const signal = found?.direction === (change.verdict === "better" ? "up" : "down") ? found : null;
    const { weight } = row;
    return [{ row, weight, change, score: current, since: "period", range, before: previous, signal }];
  });
  const real = realMovers([...overPeriod, ...recent]).filter(
    ({ since, signal }) => since === "period" || signal !== null,
  );
  const told = new Set<number>();
  const strongest = real.filter(({ row }) => !told.has(row.touchpoint) && told.add(row.touchpoint));
  const weights = all.reduce(
    (sum, row) => sum + (touchpointScore(row, settings).counted ? row.weight : 0),
    0,
  );
  const items = await Promise.all(
    strongest.slice(0, TOLD).map(async (each) => {
      const detail = details.get(each.row.touchpoint);
      const owner = departments.find((row) => row.id === detail?.departmentId);
      return {
        slug: detail?.slug ?? "",
        name: detail?.name ?? "",
        department: owner ? { slug: owner.slug, name: owner.name } : null,
        stage: detail?.stage?.name ?? null,
        weight: each.weight,
        score: each.score.score,
        change: each.change,
        /** Points of the experience score that the change makes. */
        effect: ratio(each.weight * (each.change.difference ?? 0), weights),
        since: each.since,
        range: each.range,
        before: each.before,
        signal: each.signal,
        driver: await driverOf(reads, view, each),
      };
    }),
  );
  return { items, compared: overPeriod.length, real: strongest.length };
}
