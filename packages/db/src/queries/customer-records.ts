import type { Scope } from "@touchline/domain/access";
import type { CustomerSet } from "@touchline/domain/customer-sets";
import { LEAST_RATED } from "@touchline/domain/metrics/journey-yield";
import { instantsOf } from "@touchline/domain/period";
import { QUESTIONS } from "@touchline/domain/question";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { answerWithin, placeAsked } from "./asked.ts";
import { type JourneyQuery, numberOf, onChannels } from "./customers.ts";
import { listRecords, type RecordQuery, type RecordRow } from "./records.ts";

/** Condition that a customer belongs to a set, by the same answers as readCustomerCounts counts, found by the customer's index. */
function isIn(set: CustomerSet, query: JourneyQuery, customer: SQL): SQL {
  const { touchpoints, channels, range, timeZone } = query;
  const { from, to } = instantsOf(range, timeZone);
  const service = sql`${numberOf(touchpoints.map((row) => Number(row.service)))} = 1`;
  const weight = numberOf(touchpoints.map((row) => row.weight));
  const top = sql`bool_and(score >= ${numberOf(touchpoints.map(({ question }) => QUESTIONS[question].topFrom))})`;
  const enough = sql`count(distinct place) >= ${LEAST_RATED}`;
  const belongs: Readonly<Record<CustomerSet, SQL>> = {
    "no-bad-stop": sql`${enough} and ${top}`,
    "bad-stop": sql`${enough} and not ${top}`,
    "rated-both": sql`sum(${weight}) filter (where ${service}) <> 0 and sum(${weight}) filter (where not ${service}) <> 0`,
  };
  return sql`(
    select ${belongs[set]}
    from (
      select a.score, ${placeAsked(touchpoints)} place
      from submission h join answer a on a.submission_id = h.id and a.customer_id = h.customer_id
      where h.customer_id = ${customer} and h.at >= ${new Date(from)} and h.at < ${new Date(to)}
        and ${answerWithin(query)} and ${onChannels(channels)} offset 0) given
    where place is not null)`;
}

const DAY = 86_400_000;
/** How far the first step back goes, how much further each next one, and none further than. */
const STEP = { first: DAY, times: 4, longest: 64 * DAY };

/**
 * Records of the customers of a set alone, the newest first. Nobody knows how far back they lie: the list is walked in
 * steps that grow, until there are enough; what is read follows from how rare such customers are, not from the range.
 */
export async function listCustomerRecords(
  db: Queryable,
  scope: Scope,
  query: RecordQuery & { readonly set: CustomerSet; readonly among: JourneyQuery },
): Promise<RecordRow[]> {
  const { set, among, ...records } = query;
  const { from, to } = instantsOf(query.range, query.timeZone);
  const belong = (customer: SQL) => isIn(set, among, customer);
  const list = (since: number, until: number, limit: number) =>
    listRecords(db, scope, { ...records, limit, customers: { belong, since, until } });
  // Those with words are few, and have an index of their own.
  if (query.commented || query.words) return list(from, to, query.limit);
  const rows: RecordRow[] = [];
  let until = query.before ? Math.min(to, Date.parse(query.before.at) + 1) : to;
  for (let step = STEP.first; until > from && rows.length < query.limit; step *= STEP.times) {
    const since = Math.max(from, until - Math.min(step, STEP.longest));
    rows.push(...(await list(since, until, query.limit - rows.length)));
    until = since;
  }
  return rows;
}
