import type { Db } from "@touchline/db/client";
import { type AuditFilter, listAudit } from "@touchline/db/queries/audit";
import type { Scope } from "@touchline/domain/access";
import { csvLine } from "./csv.ts";

const PAGE = 1_000;
const json = (value: unknown): string => (value === null ? "" : JSON.stringify(value));

/** The filtered audit log as lines of a CSV file, the newest first: a heading, then one entry each. Formulas are text. */
export async function* auditCsv(db: Db, scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine([
    "id",
    "at",
    "actor id",
    "actor",
    "action",
    "subject",
    "outcome",
    "address",
    "before",
    "after",
  ]);
  let before: number | undefined;
  do {
    const page = await listAudit(db, scope, { ...filter, before, limit: PAGE });
    for (const row of page)
      yield csvLine([
        row.id,
        row.at.toISOString(),
        row.actorId,
        row.actor,
        row.action,
        row.subject,
        row.outcome,
        row.address,
        json(row.before),
        json(row.after),
      ]);
    before = page.length < PAGE ? undefined : page.at(-1)?.id;
  } while (before !== undefined);
}
