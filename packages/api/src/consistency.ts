import { latestAudits } from "@touchline/db/queries/channel-audits";
import { scoreCounts } from "@touchline/db/queries/counts";
import { listChannels } from "@touchline/db/queries/structure";
import { compareIntervals } from "@touchline/domain/compare";
import { addDays, type DayRange, dayAt, earlierDay } from "@touchline/domain/day";
import { consistencyDescriptor } from "@touchline/domain/metrics/consistency";
import { channelConsistency, overallConsistency } from "@touchline/domain/metrics/departing-channel";
import { type AppliedBasis, countsOnBasis } from "@touchline/domain/metrics/evidence-basis";
import { pomp } from "@touchline/domain/metrics/pomp";
import { standardsMet } from "@touchline/domain/metrics/standards-met";
import { touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS } from "@touchline/domain/question";
import { countAnswers } from "@touchline/domain/score-counts";
import { STANDARDS } from "@touchline/domain/standards";
import type { Statistic } from "@touchline/domain/statistic";
import { NOT_STATED_CHANNEL } from "@touchline/domain/structure";
import {
  evidenceCounts,
  groupBy,
  narrowedKey,
  readAnswers,
  readBoth,
  scoredQuestions,
  touchpointAnswers,
} from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import type { Reads, View } from "./view.ts";

type Bases = ReadonlyMap<number, AppliedBasis>;

function readByChannel(
  reads: Reads,
  view: View,
  range: DayRange,
  { touchpoints }: Awaited<ReturnType<typeof readAnswers>>,
) {
  return reads.once(`by channel ${range.from} ${range.to} ${narrowedKey(view)}`, () =>
    scoreCounts(reads.db, reads.scope, {
      range,
      by: ["touchpoint", "channel"],
      filters: { ...view.filters, questions: scoredQuestions(touchpoints) },
    }),
  );
}

/** Touchpoints with a question, each with its answers by channel, on the evidence that its own score rests on now. */
async function channelsOf(
  reads: Reads,
  view: View,
  range: DayRange,
  read: Awaited<ReturnType<typeof readAnswers>>,
  bases: Bases,
) {
  const cells = groupBy(await readByChannel(reads, view, range, read), (cell) => cell.touchpointId);
  return touchpointAnswers(read.touchpoints, read.cells).flatMap(({ touchpoint, question, weight }) => {
    if (question === null) return [];
    const basis = bases.get(touchpoint) ?? "used_and_unknown";
    const channels = [...groupBy(cells.get(touchpoint) ?? [], (cell) => cell.channelId)].map(
      ([channel, own]) => ({
        channel,
        counts: countsOnBasis(evidenceCounts(own, question), basis),
      }),
    );
    return [{ touchpoint, question, weight, channels }];
  });
}

const basesOf = (read: Awaited<ReturnType<typeof readAnswers>>, settings: View["settings"]): Bases =>
  new Map(
    touchpointAnswers(read.touchpoints, read.cells).map((row) => [
      row.touchpoint,
      touchpointScore(row, settings).basis,
    ]),
  );

/** An answer that doesn't say its channel tells nothing about channels. */
const stated = <Row extends { readonly channels: readonly { readonly channel: number }[] }>(row: Row) => ({
  ...row,
  channels: row.channels.filter(({ channel }) => channel !== NOT_STATED_CHANNEL.id) as Row["channels"],
});

/**
 * Whether channels tell one story: the index of the whole and of each touchpoint with at least two channels, with its
 * change, and the channel that departs. Least consistent first.
 */
export async function readConsistency(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const { minAnswers, leastPeople } = settings;
  const [channels, { now, before }] = await Promise.all([
    listChannels(reads.db, reads.scope),
    readBoth(reads, view),
  ]);
  const bases = basesOf(now, settings);
  const [current, earlier] = await Promise.all([
    channelsOf(reads, view, period, now, bases),
    previous && before && channelsOf(reads, view, previous, before, bases),
  ]);
  const found = channelConsistency(current.map(stated), minAnswers);
  const foundBefore = earlier && channelConsistency(earlier.map(stated), minAnswers);
  const indexBefore = new Map(earlier?.map(({ touchpoint }, at) => [touchpoint, foundBefore?.[at]?.index]));
  const details = new Map(now.touchpoints.map((row) => [row.id, row]));
  const named = (id: number) => {
    const row = channels.find((each) => each.id === id);
    return { slug: row?.slug ?? "", name: row?.name ?? "" };
  };
  const changeOf = (index: Statistic, then: Statistic | undefined) =>
    then
      ? discloseComparison(
          compareIntervals(index, then, { better: consistencyDescriptor.better, minAnswers }),
          leastPeople,
        )
      : null;
  const rows = found.flatMap(({ index, tau, channels: shares, departs }, at) => {
    const { touchpoint = -1, weight = 0 } = current[at] ?? {};
    const detail = details.get(touchpoint);
    if (!detail || index.value === null) return [];
    return {
      slug: detail.slug,
      name: detail.name,
      stage: detail.stage?.name ?? null,
      weight,
      index,
      tau,
      change: changeOf(index, indexBefore.get(touchpoint)),
      channels: shares.map(({ channel, topBox }) => ({ ...named(channel), topBox })),
      departs: departs && { ...departs, channel: named(departs.channel) },
    };
  });
  const compared = new Set(rows.map(({ slug }) => slug));
  const single = current.flatMap(({ touchpoint, channels: own }, at) => {
    const detail = details.get(touchpoint);
    if (!detail || compared.has(detail.slug) || own.length === 0) return [];
    const [only] = found[at]?.channels ?? [];
    return [{ slug: detail.slug, name: detail.name, channel: only ? named(only.channel) : null }];
  });
  const overall = overallConsistency(rows);
  const whole = earlier?.map(({ weight }, at) => ({
    weight,
    index: foundBefore?.[at]?.index ?? { value: null, n: 0, low: null, high: null },
  }));
  return {
    overall,
    change: whole ? changeOf(overall, overallConsistency(whole)) : null,
    rows: cautiousChanges(rows).sort((a, b) => (a.index.value ?? 0) - (b.index.value ?? 0)),
    /** Touchpoints on one channel only, which is told, or with too few answers on all but one. */
    single,
  };
}

