import { replyTimes } from "@touchline/db/queries/contacts";
import { type CountFilters, type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listChannels, listTouchpoints } from "@touchline/db/queries/structure";
import type { DayRange } from "@touchline/domain/day";
import { experienceScore } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { responseTime } from "@touchline/domain/metrics/response-time";
import { volume } from "@touchline/domain/metrics/volume";
import { discloseStatistic } from "@touchline/domain/privacy";
import { share } from "@touchline/domain/statistic";
import { aboutTouchpoints, groupBy, scoredQuestions, touchpointAnswers } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { contactsIn } from "./failure.ts";
import { basesOf, countSpoken, spoken, verifiedShare } from "./headline.ts";
import { lastDay } from "./trend.ts";
import type { Reads, View } from "./view.ts";

/** What the answers are narrowed to beside the view's own channel and segment. */
export type Narrowing = Pick<CountFilters, "touchpoints" | "departments">;

/** A range's answers about touchpoints, by touchpoint and channel: to all questions, or to those that scores are made of. */
async function readByChannel(
  { db, scope }: Reads,
  { filters }: View,
  range: DayRange,
  { asked, ...narrowing }: Narrowing & { readonly asked: "all" | "scored" },
) {
  const touchpoints = await listTouchpoints(db, scope, { on: lastDay(range) });
  const questions = asked === "scored" ? scoredQuestions(touchpoints) : undefined;
  const cells = await scoreCounts(db, scope, {
    range,
    by: ["touchpoint", "channel"],
    filters: { ...filters, ...narrowing, questions },
  });
  return { touchpoints, cells: aboutTouchpoints(cells) };
}

/** The touchpoints that were answered about on these channels, with those answers alone. */
function rowsOn(
  read: Pick<Awaited<ReturnType<typeof readByChannel>>, "touchpoints" | "cells">,
  channels: ReadonlySet<number>,
) {
  const cells = read.cells.filter((cell) => channels.has(cell.channelId));
  const answered = new Set(cells.map((cell) => cell.touchpointId));
  return {
    cells,
    rows: touchpointAnswers(
      read.touchpoints.filter((row) => answered.has(row.id)),
      cells,
    ),
  };
}

/**
 * Channels that carry answers, as a tree: a parent's figures hold its children's. The score is the weighted one of the
 * touchpoints that were answered about on the channel; response times are of the contacts there. whole: all answers that
 * the channels' shares are of. Changes are judged together.
 */
export async function channelRows(
  reads: Reads,
  view: View,
  { whole: cells, ...narrowing }: Narrowing & { readonly whole: readonly CountRow<"touchpoint">[] },
) {
  const { period, previous, settings } = view;
  const contacts = { ...contactsIn(view, period), by: "channel", ...narrowing } as const;
  const [known, now, before, replies] = await Promise.all([
    listChannels(reads.db, reads.scope),
    readByChannel(reads, view, period, { ...narrowing, asked: "all" }),
    previous && readByChannel(reads, view, previous, { ...narrowing, asked: "scored" }),
    replyTimes(reads.db, reads.scope, contacts),
  ]);
  const replied = groupBy(replies, ({ key }) => Number(key));
  const bases = basesOf(cells, settings.basis);
  const all = countSpoken(spoken(cells, bases));
  const tree = known
    .filter((row) => row.parentId === null)
    .flatMap((parent) => [parent, ...known.filter((row) => row.parentId === parent.id)]);
  const carried = tree.flatMap(({ id, slug, name, parentId, archived }) => {
    const held = new Set([id, ...known.filter((row) => row.parentId === id).map((row) => row.id)]);
    const own = rowsOn(now, held);
    if (own.cells.length === 0) return [];
    const whole = experienceScore(own.rows, settings);
    return {
      slug,
      name,
      archived,
      nested: parentId !== null,
      parent: known.find((row) => row.id === parentId)?.slug ?? null,
      score: whole.score,
      measured: whole.touchpoints.filter((row) => row.score.counted).length,
      touchpoints: own.rows.length,
      verified: verifiedShare(own.cells, settings.leastPeople),
      count: countSpoken(spoken(own.cells, bases)),
      response: responseTime(
        [...held]
          .flatMap((each) => replied.get(each) ?? [])
          .map(({ minutes, count }) => ({ value: minutes, count })),
      ),
      weight: own.rows.reduce((sum, row) => sum + row.weight, 0),
      change: before && experienceChange(own.rows, rowsOn(before, held).rows, settings).change,
    };
  });
  return cautiousChanges(carried).map(({ count, ...row }) => {
    const answers = discloseStatistic(volume(count), settings.leastPeople);
    // An import may be published between the two reads: no part is more than the whole.
    const part = answers.band === undefined ? share(Math.min(count, all), all) : answers;
    return { ...row, answers, share: part };
  });
}
