import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

/** Any constant. Writers of answers share it; whoever reassesses holds it alone. */
const EVIDENCE_LOCK = 7_002;

/**
 * Writers of answers hold this until their transaction ends, so that a reassessment that runs at the same time waits
 * and then sees their answers: neither of the two can overlook the other.
 */
export async function shareEvidence(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${EVIDENCE_LOCK})`);
}

/** Waits for every writer of answers, and keeps new ones out until the transaction ends. */
export async function holdEvidence(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${EVIDENCE_LOCK})`);
}

/**
 * The one rule of who may speak of a channel, as an expression over a row `r` with customer_id, touchpoint_id,
 * channel_id, at, usage (usage_answer or null) and interaction_key. An answer on channel 0 ("not stated") is
 * backed by an interaction on any channel of its touchpoint. A log says nothing of a respondent without a name: nobody
 * can tell which of its customers that is. The window is counted in hours of 24 to the day.
 */
export const evidenceRule: SQL = sql`case
    when r.usage = 'yes' then 'used'
    -- Looked up once per statement: touchpoints without any interaction cost nothing per row.
    when r.touchpoint_id = any (array(
        select t.id from touchpoint t where exists (select 1 from interaction i where i.touchpoint_id = t.id)))
      and (exists (
        select 1 from interaction i
        where i.customer_id = r.customer_id and i.touchpoint_id = r.touchpoint_id
          and (i.channel_id = r.channel_id or r.channel_id = 0)
          and i.at <= r.at
          and i.at >= r.at - (select make_interval(hours => 24 * evidence_window_days) from organisation))
      or (r.interaction_key is not null and exists (
        select 1 from ledger l join interaction i on i.id = l.record_id and i.customer_id = l.customer_id
        where l.key = r.interaction_key and l.kind = 'interaction' and i.touchpoint_id = r.touchpoint_id
          and (i.channel_id = r.channel_id or r.channel_id = 0)))) then 'used'
    when r.usage = 'no' then 'not_used'
    when exists (
      select 1 from source_logs s where s.touchpoint_id = r.touchpoint_id and s.channel_id = r.channel_id)
      and exists (select 1 from customer c where c.id = r.customer_id and c.external_id is not null)
      then 'not_used'
    else 'unknown'
  end::evidence`;
