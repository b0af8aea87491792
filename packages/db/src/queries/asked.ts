import type { DayRange } from "@touchline/domain/day";
import { instantsOf } from "@touchline/domain/period";
import { type SQL, sql } from "drizzle-orm";
import type { AskedAnswers } from "./records.ts";

/** Answers to be read one by one, not from the rollups. */
export interface AnswerQuery {
  readonly range: DayRange;
  /** The zone of the range's days: instants are made of them before the query, for the planner to see. */
  readonly timeZone: string;
  readonly channels?: readonly number[] | undefined;
  readonly segments?: readonly number[] | undefined;
}

export const arrayOf = (values: readonly (string | number)[]): string => `{${values.join(",")}}`;

/** Condition that an answer `a` counts, lies in the range and the segments; channels are left to the caller. */
export function answerWithin({ range, timeZone, segments }: Omit<AnswerQuery, "channels">): SQL {
  const { from, to } = instantsOf(range, timeZone);
  return sql`a.at >= ${new Date(from)} and a.at < ${new Date(to)} and not a.excluded
    and ${segments ? sql`a.segment_id = any (${arrayOf(segments)}::int[])` : sql`true`}`;
}

/**
 * The place of an answer `a` in the list of what is asked, from 0; null = it is not asked. A join with the list would be
 * guessed at one row in hundreds, and then be done row by row.
 */
export function placeAsked(asked: readonly AskedAnswers[]): SQL {
  if (asked.length === 0) return sql`null::int`;
  const cases = asked.map(
    ({ touchpointId, question, evidence }, at) =>
      sql`when ${touchpointId}::int then case when a.question = ${question}::question_type
        and a.evidence = any (${arrayOf(evidence)}::evidence[]) then ${sql.raw(String(at))} end`,
  );
  return sql`case a.touchpoint_id ${sql.join(cases, sql` `)} end`;
}
