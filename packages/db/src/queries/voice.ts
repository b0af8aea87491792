import type { Scope } from "@touchline/domain/access";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { type AnswerQuery, answerWithin, arrayOf } from "./asked.ts";
import { anyOf, COMMENT_WORDS } from "./records.ts";

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

/** Condition on a submission `b`: of the segments, and with an answer in the range on the channels. */
const within = (query: AnswerQuery): SQL => sql`b.comment is not null and exists (
  select from answer a where a.submission_id = b.id and a.customer_id = b.customer_id and ${answerWithin(query)}
    and ${query.channels ? sql`a.channel_id = any (${arrayOf(query.channels)}::int[])` : sql`true`})`;

export interface TopicCount {
  readonly touchpointId: number;
  /** How likely to recommend, from the same submission; null = it was not asked there. */
  readonly score: number | null;
  readonly comments: number;
}

/** Comments of a range that speak of each topic, by the answer on recommending that came with them. */
export async function topicCounts(
  db: Queryable,
  _scope: Scope,
  query: AnswerQuery & {
    readonly topics: readonly { readonly touchpointId: number; readonly words: readonly string[] }[];
  },
): Promise<TopicCount[]> {
  const topics = query.topics.filter(({ words }) => words.length > 0);
  if (topics.length === 0) return [];
  const asked = topics.map(({ touchpointId, words }) => sql`(${touchpointId}::int, ${anyOf(words)})`);
  const { rows } = await db.execute<Plain<TopicCount>>(sql`
    select k.touchpoint_id "touchpointId", n.score, count(*)::int comments
    from (values ${sql.join(asked, sql`, `)}) k (touchpoint_id, words)
      cross join lateral (
        select b.id, b.customer_id from submission b
        where b.comment is not null and ${COMMENT_WORDS} @@ k.words and ${within(query)} offset 0) b
      left join answer n on n.submission_id = b.id and n.customer_id = b.customer_id and n.touchpoint_id = 0
        and n.question = 'nps_0_10' and not n.excluded
    group by 1, 2`);
  return rows;
}

/** All comments of a range, by the answer on recommending that came with them. */
export async function commentCounts(
  db: Queryable,
  _scope: Scope,
  query: AnswerQuery,
): Promise<Omit<TopicCount, "touchpointId">[]> {
  const { rows } = await db.execute<Plain<Omit<TopicCount, "touchpointId">>>(sql`
    select n.score, count(*)::int comments
    from submission b left join answer n on n.submission_id = b.id and n.customer_id = b.customer_id
      and n.touchpoint_id = 0 and n.question = 'nps_0_10' and not n.excluded
    where ${within(query)} group by 1`);
  return rows;
}

/** The newest comments of a range, for reading by machine. */
export async function newestComments(
  db: Queryable,
  _scope: Scope,
  query: AnswerQuery & { readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.execute<{ comment: string }>(sql`
    select b.comment from submission b where ${within(query)} order by b.at desc, b.id desc limit ${query.limit}`);
  return rows.map(({ comment }) => comment);
}
