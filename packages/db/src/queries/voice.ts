import type { Scope } from "@touchline/domain/access";
import { instantsOf } from "@touchline/domain/period";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { type AnswerQuery, answerWithin, arrayOf } from "./asked.ts";
import { anyOf, COMMENT_WORDS } from "./comment-words.ts";

type Plain<Row> = { [key in keyof Row]: Row[key] };

/** Words by which each touchpoint is looked for, as somebody set them; a touchpoint without a row has none set. */
export async function listTopicWords(
  db: Queryable,
  _scope: Scope,
): Promise<{ touchpointId: number; words: string[] }[]> {
  const { rows } = await db.execute<{ touchpointId: number; words: string[] }>(sql`
    select touchpoint_id "touchpointId", array_agg(word order by word) words from topic_word group by 1`);
  return rows;
}

const heard = (query: AnswerQuery): SQL => sql`${answerWithin(query)}
  and ${query.channels ? sql`a.channel_id = any (${arrayOf(query.channels)}::int[])` : sql`true`}`;

/** Condition on the submission `b` itself: with words, and of the range. Its answers repeat its instant. */
function spokenIn({ range, timeZone }: AnswerQuery): SQL {
  const { from, to } = instantsOf(range, timeZone);
  return sql`b.comment is not null and b.at >= ${new Date(from)} and b.at < ${new Date(to)}`;
}

/** Condition that an answer that counts came with the submission `b`. offset 0: one look by its key. */
const meant = (query: AnswerQuery): SQL => sql`exists (
  select from answer a where a.submission_id = b.id and a.customer_id = b.customer_id and ${heard(query)} offset 0)`;

export interface TopicCount {
  /** null: all comments, whatever they are about. */
  readonly touchpointId: number | null;
  /** How likely to recommend, from the same submission; null = it was not asked there. */
  readonly score: number | null;
  readonly comments: number;
}

/**
 * Comments of a range, and those of them that speak of each topic, by the answer on recommending that came with them.
 * Each topic is looked up in the index of words by itself (offset 0; days beside it would tempt the planner to read the
 * words of all their comments for every topic), and meets the comments that count.
 */
export async function topicCounts(
  db: Queryable,
  _scope: Scope,
  query: AnswerQuery & {
    readonly topics: readonly { readonly touchpointId: number; readonly words: readonly string[] }[];
  },
): Promise<TopicCount[]> {
  const topics = query.topics.filter(({ words }) => words.length > 0);
  const asked = topics.map(({ touchpointId, words }) => sql`(${touchpointId}::int, ${anyOf(words)})`);
  const about =
    topics.length === 0
      ? sql`select null::int touchpoint_id, null::smallint score where false`
      : sql`
        select k.touchpoint_id, s.score
        from (values ${sql.join(asked, sql`, `)}) k (touchpoint_id, words)
          cross join lateral (
            select b.id, b.customer_id from submission b
            where b.comment is not null and ${COMMENT_WORDS} @@ k.words offset 0) b
          join said s on s.id = b.id and s.customer_id = b.customer_id`;
  const { rows } = await db.execute<Plain<TopicCount>>(sql`
    with said as materialized (
      select b.id, b.customer_id, (
        select max(a.score) from answer a
        where a.submission_id = b.id and a.customer_id = b.customer_id and not a.excluded
          and a.touchpoint_id = ${OVERALL_TOUCHPOINT.id} and a.question = 'nps_0_10') score
      from submission b
      where ${spokenIn(query)} and ${meant(query)})
    select touchpoint_id "touchpointId", score, count(*)::int comments
    from (select null::int touchpoint_id, score from said union all ${about}) counted group by 1, 2`);
  return rows;
}

/** The newest comments of a range, for reading by machine. */
export async function newestComments(
  db: Queryable,
  _scope: Scope,
  query: AnswerQuery & { readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.execute<{ comment: string }>(sql`
    select b.comment from submission b
    where ${spokenIn(query)} and ${meant(query)}
    order by b.at desc, b.id desc limit ${query.limit}`);
  return rows.map(({ comment }) => comment);
}
