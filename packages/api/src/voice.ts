import type { AnswerQuery } from "@touchline/db/queries/asked";
import { listTouchpoints } from "@touchline/db/queries/structure";
import { listTopicWords, newestComments, type TopicCount, topicCounts } from "@touchline/db/queries/voice";
import { compareIntervals } from "@touchline/domain/compare";
import type { DayRange } from "@touchline/domain/day";
import { nps } from "@touchline/domain/metrics/nps";
import { impactVerdicts, topicImpact } from "@touchline/domain/metrics/topic-impact";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { NO_SCORES } from "@touchline/domain/score-counts";
import { share } from "@touchline/domain/statistic";
import { SENTIMENTS, wordsOfNames } from "@touchline/domain/topics";
import { groupBy } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { keptWhileUnchanged } from "./kept.ts";
import { readComment } from "./reading.ts";
import { lastDay } from "./trend.ts";
import type { Reads, View } from "./view.ts";

/** How many of the newest comments are read by machine for a page. */
const READ_AT_MOST = 2_000;

/** Touchpoints in use with the words by which they are looked for; set: somebody chose these. */
export async function readTopics(reads: Reads, view: View) {
  const [touchpoints, set] = await Promise.all([
    listTouchpoints(reads.db, reads.scope, { on: lastDay(view.period) }),
    listTopicWords(reads.db, reads.scope),
  ]);
  const chosen = new Map(set.map(({ touchpointId, words }) => [touchpointId, words]));
  const used = touchpoints.filter(({ archived }) => !archived);
  const named = wordsOfNames(used.map(({ name }) => name));
  return used.map(({ id, slug, name }, at) => ({
    id,
    slug,
    name,
    words: chosen.get(id) ?? named[at] ?? [],
    set: chosen.has(id),
  }));
}

const queryOf = (view: View, range: DayRange): AnswerQuery => ({
  range: { from: range.from, to: range.to },
  timeZone: view.organisation.timeZone,
  channels: view.filters.channels,
  segments: view.filters.segments,
});

const sumOf = (rows: readonly { readonly comments: number }[]) =>
  rows.reduce((sum, { comments }) => sum + comments, 0);
/** Answers on recommending, by score, of comments that came with one. */
const scoresOf = (rows: readonly Pick<TopicCount, "score" | "comments">[]) =>
  NO_SCORES.map((_, score) => sumOf(rows.filter((row) => row.score === score)));

async function readCounts(
  reads: Reads,
  view: View,
  range: DayRange,
  topics: Awaited<ReturnType<typeof readTopics>>,
) {
  const query = queryOf(view, range);
  const asked = topics.map(({ id, words }) => ({ touchpointId: id, words }));
  return keptWhileUnchanged(reads, JSON.stringify(["topics", query, asked]), async () => {
    const counts = groupBy(
      await topicCounts(reads.db, reads.scope, { ...query, topics: asked }),
      (row) => row.touchpointId,
    );
    return { about: counts, all: counts.get(null) ?? [] };
  });
}

/**
 * What customers speak of: each touchpoint's share of the comments and its impact on the NPS among those who wrote, the
 * most spoken of first. better says nothing here: a topic spoken of more is neither good nor bad.
 */
export async function readTopicImpacts(reads: Reads, view: View) {
  const { settings, period, previous } = view;
  const topics = await readTopics(reads, view);
  const [now, before] = await Promise.all([
    readCounts(reads, view, period, topics),
    previous && readCounts(reads, view, previous, topics),
  ]);
  const [comments, commentsBefore] = [sumOf(now.all), before && sumOf(before.all)];
  const whole = scoresOf(now.all);
  const rows = topics.map(({ id, slug, name, words, set }) => {
    const own = now.about.get(id) ?? [];
    const told = sumOf(own);
    const spoken = share(told, comments);
    const earlier = before && share(sumOf(before.about.get(id) ?? []), commentsBefore ?? 0);
    const change =
      earlier && compareIntervals(spoken, earlier, { better: "higher", minAnswers: settings.minAnswers });
    const hidden = told > 0 && told < settings.leastPeople;
    return {
      slug,
      name,
      words,
      set,
      weight: told,
      /** Of all comments. */
      share: hidden ? discloseStatistic({ ...spoken, n: told }, settings.leastPeople) : spoken,
      change: change && !hidden ? discloseComparison(change, settings.leastPeople) : null,
      impact: discloseStatistic(topicImpact(whole, scoresOf(own)), settings.leastPeople),
      nps: discloseStatistic(nps(scoresOf(own)), settings.leastPeople),
    };
  });
  const verdicts = impactVerdicts(
    rows.map(({ impact }) => impact),
    settings.minAnswers,
  );
  return {
    comments: comments > 0 && comments < settings.leastPeople ? null : comments,
    nps: discloseStatistic(nps(whole), settings.leastPeople),
    topics: cautiousChanges(rows)
      /** Whether its impact is real among all of them. */
      .map((row, at) => ({ ...row, verdict: verdicts[at] ?? ("not-enough-data" as const) }))
      .sort((a, b) => b.weight - a.weight)
      .map(({ weight: _, ...row }) => row),
  };
}

/**
 * Languages and sentiment of the newest comments of the view, by machine, at most READ_AT_MOST. Comments in a language
 * that it can't read are unread and in no share of sentiment. Never a rating: docs/voice.md says how often it is right.
 */
export async function readVoice(reads: Reads, view: View) {
  const { leastPeople } = view.settings;
  const query = { ...queryOf(view, view.period), limit: READ_AT_MOST };
  const readings = await keptWhileUnchanged(reads, JSON.stringify(["voice", query]), async () =>
    (await newestComments(reads.db, reads.scope, query)).map(readComment),
  );
  const languages = [...groupBy(readings, ({ language }) => language)]
    .map(([language, own]) => ({
      language,
      comments: own.length,
      read: own.some((each) => each.sentiment !== null),
    }))
    .filter(({ comments }) => comments >= leastPeople)
    .sort((a, b) => b.comments - a.comments);
  const read = readings.filter(({ sentiment }) => sentiment !== null);
  return {
    looked: readings.length < leastPeople ? 0 : readings.length,
    most: READ_AT_MOST,
    /** Languages of fewer people than may be shown are left out. */
    languages,
    unread: discloseStatistic(share(readings.length - read.length, readings.length), leastPeople),
    sentiment: SENTIMENTS.map((sentiment) => ({
      sentiment,
      share: discloseStatistic(
        share(read.filter((each) => each.sentiment === sentiment).length, read.length),
        leastPeople,
      ),
    })),
  };
}
