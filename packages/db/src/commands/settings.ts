import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { type Organisation, readOrganisation } from "../queries/structure.ts";
import { organisation } from "../schema/organisation.ts";
import { excludeCareless, reassessTouchpoints } from "./answers.ts";
import { writeAudit } from "./audit.ts";
import { holdEvidence } from "./evidence.ts";
import { drain, rebuildRollups } from "./rollups.ts";

const DRAIN_BATCH = 250_000;

export interface SettingsChange {
  readonly settings: Organisation;
  /** Days are counted by the zone: every figure may move by a day's answers. Asked for only where the zone changes. */
  readonly zoneConfirmed: boolean;
}

export interface SettingsEffect {
  /** Answers that left the counts or came back, and answers whose evidence of use was judged anew and changed. */
  readonly answers: number;
  /** Cells of the rollups that were counted anew; null: days stayed what they are. */
  readonly rebuilt: number | null;
}

/** PostgreSQL counts days by its own list of zones, so that one decides. */
async function requireZone(db: Pick<Db, "execute">, zone: string): Promise<void> {
  const { rows } = await db.execute(sql`select 1 from pg_timezone_names where name = ${zone}`);
  if (rows.length === 0) throw new AppError("invalid", `There is no time zone "${zone}".`);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Puts settings in force with all that follows from them, in one transaction: another zone counts every day anew, the
 * careless leave the counts or come back, another window judges evidence anew. Writers of answers wait meanwhile;
 * readers see the state before or after. Throws "invalid", or "conflict" where a change of zone was not confirmed.
 */
export async function updateSettings(db: Db, scope: Scope, input: SettingsChange): Promise<SettingsEffect> {
  const { settings } = input;
  return db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from organisation for update`);
    const was = await readOrganisation(tx, scope);
    const zoneChanges = was.timeZone !== settings.timeZone;
    const carelessChanges = was.excludeCareless !== settings.excludeCareless;
    const windowChanges = was.evidenceWindowDays !== settings.evidenceWindowDays;
    if (zoneChanges || carelessChanges || windowChanges) await holdEvidence(tx);
    if (zoneChanges) {
      await requireZone(tx, settings.timeZone);
      if (!input.zoneConfirmed)
        throw new AppError(
          "conflict",
          "Another time zone counts every day anew, which can take minutes and moves figures. Confirm to do it.",
        );
    }
    await tx
      .update(organisation)
      .set({ ...settings, secondFactorRoles: [...settings.secondFactorRoles] })
      .where(eq(organisation.id, 1));
    const rebuilt = zoneChanges ? await rebuildRollups(tx) : null;
    let answers = 0;
    if (carelessChanges) answers += await excludeCareless(tx, settings.excludeCareless);
    if (windowChanges) answers += await reassessTouchpoints(tx, sql`select id, null::int from touchpoint`);
    while ((await drain(tx, DRAIN_BATCH)) === DRAIN_BATCH);
    const changed = (Object.keys(settings) as (keyof Organisation)[]).filter(
      (key) => !same(was[key], settings[key]),
    );
    const only = (from: Organisation) => Object.fromEntries(changed.map((key) => [key, from[key]]));
    await writeAudit(tx, scope, {
      action: "settings.update",
      subject: "settings",
      before: only(was),
      after: only(settings),
    });
    return { answers, rebuilt };
  });
}
