import { followedCounts } from "@touchline/db/queries/causes";
import { replyTimes } from "@touchline/db/queries/contacts";
import { listChannels, listDepartments } from "@touchline/db/queries/structure";
import type { DayRange } from "@touchline/domain/day";
import { failureChange } from "@touchline/domain/metrics/failure-demand";
import { firstContactResolution } from "@touchline/domain/metrics/fcr";
import { responseTime, responseTimeChange } from "@touchline/domain/metrics/response-time";
import { disclose, discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { noBase, type Statistic } from "@touchline/domain/statistic";
import { groupBy } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { contactsIn, type Issues, issuesOf, readIssues, readPaths } from "./failure.ts";
import type { Reads, View } from "./view.ts";

async function readContacts(reads: Reads, view: View, range: DayRange) {
  const query = contactsIn(view, range);
  const byChannel = { ...query, by: "channel", roles: ["service"] } as const;
  const [followed, replies, paths] = await Promise.all([
    followedCounts(reads.db, reads.scope, { ...query, now: reads.now }),
    replyTimes(reads.db, reads.scope, byChannel),
    readPaths(reads, view, range),
  ]);
  return {
    followed: new Map(followed.map((row) => [row.channelId, row])),
    replies: groupBy(replies, (row) => Number(row.key)),
    paths,
  };
}
type Contacts = Awaited<ReturnType<typeof readContacts>>;

/** What is known of the contacts that came in on these channels together. */
function contactsOn({ followed, replies, paths }: Contacts, channels: ReadonlySet<number>) {
  const own = [...followed.values()].filter(({ channelId }) => channels.has(channelId));
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) =>
    rows.reduce((acc, row) => acc + of(row), 0);
  const times = [...channels].flatMap((id) => replies.get(id) ?? []);
  const first = sum(own, (row) => row.first);
  return {
    contacts: sum(own, (row) => row.contacts),
    response: responseTime(times.map(({ minutes, count }) => ({ value: minutes, count }))),
    resolution: firstContactResolution({
      stated: sum(own, (row) => row.stated),
      atFirst: sum(own, (row) => row.atFirst),
      unresolvable: 0,
      followed: sum(own, (row) => row.followed),
      notRepeated: sum(own, (row) => row.notRepeated),
    }),
    // Issues that began here and went on elsewhere, of all that began here.
    escalated: issuesOf({ first, paths: paths.filter((row) => channels.has(row.fromChannelId)) }).escalated,
  };
}

interface Branch {
  readonly id: number;
  readonly parentId: number | null;
  readonly contacts: number;
}

/** Parents by their contacts, each followed by its children by theirs. */
function inTreeOrder<Row extends Branch>(rows: readonly Row[]): Row[] {
  const sorted = [...rows].sort((a, b) => b.contacts - a.contacts);
  return sorted
    .filter(({ parentId }) => parentId === null)
    .flatMap((top) => [top, ...sorted.filter(({ parentId }) => parentId === top.id)]);
}

/** The bands of rows too small to show, and of those that would give one away by what stands above them. */
function bandsOf(rows: readonly Branch[], leastPeople: number): ReadonlyMap<number, string> {
  const siblings = [...groupBy(rows, ({ parentId }) => parentId).values()];
  return new Map(
    siblings.flatMap((level) => {
      const counts = level.map(({ contacts }) => contacts);
      const above = rows.find(({ id }) => id === level[0]?.parentId)?.contacts ?? 0;
      const rest = Math.max(0, above - counts.reduce((sum, count) => sum + count, 0));
      const { groups } = disclose([...counts, rest], leastPeople);
      return level.flatMap(({ id }, at) => {
        const group = groups[at];
        return group && !group.shown ? [[id, group.band] as const] : [];
      });
    }),
  );
}

/**
 * Service contacts by channel, as a tree in which a parent's figures hold its children's, the most contacts first: how
 * many, how soon they were answered, how many were resolved at first contact as stated and as customers' behaviour shows
 * it, and how many escalated. Small rows are banded, and a second one wherever the sum would give them away.
 */
