import type { Tx } from "@touchline/db/client";
import { sql } from "drizzle-orm";

/** Of a hundred submissions: with an answer on recommending the company; with words of the customer. */
const OVERALL = 20;
const SPOKEN = 5;
/** Interactions for each answer. */
const INTERACTIONS = 0.12;
const REASONS = 20;

const WORDS = [
  "waited",
  "friendly",
  "again",
  "price",
  "late",
  "helpful",
  "broken",
  "clear",
  "refund",
  "lost",
];

/** To a share of the submissions: how likely people are to recommend the company, and what they say in words. */
export async function fillOverall(tx: Tx): Promise<void> {
  await tx.execute(sql`insert into answer (submission_id, customer_id, touchpoint_id, channel_id, segment_id, question, evidence, score, at)
    select id, customer_id, 0, 0, segment_id, 'nps_0_10', 'unknown', (id / 100 * 7919) % 11, at from submission where id % 100 < ${OVERALL}`);
  const word = (place: number) =>
    sql`(${`{${WORDS.join(",")}}`}::text[])[1 + (id / ${10 ** place}::int) % 10]`;
  await tx.execute(sql`update submission set comment = 'It was ' || ${word(2)} || ' and then ' || ${word(3)} || ' about subject'
      || 1 + (id / 100) % 60 || ', said somebody who was ' || ${word(4)}
    where id % 100 < ${SPOKEN}`);
  await tx.execute(
    sql`insert into topic_word (touchpoint_id, word) select g, 'subject' || g from generate_series(1, 60) g`,
  );
  await tx.execute(sql`insert into topic_word (touchpoint_id, word)
    select 6 * place, word from unnest(${`{${WORDS.join(",")}}`}::text[]) with ordinality w (word, place)`);
}

/**
 * Uses of all touchpoints, among them contacts with service: with reasons, causes, replies, promises, and one in ten that
 * goes on with an earlier one; rules for half of the reasons, and codings by two reviewers.
 */
export async function fillContacts(tx: Tx, answers: number): Promise<void> {
  const count = Math.round(answers * INTERACTIONS);
  const key = (number: string) => sql.raw(`md5('contact ' || ${number})::uuid`);
  await tx.execute(sql`insert into interaction (id, customer_id, touchpoint_id, channel_id, segment_id, at, cause_touchpoint_id,
      cause_basis, reason, continues_key, opened_at, first_reply_at, resolved_at_first_contact, promise_kept, comment)
    select g, customer_id, touchpoint_id, channel_id, 1 + customer_id % 8, at, cause, case when cause is not null then 'import'::cause_basis end,
      case when service then 'Reason ' || g / 7 % ${REASONS}::int end, continues, opened, opened + reply * interval '1 second',
      case when opened is not null and g % 5 < 3 then g % 2 = 0 end, case when opened is not null and g % 7 < 2 then g % 3 > 0 end,
      case when service and g % 7 = 0 then 'Nobody could tell me why' end
    from (
      select *, case when service and random() < 0.3 then 1 + floor(random() * 60)::int end as cause,
        case when service and random() < 0.1 and g > 1000 then ${key("(1 + g - 6 * (1 + floor(random() * 100)::int))")} end as continues,
        case when service or random() < 0.01 then at end as opened, (exp(random() * 9) * 20)::int as reply
      from (
        select g, 1 + floor(random() * (select count(*) from customer))::int customer_id, 1 + g % 60 touchpoint_id,
          1 + floor(random() * 25)::int channel_id, (1 + g % 60) % 6 = 0 service,
          '2026-01-01'::timestamptz - make_interval(secs => (3 * 365 * 86400) * (1 - g / ${count + 1}::float8)) as at
        from generate_series(1, ${count}::int) g) placed) made`);
  await tx.execute(sql`insert into ledger (key, kind, record_id, customer_id, run_id, hash)
    select ${key("id")}, 'interaction', id, customer_id, 1, ${key("id")} from interaction`);
  await tx.execute(sql`insert into cause_rule (reason, touchpoint_id)
    select 'reason ' || g, 1 + g * 3 from generate_series(0, ${REASONS / 2 - 1}::int) g`);
  await tx.execute(sql`insert into cause_coding (interaction_id, user_id, touchpoint_id, at)
    select id, reviewer, case when (id + reviewer) % 10 > 0 then 1 + (id + (id % 4 / 3) * reviewer) % 60 end, at
    from (select * from interaction where comment is not null and id % 20 < 3) i, generate_series(1, 2) reviewer`);
}
