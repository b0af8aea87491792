import { replyTimes } from "@touchline/db/queries/contacts";
import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import {
  listChannels,
  listDepartments,
  listSegments,
  listTouchpoints,
  type NamedRow,
} from "@touchline/db/queries/structure";
import type { DayRange } from "@touchline/domain/day";
import { responseTime, responseTimeChange } from "@touchline/domain/metrics/response-time";
import { touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { evidenceCounts, groupBy, readBoth, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { contactsIn } from "./failure.ts";
import { verifiedChange } from "./headline.ts";
import { idOf } from "./keys.ts";
import { partRows } from "./part-rows.ts";
import { questionRows } from "./question-rows.ts";
import { touchpointRows } from "./touchpoint-rows.ts";
import { lastDay } from "./trend.ts";
import type { Reads, View } from "./view.ts";

/** One touchpoint's row of answers now and before. Throws "not_found". */
export async function readOne(reads: Reads, view: View, slug: string) {
  const { now, before } = await readBoth(reads, view);
  const known = await listTouchpoints(reads.db, reads.scope, { on: lastDay(view.period) });
  const id = idOf(known, slug, "touchpoint");
  const own = (read: typeof now): ScoredAnswers[] =>
    touchpointAnswers(
      read.touchpoints.filter((row) => row.id === id).map((row) => ({ ...row, archived: false })),
      read.cells.filter((cell) => cell.touchpointId === id),
    );
  return { id, now, before, rows: own(now), rowsBefore: before && own(before) };
}

/** Reply times of the touchpoint's contacts, with the change of their median; null where none is known. */
async function readResponse(reads: Reads, view: View, id: number) {
  const read = async (range: DayRange) => {
    const replies = await replyTimes(reads.db, reads.scope, {
      ...contactsIn(view, range),
      by: null,
      touchpoints: [id],
    });
    return responseTime(replies.map(({ minutes, count }) => ({ value: minutes, count })));
  };
  const [now, before] = await Promise.all([read(view.period), view.previous && read(view.previous)]);
  if (now.median.n === 0) return null;
  return { ...now, change: before && responseTimeChange(now, before, view.settings.minAnswers) };
}

type Parts = ReadonlyMap<number, readonly CountRow<"touchpoint">[]>;

/** The touchpoint's answers of a range by channel and by segment. */
async function readParts({ db, scope }: Reads, { filters }: View, id: number, range: DayRange) {
  const query = { range, filters: { ...filters, touchpoints: [id] } };
  const [channels, segments] = await Promise.all([
    scoreCounts(db, scope, { ...query, by: ["touchpoint", "channel"] }),
    scoreCounts(db, scope, { ...query, by: ["touchpoint", "segment"] }),
  ]);
  return {
    channels: groupBy(channels, (cell) => cell.channelId) satisfies Parts,
    segments: groupBy(segments, (cell) => cell.segmentId) satisfies Parts,
  };
}

/** All that a touchpoint's page says beside its trend and its customers' words. Throws "not_found". */
export async function readTouchpoint(reads: Reads, view: View, slug: string) {
  const { settings, period, previous } = view;
  const { id, now, before, rows, rowsBefore } = await readOne(reads, view, slug);
  const [departments, channels, segments, current, earlier, response] = await Promise.all([
    listDepartments(reads.db, reads.scope),
    listChannels(reads.db, reads.scope),
    listSegments(reads.db, reads.scope),
    readParts(reads, view, id, period),
    previous && readParts(reads, view, id, previous),
    readResponse(reads, view, id),
  ]);
  const aboutIt = ({ cells }: typeof now) => cells.filter((cell) => cell.touchpointId === id);
  const [row] = rows;
  const question = row?.question ?? null;
  const parts = (names: readonly NamedRow[], cells: Parts, before: Parts | null) => {
    if (!row || question === null) return [];
    const counts = (groups: Parts) => (part: number) => evidenceCounts(groups.get(part) ?? [], question);
    const { basis } = touchpointScore(row, settings);
    return partRows(
      names,
      { question, basis, now: counts(cells), before: before && counts(before) },
      settings,
    );
  };
  const [figures] = touchpointRows(rows, rowsBefore, { touchpoints: now.touchpoints, departments }, settings);
  return {
    figures: figures ?? null,
    coverageChange: before && verifiedChange(aboutIt(now), aboutIt(before), settings),
    /** All questions asked of it, the one that makes its score first; each with its answers by score and by evidence. */
    questions: questionRows(aboutIt(now), settings)
      .map((each) => ({ ...each, primary: each.question === question }))
      .sort((a, b) => Number(b.primary) - Number(a.primary)),
    channels: parts(channels, current.channels, earlier?.channels ?? null),
    segments: parts(segments, current.segments, earlier?.segments ?? null),
    response,
  };
}
