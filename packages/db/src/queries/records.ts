import type { Scope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import type { Evidence, EvidenceReason } from "@touchline/domain/evidence";
import { instantsOf } from "@touchline/domain/period";
import type { QuestionType } from "@touchline/domain/question";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { COMMENT_WORDS, foundWords, matching, type Words } from "./comment-words.ts";
import { stretchesOf } from "./range.ts";

/** Which answers to one question about one touchpoint are meant. */
export interface AskedAnswers {
  readonly touchpointId: number;
  readonly question: QuestionType;
  readonly evidence: readonly Evidence[];
}

/** Where a page of records ends: the next one begins behind it. `at` as the answer before gave it. */
export interface RecordCursor {
  readonly at: string;
  readonly id: number;
}

export interface RecordQuery {
  readonly range: DayRange;
  /** The organisation's: the range's instants are told to the planner, which chooses a walk from the newest by them. */
  readonly timeZone: string;
  readonly asked: readonly AskedAnswers[];
  /** Owners on the day of the answer. */
  readonly departments?: readonly number[] | undefined;
  readonly channels?: readonly number[] | undefined;
  readonly segments?: readonly number[] | undefined;
  /** Scores from and through, both meant. */
  readonly scores: readonly [number, number];
  /** Only those with words of the customer. */
  readonly commented: boolean;
  /** Only those whose words match. */
  readonly words?: Words | undefined;
  /** Only those of customers who belong, and from an instant until another within the range (epoch ms): all of it is looked at. */
  readonly customers?:
    | {
        readonly belong: (customer: SQL) => SQL;
        readonly since: number;
        readonly until: number;
      }
    | undefined;
  readonly before: RecordCursor | null;
  readonly limit: number;
}

export interface RecordAnswer {
  readonly touchpoint: string;
  readonly touchpointSlug: string;
  readonly channel: string;
  readonly question: QuestionType;
  readonly score: number;
  readonly evidence: Evidence;
}

export interface RecordRow {
  readonly id: number;
  readonly at: Date;
  /** For the cursor of the next page. */
  readonly exactly: string;
  /** false: the source gave no time, `at` is the import's. */
  readonly dated: boolean;
  readonly segment: string;
  readonly comment: string | null;
  /** Its words that are among those looked for, as they stand in it. */
  readonly found: readonly string[];
  /** How many touchpoints the submission rates in all: words of a survey about thirty are not about one. */
  readonly rated: number;
  /** Those among its answers that are meant. */
  readonly answers: readonly RecordAnswer[];
}

const ZONE = sql`(select time_zone from organisation)`;
const list = (values: readonly (string | number)[]): string => `{${values.join(",")}}`;
const exact = (column: SQL): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What a query is made of: common table expressions, conditions on answers and submissions, and where to begin. */
function partsOf(query: Omit<RecordQuery, "limit">) {
  const { range, timeZone, asked, departments, channels, segments, scores, words, customers, before } = query;
  const touchpoints = list([...new Set(asked.map((row) => row.touchpointId))]);
  const stretches = stretchesOf(range, {
    owned: departments !== undefined,
    monthly: false,
    filter: sql`touchpoint_id = any (${touchpoints}::int[]) and ${
      departments ? sql`department_id = any (${list(departments)}::int[])` : sql`true`
    }`,
  });
  const meant = sql`a.question = k.question and a.evidence = any (k.evidence)
    and not a.excluded and a.score between ${scores[0]} and ${scores[1]}
    and ${channels ? sql`a.channel_id = any (${list(channels)}::int[])` : sql`true`}
    and ${segments ? sql`a.segment_id = any (${list(segments)}::int[])` : sql`true`}`;
  const behind = (at: SQL, id: SQL) =>
    before ? sql`(${at}, ${id}) < (${before.at}::timestamptz, ${before.id})` : sql`true`;
  const { from, to } = instantsOf(range, timeZone);
  const [since, until] = customers ? [customers.since, customers.until] : [from, to];
  const inRange = (at: SQL) => sql`${at} >= ${new Date(since)} and ${at} < ${new Date(until)}`;
  const belongs = (customer: SQL) => customers?.belong(customer) ?? sql`true`;
  const sources = sql`
    asked as materialized (
      select touchpoint_id, question::question_type, evidence::evidence[]
      from json_to_recordset(${JSON.stringify(
        asked.map((row) => ({
          touchpoint_id: row.touchpointId,
          question: row.question,
          evidence: list(row.evidence),
        })),
      )}::json) k (touchpoint_id int, question text, evidence text)),
    stretches as materialized (
      select touchpoint_id, since::timestamp at time zone ${ZONE} since, until::timestamp at time zone ${ZONE} until
      from (${stretches}) s)`;
  // Few submissions hold words: these are walked from the newest, or those that the index of words finds, whatever they
  // are about. offset 0 has each looked at by itself, and only until there are enough.
  const wordy = words
    ? sql`(select at, id, customer_id from submission
        where comment is not null and ${COMMENT_WORDS} @@ (${matching(words)}) offset 0)`
    : sql`(select at, id, customer_id from submission where comment is not null)`;
  const spoken = (from: SQL) => sql`select b.at, b.id submission_id, b.customer_id
      from ${from} b
      where ${behind(sql`b.at`, sql`b.id`)}
        and ${inRange(sql`b.at`)}
        and ${belongs(sql`b.customer_id`)}
        and exists (select from answer a join asked k on k.touchpoint_id = a.touchpoint_id
          join stretches s on s.touchpoint_id = a.touchpoint_id and a.at >= s.since and a.at < s.until
          where a.submission_id = b.id and a.customer_id = b.customer_id and ${meant} offset 0)`;
  return { sources, meant, inRange, behind, belongs, wordy, spoken };
}

const isEmpty = ({ asked, range }: Omit<RecordQuery, "limit">): boolean =>
  asked.length === 0 || range.from >= range.to;

/** How many submissions hold words that match and an answer that is meant; counted until there are more than `most`. */
export async function countComments(
  db: Queryable,
  _scope: Scope,
  query: Omit<RecordQuery, "limit" | "before"> & { readonly most: number },
): Promise<number> {
  if (isEmpty({ ...query, before: null })) return 0;
  const { sources, wordy, spoken } = partsOf({ ...query, before: null });
  const { rows } = await db.execute<{ found: number }>(sql`
    with ${sources} select count(*)::int found from (${spoken(wordy)} limit ${query.most + 1}) s`);
  return rows[0]?.found ?? 0;
}

/**
 * Submissions with at least one answer that is meant, the newest first, each with those answers. Excluded answers are
 * not counted in any figure and are not here. Costs as many rows of each touchpoint as a page has, whatever the range.
 */
export async function listRecords(db: Queryable, _scope: Scope, query: RecordQuery): Promise<RecordRow[]> {
  const { commented, words, customers, limit } = query;
  if (isEmpty(query)) return [];
  const { sources, meant, inRange, behind, belongs, wordy, spoken } = partsOf(query);
  // As a case, the planner does not take it for the narrow range that it would be at random.
  const newest = sql`select distinct on (at, submission_id) at, submission_id, customer_id
      from stretches s join asked k using (touchpoint_id) cross join lateral (
        select distinct on (a.at, a.submission_id) a.at, a.submission_id, a.customer_id
        from answer a
        where a.touchpoint_id = s.touchpoint_id and ${inRange(sql`a.at`)}
          and case when a.at >= s.since and a.at < s.until then true end and ${meant}
          and ${behind(sql`a.at`, sql`a.submission_id`)}
        order by a.at desc, a.submission_id desc limit ${limit}) newest
      order by at desc, submission_id desc limit ${limit}`;
  // All of a stretch of time, each customer looked at by itself (offset 0), and only until the page is full.
  const walked = sql`select at, submission_id, customer_id
      from (select distinct on (at, submission_id) at, submission_id, customer_id
        from stretches s join asked k using (touchpoint_id) cross join lateral (
          select a.at, a.submission_id, a.customer_id from answer a
          where a.touchpoint_id = s.touchpoint_id and ${inRange(sql`a.at`)}
            and case when a.at >= s.since and a.at < s.until then true end and ${meant}
            and ${behind(sql`a.at`, sql`a.submission_id`)} offset 0) given
        order by at desc, submission_id desc offset 0) w
      where ${belongs(sql`w.customer_id`)} limit ${limit}`;
  const inOrder = words ? sql`(select * from ${wordy} found order by at desc, id desc offset 0)` : wordy;
  const newestSpoken = sql`${spoken(inOrder)} order by b.at desc, b.id desc limit ${limit}`;
  const { rows } = await db.execute<Omit<RecordRow, "at"> & Record<string, unknown>>(sql`
    with ${sources},
    top as materialized (${words || commented ? newestSpoken : customers ? walked : newest})
    select b.id::float8 as id, ${exact(sql`b.at`)} as exactly, b.dated, g.name as segment, b.comment,
      ${words ? sql`(${foundWords(sql`b.comment`, words)})` : sql`'[]'::json`} as found,
      (select count(distinct a.touchpoint_id)::int from answer a
       where a.submission_id = b.id and a.customer_id = b.customer_id) as rated,
      (select json_agg(json_build_object('touchpoint', t.name, 'touchpointSlug', t.slug, 'channel', c.name,
           'question', a.question, 'score', a.score, 'evidence', a.evidence) order by t.position, t.name, a.question)
       from answer a join asked k on k.touchpoint_id = a.touchpoint_id
         join touchpoint t on t.id = a.touchpoint_id join channel c on c.id = a.channel_id
       where a.submission_id = b.id and a.customer_id = b.customer_id and ${meant}
         and exists (select 1 from stretches s
           where s.touchpoint_id = a.touchpoint_id and a.at >= s.since and a.at < s.until)) as answers
    from top join submission b on b.id = top.submission_id and b.customer_id = top.customer_id
      join segment g on g.id = b.segment_id
    order by top.at desc, b.id desc`);
  return rows.map((row) => ({ ...row, at: new Date(row.exactly) }));
}

export interface WholeAnswer extends RecordAnswer {
  /** Who owned the touchpoint on the day of the answer. */
  readonly departmentId: number | null;
  readonly because: EvidenceReason;
  /** The use that is its evidence, where that is an interaction. */
  readonly usedAt: string | null;
  /** Left out of every figure, as the organisation's rule on careless answers has it. */
  readonly excluded: boolean;
}

export interface WholeRecord {
  readonly id: number;
  readonly at: Date;
  readonly dated: boolean;
  readonly segment: string;
  readonly comment: string | null;
  readonly careless: boolean;
  /** The customer's id in the source that brought them; null = nobody knows who it is. */
  readonly customer: string | null;
  readonly answers: readonly WholeAnswer[];
  /** The version in force came with this run; null where the record is in no ledger. */
  readonly run: {
    readonly id: number;
    readonly fileName: string;
    readonly source: string;
    readonly finishedAt: string | null;
  } | null;
}

/** One submission with all of its answers and where each one's evidence comes from; null when there is none. */
export async function readRecord(db: Queryable, _scope: Scope, id: number): Promise<WholeRecord | null> {
  const use = sql`(
    select max(i.at) from interaction i
    where i.customer_id = a.customer_id and i.touchpoint_id = a.touchpoint_id
      and (i.channel_id = a.channel_id or a.channel_id = 0) and i.at <= a.at
      and i.at >= a.at - (select make_interval(hours => 24 * evidence_window_days) from organisation))`;
  const { rows } = await db.execute<
    Omit<WholeRecord, "at"> & { exactly: string } & Record<string, unknown>
  >(sql`
    select b.id::float8 as id, ${exact(sql`b.at`)} as exactly, b.dated, g.name as segment, b.comment, b.careless,
      c.external_id as customer,
      (select coalesce(json_agg(json_build_object('touchpoint', t.name, 'touchpointSlug', t.slug, 'channel', h.name,
           'question', a.question, 'score', a.score, 'evidence', a.evidence, 'departmentId', o.department_id,
           'because', case when a.evidence = 'used' and a.usage = 'yes' then 'said-used'
              when a.evidence = 'used' and a.used_at is not null then 'interaction'
              when a.evidence = 'used' then 'invitation'
              when a.evidence = 'not_used' and a.usage = 'no' then 'said-not-used'
              when a.evidence = 'not_used' then 'not-in-log' else 'nobody-logs' end,
           'usedAt', case when a.evidence = 'used' then ${exact(sql`a.used_at`)} end, 'excluded', a.excluded)
           order by t.position, t.name, a.question), '[]')
       from (select a.*, ${use} as used_at from answer a
             where a.submission_id = b.id and a.customer_id = b.customer_id) a
         join touchpoint t on t.id = a.touchpoint_id join channel h on h.id = a.channel_id
         left join lateral (select department_id from touchpoint_owner w
           where w.touchpoint_id = a.touchpoint_id and w.valid_from <= (a.at at time zone ${ZONE})::date
           order by w.valid_from desc limit 1) o on true) as answers,
      (select json_build_object('id', r.id, 'fileName', r.file_name, 'source', s.name,
          'finishedAt', ${exact(sql`r.finished_at`)})
       from ledger l join import_run r on r.id = l.run_id join source s on s.id = r.source_id
       where l.kind = 'submission' and l.record_id = b.id limit 1) as run
    from submission b join customer c on c.id = b.customer_id join segment g on g.id = b.segment_id
    where b.id = ${id}`);
  const [row] = rows;
  if (!row) return null;
  const { exactly, ...record } = row;
  return { ...record, at: new Date(exactly) };
}
