import type { Scope } from "@touchline/domain/access";
import type { Day } from "@touchline/domain/day";
import type { AuditFinding, Standard } from "@touchline/domain/standards";
import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { channelAudit } from "../schema/channel-audit.ts";

export interface ChannelAuditRow {
  readonly id: number;
  readonly channelId: number;
  readonly standard: Standard;
  readonly day: Day;
  readonly auditor: string;
  readonly finding: AuditFinding;
  readonly note: string | null;
  readonly link: string | null;
}

const COLUMNS = {
  id: channelAudit.id,
  channelId: channelAudit.channelId,
  standard: channelAudit.standard,
  day: channelAudit.day,
  auditor: channelAudit.auditor,
  finding: channelAudit.finding,
  note: channelAudit.note,
  link: channelAudit.link,
};
const NEWEST = [desc(channelAudit.day), desc(channelAudit.id)] as const;

/** The latest audit before the day `before` of each channel and standard. */
export async function latestAudits(
  db: Queryable,
  _scope: Scope,
  { before }: { before: Day },
): Promise<ChannelAuditRow[]> {
  return db
    .selectDistinctOn([channelAudit.channelId, channelAudit.standard], COLUMNS)
    .from(channelAudit)
    .where(lt(channelAudit.day, before))
    .orderBy(channelAudit.channelId, channelAudit.standard, ...NEWEST);
}

/** Audits, the newest first; of one channel or standard, or of all. */
export async function listAudits(
  db: Queryable,
  _scope: Scope,
  input: { channelId: number | null; standard: Standard | null; limit: number },
): Promise<ChannelAuditRow[]> {
  const conditions: SQL[] = [];
  if (input.channelId !== null) conditions.push(eq(channelAudit.channelId, input.channelId));
  if (input.standard !== null) conditions.push(eq(channelAudit.standard, input.standard));
  return db
    .select(COLUMNS)
    .from(channelAudit)
    .where(and(...conditions))
    .orderBy(...NEWEST)
    .limit(input.limit);
}
