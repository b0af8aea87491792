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
import { readTrend, scoreSeries } from "./trend.ts";
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

/** What the last weeks say of each touchpoint that counts, against the half year before them. */
async function recentCandidates(
  reads: Reads,
  view: View,
  rows: readonly ScoredAnswers[],
): Promise<Candidate[]> {
  const weeks = recentWeeks(view);
  if (weeks === null) return [];
  const { recent, baseline } = weeks;
  const read = async (range: DayRange) => {
    const cells = await scoreCounts(reads.db, reads.scope, {
      range,
      by: ["touchpoint"],
      filters: view.filters,
    });
    return groupBy(cells, (cell) => cell.touchpointId);
  };
  const [now, before] = await Promise.all([read(recent), read(baseline)]);
  return rows.flatMap((row): Candidate[] => {
    const { question, touchpoint, weight } = row;
    if (question === null || !touchpointScore(row, view.settings).counted) return [];
    const answers = (cells: typeof now) => ({
      question,
      counts: evidenceCounts(cells.get(touchpoint) ?? [], question),
    });
    const { current, change } = touchpointPair(answers(now), answers(before), view.settings);
    return [
      { row, weight, change, score: current, since: "recent", range: recent, before: baseline, signal: null },
    ];
  });
}

/** The signals that the last weeks of these touchpoints gave, the latest last. */
async function recentSignals(reads: Reads, view: View, rows: readonly ScoredAnswers[]) {
  const weeks = recentWeeks(view);
  const found = new Map<number, NonNullable<Candidate["signal"]>[]>();
  if (weeks === null || rows.length === 0) return found;
  const touchpoints = [...new Set(rows.map((row) => row.touchpoint))].sort((a, b) => a - b);
  const range = { from: weeks.baseline.from, to: weeks.recent.to };
  const points = await readTrend(reads, view, { range, grain: "week", touchpoints });
  for (const row of rows) {
    const weekly = scoreSeries([row], points, () => true, {
      ...view.settings,
      leastPeople: LEAST_WEEKLY_ANSWERS,
    });
    const own = signals(weekly, BASELINE_WEEKS).signals.flatMap(({ index, kind, direction }) => {
      const week = index < BASELINE_WEEKS ? undefined : points[index]?.from;
      return week === undefined ? [] : [{ kind, direction, week }];
    });
    found.set(row.touchpoint, own);
  }
  return found;
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
 * compared: touchpoints with enough answers on both sides of either question.
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
  const overPeriod = rows.flatMap((row): Candidate[] => {
    const then = earlier.get(row.touchpoint);
    if (!then || !previous) return [];
    const { current, change } = touchpointPair(row, then, settings);
    const range = { from: period.from, to: period.to };
    const { weight } = row;
    return [{ row, weight, change, score: current, since: "period", range, before: previous, signal: null }];
  });
  const candidates = [...overPeriod, ...(await recentCandidates(reads, view, rows))];
  const compared = new Set(
    candidates.filter(({ change }) => change.verdict !== "not-enough-data").map(({ row }) => row.touchpoint),
  );
  const discovered = realMovers(candidates);
  const signalled = await recentSignals(
    reads,
    view,
    discovered.map(({ row }) => row),
  );
  const real = discovered
    .map((each) => {
      const towards = each.change.verdict === "better" ? "up" : "down";
      const signal = signalled.get(each.row.touchpoint)?.findLast(({ direction }) => direction === towards);
      return { ...each, signal: signal ?? null };
    })
    .filter(({ since, signal }) => since === "period" || signal !== null);
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
  return { items, compared: compared.size, real: strongest.length };
}
