import { type CauseRow, causeCounts, pathCounts, useCounts } from "@touchline/db/queries/causes";
import { listDepartments, listTouchpoints } from "@touchline/db/queries/structure";
import { CAUSE_BASES } from "@touchline/domain/causes";
import type { DayRange } from "@touchline/domain/day";
import { contactCost } from "@touchline/domain/metrics/caused-contacts";
import {
  contactGrowth,
  failureChange,
  issueShares,
  perThousand,
} from "@touchline/domain/metrics/failure-demand";
import { disclose, discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { type Statistic, share } from "@touchline/domain/statistic";
import { groupBy, narrowedKey } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { lastDay } from "./trend.ts";
import type { Reads, View } from "./view.ts";

export const sumOf = (rows: readonly { readonly contacts: number }[]): number =>
  rows.reduce((sum, { contacts }) => sum + contacts, 0);
type Caused = Pick<CauseRow, "causeId" | "touchpointId">;
/** Another touchpoint made it necessary; a contact caused by its own touchpoint is none of failure demand. */
export const isFailure = ({ causeId, touchpointId }: Caused): boolean =>
  causeId !== null && causeId !== touchpointId;
export const isKnown = ({ causeId }: Caused): boolean => causeId !== null;

/** The view's contacts of a range. */
export const contactsIn = ({ filters, organisation }: View, { from, to }: DayRange) => ({
  range: { from, to },
  timeZone: organisation.timeZone,
  channels: filters.channels,
  segments: filters.segments,
});

export function readCauses(reads: Reads, view: View, range: DayRange) {
  return reads.once(`causes ${range.from} ${range.to} ${narrowedKey(view)}`, () =>
    causeCounts(reads.db, reads.scope, contactsIn(view, range)),
  );
}

/** Causes of the period and of what it is compared with. */
async function readBothCauses(reads: Reads, view: View) {
  const [now, before] = await Promise.all([
    readCauses(reads, view, view.period),
    view.previous && readCauses(reads, view, view.previous),
  ]);
  return { now, before };
}

export function readPaths(reads: Reads, view: View, range: DayRange) {
  return reads.once(`paths ${range.from} ${range.to} ${narrowedKey(view)}`, () =>
    pathCounts(reads.db, reads.scope, contactsIn(view, range)),
  );
}

/** How many contacts of a range begin an issue, and where issues go on. */
export async function readIssues(reads: Reads, view: View, range: DayRange) {
  const [causes, paths] = await Promise.all([readCauses(reads, view, range), readPaths(reads, view, range)]);
  return { first: causes.reduce((sum, row) => sum + row.first, 0), paths };
}
export type Issues = Awaited<ReturnType<typeof readIssues>>;

/** Contacts that go on where they were, and those that go on elsewhere. */
export function issuesOf({ first, paths }: Issues) {
  const here = paths.filter(
    (row) => row.fromChannelId === row.toChannelId && row.fromDepartmentId === row.toDepartmentId,
  );
  const repeated = sumOf(here);
  return issueShares({ first, repeated, escalated: sumOf(paths) - repeated });
}

/** The change of a share of contacts that may be shown, of which less is better. */
function changeOf(now: Statistic, before: Statistic | null, settings: View["settings"]) {
  return before && discloseComparison(failureChange(now, before, settings.minAnswers), settings.leastPeople);
}

const sharesOf = (rows: readonly CauseRow[]) => {
  const known = rows.filter(isKnown);
  return {
    failure: share(sumOf(rows.filter(isFailure)), sumOf(known)),
    unknown: share(sumOf(rows) - sumOf(known), sumOf(rows)),
  };
};

/**
 * Failure demand of the whole: its share of the contacts with a known cause, the unknown share, where causes come from,
 * contacts asked again and escalated, and what they are estimated to cost where a cost per contact is set.
 */
export async function readFailure(reads: Reads, view: View) {
  const { settings, organisation, period, previous } = view;
  const [{ now, before }, paths, pathsBefore] = await Promise.all([
    readBothCauses(reads, view),
    readIssues(reads, view, period),
    previous && readIssues(reads, view, previous),
  ]);
  const [current, earlier] = [sharesOf(now), before && sharesOf(before)];
  const [issues, issuesBefore] = [issuesOf(paths), pathsBefore && issuesOf(pathsBefore)];
  const figure = (statistic: Statistic, then: Statistic | null) => ({
    statistic: discloseStatistic(statistic, settings.leastPeople),
    change: changeOf(statistic, then, settings),
  });
  const failures = sumOf(now.filter(isFailure));
  const { costPerContact, currency } = organisation;
  return {
    contacts: sumOf(now),
    growth:
      before &&
      discloseComparison(contactGrowth(sumOf(now), sumOf(before), settings.minAnswers), settings.leastPeople),
    failure: figure(current.failure, earlier?.failure ?? null),
    unknown: figure(current.unknown, earlier?.unknown ?? null),
    repeated: figure(issues.repeated, issuesBefore?.repeated ?? null),
    escalated: figure(issues.escalated, issuesBefore?.escalated ?? null),
    bases: CAUSE_BASES.map((basis) => ({ basis, contacts: sumOf(now.filter((row) => row.basis === basis)) })),
    costPerContact,
    /** Of all amounts; null: nobody has said. */
    currency,
    /** Of failure demand in the period; contacts without a known cause are not in it. */
    cost:
      costPerContact === null || failures < settings.leastPeople
        ? null
        : contactCost(failures, costPerContact),
  };
}

/**
 * What caused the service contacts, by touchpoint or by the department that owned it on the day, the most first: share of
 * the contacts with a known cause, and contacts for each 1,000 uses where uses are logged. Small groups are banded, and
 * a second one wherever the total would give them away.
 */
export async function readFailureBreakdown(reads: Reads, view: View, by: "touchpoint" | "department") {
  const { settings, organisation, period, previous } = view;
  const use = (range: DayRange) => useCounts(reads.db, reads.scope, contactsIn(view, range));
  const [{ now, before }, uses, usesBefore, touchpoints, departments] = await Promise.all([
    readBothCauses(reads, view),
    use(period),
    previous && use(previous),
    listTouchpoints(reads.db, reads.scope, { on: lastDay(period) }),
    listDepartments(reads.db, reads.scope),
  ]);
  const keyOf = (row: CauseRow) => (by === "touchpoint" ? row.causeId : row.causeDepartmentId);
  const ownerOf = new Map(touchpoints.map((row) => [row.id, row.departmentId]));
  const usesOf = (counts: typeof uses, key: number | null) =>
    counts
      .filter(({ touchpointId }) => (by === "touchpoint" ? touchpointId : ownerOf.get(touchpointId)) === key)
      .reduce((sum, row) => sum + row.uses, 0);
  const names = new Map<number, { readonly slug: string; readonly name: string }>(
    (by === "touchpoint" ? touchpoints : departments).map((row) => [row.id, row]),
  );
  const known = sumOf(now.filter(isKnown));
  const knownBefore = sumOf(before?.filter(isKnown) ?? []);
  const earlier = groupBy(before?.filter(isFailure) ?? [], keyOf);
  const groups = [...groupBy(now.filter(isFailure), keyOf)]
    .map(([key, rows]) => ({ key, rows, contacts: sumOf(rows) }))
    .sort((a, b) => b.contacts - a.contacts);
  const shown = disclose(
    groups.map(({ contacts }) => contacts),
    settings.leastPeople,
  );
  const rows = groups.map(({ key, rows: own, contacts }, at) => {
    const group = shown.groups[at];
    const hidden = group !== undefined && !group.shown ? group.band : null;
    const statistic = (one: Statistic): Statistic =>
      hidden === null ? one : { value: null, n: 0, low: null, high: null, band: hidden };
    const then = sumOf(earlier.get(key) ?? []);
    const named = names.get(key ?? -1);
    const shareNow = share(contacts, known);
    return {
      slug: named?.slug ?? null,
      name: named?.name ?? "No owner",
      weight: contacts,
      contacts: hidden === null ? contacts : null,
      band: hidden,
      share: statistic(shareNow),
      rate: statistic(perThousand(contacts, usesOf(uses, key))),
      change: before && hidden === null ? changeOf(shareNow, share(then, knownBefore), settings) : null,
      rateBefore: usesBefore && hidden === null ? perThousand(then, usesOf(usesBefore, key)).value : null,
      bases: hidden === null ? basesOf(own) : [],
      cost:
        hidden !== null || organisation.costPerContact === null
          ? null
          : contactCost(contacts, organisation.costPerContact),
    };
  });
  return {
    known,
    unknown: discloseStatistic(sharesOf(now).unknown, settings.leastPeople),
    currency: organisation.currency,
    rows: cautiousChanges(rows).map(({ weight: _, ...row }) => row),
  };
}

const basesOf = (rows: readonly CauseRow[]) =>
  CAUSE_BASES.map((basis) => ({ basis, contacts: sumOf(rows.filter((row) => row.basis === basis)) })).filter(
    ({ contacts }) => contacts > 0,
  );

/**
 * Who sends failure to whom: contacts by the department that owned the cause and the one that was asked, on the day of
 * the contact. Small cells are banded with a second one.
 */
export async function readFailureMatrix(reads: Reads, view: View) {
  const [rows, departments] = await Promise.all([
    readCauses(reads, view, view.period),
    listDepartments(reads.db, reads.scope),
  ]);
  const named = (id: number | null) => {
    const row = departments.find((each) => each.id === id);
    return { slug: row?.slug ?? null, name: row?.name ?? "No owner" };
  };
  const cells = [
    ...groupBy(rows.filter(isFailure), (row) => `${row.causeDepartmentId} ${row.departmentId}`).values(),
  ]
    .flatMap((own) => {
      const [first] = own;
      return first ? [{ from: first.causeDepartmentId, to: first.departmentId, contacts: sumOf(own) }] : [];
    })
    .sort((a, b) => b.contacts - a.contacts);
  const shown = disclose(
    cells.map(({ contacts }) => contacts),
    view.settings.leastPeople,
  );
  return {
    cells: cells.map(({ from, to, contacts }, at) => {
      const group = shown.groups[at];
      const hidden = group !== undefined && !group.shown ? group.band : null;
      return { from: named(from), to: named(to), contacts: hidden === null ? contacts : null, band: hidden };
    }),
    total: shown.total.shown ? shown.total.count : null,
  };
}
