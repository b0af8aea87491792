import { writeAudit } from "@touchline/db/commands/audit";
import { mintScope } from "@touchline/domain/access";
import { actorOf, type Context } from "./context.ts";

/** What numbers in an input are ids of. Nothing else of it is written down: it may hold a password. */
const IDS: Readonly<Record<string, string>> = {
  userId: "user",
  runId: "run",
  touchpointId: "touchpoint",
  departmentId: "department",
  contactId: "contact",
};

/** What an input is about: "user 7"; "" where no id tells. */
function subjectOf(input: unknown): string {
  const found = Object.entries(typeof input === "object" && input !== null ? input : {}).find(
    ([key, value]) => Object.hasOwn(IDS, key) && Number.isSafeInteger(value),
  );
  return found ? `${IDS[found[0]]} ${found[1]}` : "";
}

/**
 * The entry of a change that was refused or failed: commands write their own as they succeed, and nothing but this was
 * changed. Strangers leave none, who could fill the log otherwise; tries at the sign-in have entries of their own.
 */
export async function writeRefusal(
  ctx: Context,
  refused: { action: string; input?: unknown; defect: boolean },
): Promise<void> {
  const viewer = await ctx.viewer();
  if (!viewer) return;
  const scope = mintScope({ actor: actorOf(viewer, ctx.address), role: viewer.role, recordsOf: [] });
  const { action, input, defect } = refused;
  const outcome = defect ? "failed" : "refused";
  await writeAudit(ctx.db, scope, { action, subject: subjectOf(input), outcome });
}