export async function readChannelContacts(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const { leastPeople, minAnswers } = settings;
  const [channels, now, before] = await Promise.all([
    listChannels(reads.db, reads.scope),
    readContacts(reads, view, period),
    previous && readContacts(reads, view, previous),
  ]);
  const held = channels.flatMap((channel) => {
    const within = new Set([
      channel.id,
      ...channels.filter(({ parentId }) => parentId === channel.id).map(({ id }) => id),
    ]);
    const own = contactsOn(now, within);
    return own.contacts === 0 ? [] : [{ ...channel, ...own, before: before && contactsOn(before, within) }];
  });
  const bands = bandsOf(held, leastPeople);
  const rows = inTreeOrder(held).map((row) => {
    const { id, slug, name, parentId, contacts, response, resolution, escalated } = row;
    const band = bands.get(id) ?? null;
    const then = band === null ? row.before : null;
    const shown = (statistic: Statistic): Statistic =>
      band === null ? discloseStatistic(statistic, leastPeople) : { ...noBase(), band };
    return {
      slug,
      name,
      nested: parentId !== null,
      parent: channels.find((each) => each.id === parentId)?.slug ?? null,
      weight: contacts,
      contacts: band === null ? contacts : null,
      band,
      response: { median: shown(response.median), p90: shown(response.p90) },
      responseChange:
        then && discloseComparison(responseTimeChange(response, then.response, minAnswers), leastPeople),
      resolved: shown(resolution.stated),
      notRepeated: shown(resolution.observed),
      escalated: shown(escalated),
      change: then && discloseComparison(failureChange(escalated, then.escalated, minAnswers), leastPeople),
    };
  });
  return cautiousChanges(rows).map(({ weight: _, ...row }) => row);
}

function cellsOf<Name>(
  paths: Issues["paths"],
  keys: (row: Issues["paths"][number]) => readonly [Name, Name],
  least: number,
) {
  const cells = [...groupBy(paths, (row) => JSON.stringify(keys(row))).values()]
    .flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      const [from, to] = keys(first);
      return [{ from, to, contacts: own.reduce((sum, { contacts }) => sum + contacts, 0) }];
    })
    .sort((a, b) => b.contacts - a.contacts);
  const shown = disclose(
    cells.map(({ contacts }) => contacts),
    least,
  );
  return cells.map((cell, at) => {
    const group = shown.groups[at];
    const hidden = group !== undefined && !group.shown;
    return { ...cell, contacts: hidden ? null : cell.contacts, band: hidden ? group.band : null };
  });
}

/**
 * Where issues go on: contacts that continue another one's issue by channel and by department, from where to where; and
 * how many of all issues are asked again where they were, or escalate. Small cells are banded.
 */
export async function readChannelPaths(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const { leastPeople, minAnswers } = settings;
  const [channels, departments, now, before] = await Promise.all([
    listChannels(reads.db, reads.scope),
    listDepartments(reads.db, reads.scope),
    readIssues(reads, view, period),
    previous && readIssues(reads, view, previous),
  ]);
  const named = (
    rows: readonly { readonly id: number; readonly slug: string; readonly name: string }[],
    id: number | null,
  ) => {
    const row = rows.find((each) => each.id === id);
    return { slug: row?.slug ?? null, name: row?.name ?? "No owner" };
  };
  const [issues, earlier] = [issuesOf(now), before && issuesOf(before)];
  const figure = (of: "repeated" | "escalated") => ({
    statistic: discloseStatistic(issues[of], leastPeople),
    change: earlier && discloseComparison(failureChange(issues[of], earlier[of], minAnswers), leastPeople),
  });
  return {
    issues: now.first < leastPeople ? null : now.first,
    repeated: figure("repeated"),
    escalated: figure("escalated"),
    channels: cellsOf(
      now.paths,
      (row) => [named(channels, row.fromChannelId), named(channels, row.toChannelId)],
      leastPeople,
    ),
    departments: cellsOf(
      now.paths,
      (row) => [named(departments, row.fromDepartmentId), named(departments, row.toDepartmentId)],
      leastPeople,
    ),
  };
}
