import { followedCounts } from "@touchline/db/queries/causes";
import { contactCounts, replyTimes } from "@touchline/db/queries/contacts";
import { listChannels, listDepartments } from "@touchline/db/queries/structure";
import type { DayRange } from "@touchline/domain/day";
import { failureChange } from "@touchline/domain/metrics/failure-demand";
import { firstContactResolution } from "@touchline/domain/metrics/fcr";
import { responseTime, responseTimeChange } from "@touchline/domain/metrics/response-time";
import { disclose, discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import type { Statistic } from "@touchline/domain/statistic";
import { groupBy } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { issuesOf, type Paths, readPaths } from "./failure.ts";
import type { Reads, View } from "./view.ts";

async function readContacts(reads: Reads, view: View, range: DayRange) {
  const query = { range: { from: range.from, to: range.to }, ...view.filters };
  const byChannel = { ...query, by: "channel", roles: ["service"] } as const;
  const [followed, contacts, replies, paths] = await Promise.all([
    followedCounts(reads.db, reads.scope, { ...query, now: reads.now }),
    contactCounts(reads.db, reads.scope, byChannel),
    replyTimes(reads.db, reads.scope, byChannel),
    readPaths(reads, view, range),
  ]);
  return {
    followed: new Map(followed.map((row) => [row.channelId, row])),
    contacts: new Map(contacts.map((row) => [Number(row.key), row])),
    replies: groupBy(replies, (row) => Number(row.key)),
    paths,
  };
}
type Contacts = Awaited<ReturnType<typeof readContacts>>;

/** Issues that began on the channel and went on elsewhere, of all that began there. */
function escalated({ followed, paths }: Contacts, channel: number): Statistic {
  const own = paths.paths.filter((row) => row.fromChannelId === channel);
  const first = followed.get(channel)?.first ?? 0;
  return issuesOf({ first, paths: own }).escalated;
}

const timesOf = (contacts: Contacts, channel: number) =>
  responseTime(
    (contacts.replies.get(channel) ?? []).map(({ minutes, count }) => ({ value: minutes, count })),
  );

/**
 * Service contacts by channel, the most first: how many, how soon they were answered, how many were resolved at first
 * contact as stated and as customers' behaviour shows it, and how many escalated.
 */
export async function readChannelContacts(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const { leastPeople, minAnswers } = settings;
  const [channels, now, before] = await Promise.all([
    listChannels(reads.db, reads.scope),
    readContacts(reads, view, period),
    previous && readContacts(reads, view, previous),
  ]);
  const shown = (statistic: Statistic) => discloseStatistic(statistic, leastPeople);
  const rows = channels.flatMap(({ id, slug, name, parentId }) => {
    const own = now.followed.get(id);
    if (!own) return [];
    const { stated = 0, atFirst = 0 } = now.contacts.get(id) ?? {};
    const { followed, notRepeated, contacts } = own;
    const resolution = firstContactResolution({ stated, atFirst, unresolvable: 0, followed, notRepeated });
    const response = timesOf(now, id);
    const escalation = escalated(now, id);
    const hidden = contacts < leastPeople;
    return {
      slug,
      name,
      parent: channels.find((each) => each.id === parentId)?.slug ?? null,
      weight: contacts,
      contacts: hidden ? null : contacts,
      band: hidden ? `<${leastPeople}` : null,
      response: { median: shown(response.median), p90: shown(response.p90) },
      responseChange:
        before &&
        discloseComparison(responseTimeChange(response, timesOf(before, id), minAnswers), leastPeople),
      resolved: shown(resolution.stated),
      notRepeated: shown(resolution.observed),
      escalated: shown(escalation),
      change:
        before &&
        discloseComparison(failureChange(escalation, escalated(before, id), minAnswers), leastPeople),
    };
  });
  return cautiousChanges(rows)
    .sort((a, b) => b.weight - a.weight)
    .map(({ weight: _, ...row }) => row);
}

function cellsOf<Name>(
  paths: Paths["paths"],
  keys: (row: Paths["paths"][number]) => readonly [Name, Name],
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
    readPaths(reads, view, period),
    previous && readPaths(reads, view, previous),
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