/** Every touchpoint on every channel that carries it: score and answers; small cells are banded. */
export async function readChannelMatrix(reads: Reads, view: View) {
  const { settings, period } = view;
  const [channels, now] = await Promise.all([
    listChannels(reads.db, reads.scope),
    readAnswers(reads, view, period),
  ]);
  const rows = await channelsOf(reads, view, period, now, basesOf(now, settings));
  const details = new Map(now.touchpoints.map((row) => [row.id, row]));
  const used = new Set<number>();
  const touchpoints = rows.flatMap(({ touchpoint, question, channels: own }) => {
    const detail = details.get(touchpoint);
    if (!detail) return [];
    const cells = own.flatMap(({ channel, counts }) => {
      const n = countAnswers(counts, question);
      const slug = channels.find((each) => each.id === channel)?.slug;
      if (n === 0 || slug === undefined) return [];
      used.add(channel);
      const score = discloseStatistic(pomp(counts, question), settings.leastPeople);
      return { channel: slug, score, counted: n >= settings.minAnswers };
    });
    return {
      slug: detail.slug,
      name: detail.name,
      stage: detail.stage?.name ?? null,
      question: QUESTIONS[question].label,
      cells,
    };
  });
  return {
    channels: channels
      .filter(({ id }) => used.has(id))
      .map(({ id, slug, name, parentId }) => ({
        slug,
        name,
        parent: channels.find((each) => each.id === parentId)?.slug ?? null,
        stated: id !== NOT_STATED_CHANNEL.id,
      })),
    touchpoints: touchpoints.filter(({ cells }) => cells.length > 0),
  };
}

/**
 * The audit matrix: each channel's latest finding for each standard, and the shares met. It stands as of today, or as of
 * the last of days that somebody picked: what was audited after the last full month must not seem lost.
 */
export async function readAuditMatrix(reads: Reads, view: View) {
  const today = dayAt(reads.now.getTime(), view.organisation.timeZone);
  const asOf = view.period.preset === null ? earlierDay(addDays(view.period.to, -1), today) : today;
  const [channels, audits] = await Promise.all([
    listChannels(reads.db, reads.scope),
    latestAudits(reads.db, reads.scope, { before: addDays(asOf, 1) }),
  ]);
  const chosen = view.filters.channels;
  const meant = channels.filter(
    ({ id, archived }) =>
      id !== NOT_STATED_CHANNEL.id && !archived && (chosen === undefined || chosen.includes(id)),
  );
  const tops = meant.filter(({ parentId }) => !meant.some((each) => each.id === parentId));
  const tree = tops.flatMap((top) => [top, ...meant.filter(({ parentId }) => parentId === top.id)]);
  const rows = tree.map(({ id, slug, name, parentId }) => {
    const cells = STANDARDS.map((standard) => {
      const found = audits.find((audit) => audit.channelId === id && audit.standard === standard);
      if (!found) return { standard, audit: null };
      const { channelId: _, standard: __, ...audit } = found;
      return { standard, audit };
    });
    const findings = cells.flatMap(({ audit }) => (audit ? [audit.finding] : []));
    const parent = channels.find((each) => each.id === parentId)?.slug ?? null;
    const nested = meant.some((each) => each.id === parentId);
    return { slug, name, nested, parent, cells, met: standardsMet(findings) };
  });
  const of = (standard: string | null) =>
    standardsMet(
      rows.flatMap(({ cells }) =>
        cells.flatMap((cell) =>
          cell.audit && (standard === null || cell.standard === standard) ? [cell.audit.finding] : [],
        ),
      ),
    );
  return {
    asOf,
    rows,
    standards: STANDARDS.map((standard) => ({ standard, met: of(standard) })),
    met: of(null),
  };
}
