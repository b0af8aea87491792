import type { Scope } from "@touchline/domain/access";
import {
  addPerson,
  BLOCKS,
  type CrossProducts,
  emptyCrossProducts,
} from "@touchline/domain/metrics/cross-products";
import type { OverallByScore } from "@touchline/domain/metrics/driver-kind";
import { type QuestionType, SCORE_SLOTS } from "@touchline/domain/question";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { type AnswerQuery, answerWithin, arrayOf, placeAsked } from "./asked.ts";
import type { AskedAnswers } from "./records.ts";

/** channels: of the drivers' answers; the company as a whole has no channel. */
export interface DriverQuery extends AnswerQuery {
  readonly drivers: readonly AskedAnswers[];
  /** The question about the company as a whole that the drivers are to account for. */
  readonly outcome: QuestionType;
}

export interface DriverCounts {
  /** Variables in the order of the drivers, the outcome last. */
  readonly cross: CrossProducts;
  /** By driver and its score: the overall answers of those who gave it. */
  readonly overall: readonly OverallByScore[];
  /** People with the outcome. */
  readonly people: number;
}

/** An id's block: neighbours in time fall into different ones, and the same id always into the same. */
const blockOf = (id: number): number =>
  Math.floor((Math.imul(id % 0x7fffffff, 0x9e3779b1) >>> 0) * 2 ** -32 * BLOCKS);

/**
 * Sums over pairs of drivers and of each with the outcome, over the people who gave both in one submission, and how the
 * outcome was answered at each score of each driver. A person's answers come as one text, a character each (variable x
 * SCORE_SLOTS + score + 1): 100,000 people with 14 ratings take about a second. Of several answers of a person about one
 * touchpoint (on different channels) the mean counts.
 */
export async function readDriverCounts(
  db: Queryable,
  _scope: Scope,
  query: DriverQuery,
): Promise<DriverCounts> {
  const { drivers, outcome, channels } = query;
  const variables = [
    ...drivers,
    {
      touchpointId: OVERALL_TOUCHPOINT.id,
      question: outcome,
      evidence: ["used", "not_used", "unknown"] as const,
    },
  ];
  const anyChannel = sql`a.touchpoint_id = ${OVERALL_TOUCHPOINT.id}`;
  const { rows } = await db.execute<{ id: number; given: string }>(sql`
    select submission_id as id, string_agg(chr(1 + variable * ${sql.raw(String(SCORE_SLOTS))} + score), '') as given
    from (select *, ${placeAsked(variables)} as variable from answer a
      where ${answerWithin(query)}
        and ${channels ? sql`(${anyChannel} or a.channel_id = any (${arrayOf(channels)}::int[]))` : sql`true`}
        and exists (select from answer o
          where o.submission_id = a.submission_id and o.customer_id = a.customer_id
            and o.touchpoint_id = ${OVERALL_TOUCHPOINT.id} and o.question = ${outcome}::question_type
            and not o.excluded)) given
    where variable is not null
    group by submission_id`);
  return countUp(rows, drivers.length);
}

function countUp(
  rows: readonly { readonly id: number; readonly given: string }[],
  drivers: number,
): DriverCounts {
  const cross = emptyCrossProducts(drivers + 1);
  const overall = Array.from({ length: drivers }, () =>
    Array.from({ length: SCORE_SLOTS }, () => new Array<number>(SCORE_SLOTS).fill(0)),
  );
  const sums = new Float64Array(drivers + 1);
  const counts = new Float64Array(drivers + 1);
  const values = new Float64Array(drivers + 1);
  let people = 0;
  for (const { id, given } of rows) {
    sums.fill(0);
    counts.fill(0);
    for (let at = 0; at < given.length; at += 1) {
      const code = given.charCodeAt(at) - 1;
      const variable = Math.floor(code / SCORE_SLOTS);
      sums[variable] = (sums[variable] ?? 0) + (code % SCORE_SLOTS);
      counts[variable] = (counts[variable] ?? 0) + 1;
    }
    for (let variable = 0; variable <= drivers; variable += 1)
      // 0 / 0 is NaN: no answer.
      values[variable] = (sums[variable] ?? 0) / (counts[variable] ?? 0);
    const whole = values[drivers] ?? Number.NaN;
    if (Number.isNaN(whole)) continue;
    people += 1;
    addPerson(cross.blocks[blockOf(id)] ?? new Float64Array(), values);
    for (let driver = 0; driver < drivers; driver += 1) {
      const cells = overall[driver]?.[Math.round(values[driver] ?? Number.NaN)];
      if (cells) cells[Math.round(whole)] = (cells[Math.round(whole)] ?? 0) + 1;
    }
  }
  return { cross, overall, people };
}
