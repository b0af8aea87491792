import { listRescues, type RescueCount } from "@touchline/db/queries/customers";
import { listDepartments, listTouchpoints } from "@touchline/db/queries/structure";
import { recordView } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import { pairedGap, serviceGap } from "@touchline/domain/metrics/experience";
import { experienceChange, gapChange } from "@touchline/domain/metrics/experience-change";
import { rescueChange, rescueShare } from "@touchline/domain/metrics/journey-yield";
import { volume } from "@touchline/domain/metrics/volume";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS } from "@touchline/domain/question";
import { share } from "@touchline/domain/statistic";
import { type readAnswers, readBoth, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { journeyQuery, readCustomers, readRescued } from "./customers.ts";
import { lastDay, readTrend, scoreSeries, seriesOf } from "./trend.ts";
import { grainFor, type Reads, type View } from "./view.ts";
import { readWeeks, weeklySignals } from "./weekly-signals.ts";

type Read = Awaited<ReturnType<typeof readAnswers>>;
const isService = (row: ScoredAnswers) => row.role === "service";
const isRest = (row: ScoredAnswers) => row.role !== "service";
const everything = () => true;

/** Customers of a range who rated both, and those whom service rescued. */
async function readPairs(reads: Reads, view: View, range: DayRange, read: Read) {
  const query = journeyQuery(view, range, read);
  const [{ pairs }, rescued] = await Promise.all([readCustomers(reads, query), readRescued(reads, query)]);
  return { pairs, rescued: rescueShare(allRescued(rescued), pairs.n), rescues: rescued };
}

const allRescued = (counts: readonly RescueCount[]): number =>
  counts.find(({ touchpointId }) => touchpointId === null)?.customers ?? 0;

/** Where the customers whom service rescued had their bad stops, the most customers first; one may have several. */
async function badStops(reads: Reads, view: View, read: Read, counts: readonly RescueCount[]) {
  const { settings } = view;
  const departments = await listDepartments(reads.db, reads.scope);
  const asked = new Map(touchpointAnswers(read.touchpoints, read.cells).map((row) => [row.touchpoint, row]));
  const all = allRescued(counts);
  const sorted = [...counts].sort((a, b) => b.customers - a.customers);
  return sorted.flatMap(({ touchpointId, customers }) => {
    const touchpoint = read.touchpoints.find(({ id }) => id === touchpointId);
    if (!touchpoint) return [];
    const owner = departments.find(({ id }) => id === touchpoint.departmentId);
    const question = asked.get(touchpoint.id)?.question ?? null;
    const seen = discloseStatistic(volume(customers), settings.leastPeople);
    return {
      slug: touchpoint.slug,
      name: touchpoint.name,
      department: owner?.name ?? null,
      departmentSlug: owner?.slug ?? null,
      /** The question that its score is made of, and up to which score an answer is a bad one. */
      question,
      badThrough: question && QUESTIONS[question].bottomTo,
      customers: seen.value,
      /** Of all whom service rescued. */
      share: seen.band === undefined ? share(customers, all) : seen,
    };
  });
}

/**
 * Service against the rest of the experience: both scores with their changes, the gap between them, the gap within
 * customers who rated both, and how many of these service rescued from a bad journey.
 */
export async function readService(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const { now, before } = await readBoth(reads, view);
  const rows = touchpointAnswers(now.touchpoints, now.cells);
  const rowsBefore = before && touchpointAnswers(before.touchpoints, before.cells);
  const moved = (keep: (row: ScoredAnswers) => boolean) =>
    rowsBefore && experienceChange(rows.filter(keep), rowsBefore.filter(keep), settings).change;
  const [current, earlier] = await Promise.all([
    readPairs(reads, view, period, now),
    previous && before && readPairs(reads, view, previous, before),
  ]);
  const { service, rest, gap } = serviceGap(rows, settings);
  const [serviceMoved, restMoved] = [moved(isService), moved(isRest)];
  const paired = (pairs: typeof current.pairs) =>
    discloseComparison(pairedGap(pairs, settings.minAnswers), settings.leastPeople);
  const hidden = (n: number) => n < settings.leastPeople;
  const stops = await badStops(reads, view, now, current.rescues);
  return {
    service: { score: service.score, change: serviceMoved, measuredWeight: service.measuredWeight },
    rest: { score: rest.score, change: restMoved, measuredWeight: rest.measuredWeight },
    gap,
    gapChange: serviceMoved && restMoved && gapChange(serviceMoved, restMoved, settings.minAnswers),
    /** Within customers who rated both; n of them. */
    paired: paired(current.pairs),
    pairedBefore: earlier && paired(earlier.pairs),
    rescued: {
      statistic: discloseStatistic(current.rescued, settings.leastPeople),
      change:
        earlier &&
        discloseComparison(
          rescueChange(current.rescued, earlier.rescued, settings.minAnswers),
          settings.leastPeople,
        ),
    },
    /** Where those whom service rescued had their bad stops. */
    badStops: hidden(current.pairs.n) ? [] : stops,
    customers: hidden(current.pairs.n) ? null : current.pairs.n,
  };
}

/**
 * Service and the rest along the period and along what it is compared with. Where points are weeks: each with its usual
 * range, and what stands out of it.
 */
export async function readServiceTrend(reads: Reads, view: View, weekly: boolean) {
  const { period, previous, settings } = view;
  const grain = grainFor(period, weekly);
  const { now, before } = await readBoth(reads, view);
  const along = ({ from, to }: DayRange) => readTrend(reads, view, { range: { from, to }, grain });
  const [points, pointsBefore, weeks] = await Promise.all([
    along(period),
    previous && along(previous),
    grain === "week" ? readWeeks(reads, view) : [],
  ]);
  const course = (keep: (row: ScoredAnswers) => boolean) => {
    const rowsOf = (read: Read) => touchpointAnswers(read.touchpoints, read.cells).filter(keep);
    const rows = rowsOf(now);
    const series = (own: typeof rows, at: typeof points) =>
      seriesOf(at, scoreSeries(own, at, everything, settings));
    return {
      points: series(rows, points),
      previous: before && pointsBefore && series(rowsOf(before), pointsBefore),
      ...weeklySignals(rows, everything, settings, weeks, points),
    };
  };
  return { grain, service: course(isService), rest: course(isRest) };
}

/**
 * Customers whom service rescued, the newest first: the record that praises service and the one that tells what went
 * wrong. A head sees those whose bad stop was their own departments', and of service only what is theirs too.
 */
export async function readRescues(reads: Reads, view: View, limit: number) {
  const { scope } = reads;
  const { now } = await readBoth(reads, view);
  const query = journeyQuery(view, view.period, now);
  const departments = scope.recordsOf === "all" ? undefined : scope.recordsOf;
  const [rows, touchpoints, owners] = await Promise.all([
    listRescues(reads.db, scope, { ...query, departments, limit }),
    listTouchpoints(reads.db, scope, { on: lastDay(view.period) }),
    listDepartments(reads.db, scope),
  ]);
  const named = new Map(touchpoints.map((row) => [row.id, row]));
  const shown = ({ departmentId, touchpointId, ...answer }: (typeof rows)[number]["other"]) => {
    if (recordView(scope, departmentId) === "none") return null;
    const touchpoint = named.get(touchpointId);
    const owner = owners.find((row) => row.id === departmentId);
    return {
      ...answer,
      at: new Date(answer.at),
      touchpoint: touchpoint?.name ?? "",
      touchpointSlug: touchpoint?.slug ?? "",
      department: owner?.name ?? null,
    };
  };
  // So few customers could be told from one another by what they wrote. The list often tells that there are more.
  const listed = new Set(rows.map(({ customerId }) => customerId)).size;
  const { leastPeople } = view.settings;
  const rescued = listed < leastPeople ? allRescued(await readRescued(reads, query)) : listed;
  if (rescued < leastPeople) return { rows: [], hidden: rescued > 0 };
  return {
    rows: rows.map(({ service, other }) => ({ service: shown(service), other: shown(other) })),
    hidden: false,
  };
}
