import type { DayRange } from "@touchline/domain/day";
import { EVIDENCE } from "@touchline/domain/evidence";
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

/** An array from 1, in which each id's number stands at the place after it; elsewhere it has null. */
function byId(entries: readonly { readonly id: number; readonly value: string | number }[]): string {
  const values: (string | number)[] = [];
  for (const { id, value } of entries) values[id] = value;
  return arrayOf(Array.from(values, (value) => value ?? "null"));
}

/**
 * The place of an answer `a` in the list of what is asked, from 0; null = it is not asked. Looked up by the touchpoint's
 * id in arrays, whatever the length of the list: a join with it would be guessed at one row in hundreds, and then be done
 * row by row.
 */
export function placeAsked(asked: readonly AskedAnswers[]): SQL {
  if (asked.length === 0) return sql`null::int`;
  const question = byId(asked.map((row) => ({ id: row.touchpointId, value: row.question })));
  const kinds = EVIDENCE.map((kind) => {
    const spoken = asked.flatMap((row, place) =>
      row.evidence.includes(kind) ? { id: row.touchpointId, value: place } : [],
    );
    return sql`when ${kind}::evidence then (${byId(spoken)}::int[])[a.touchpoint_id + 1]`;
  });
  return sql`case when a.question = (${question}::question_type[])[a.touchpoint_id + 1]
    then case a.evidence ${sql.join(kinds, sql` `)} end end`;
}
