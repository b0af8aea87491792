import { writeAudit } from "@touchline/db/commands/audit";
import { mintScope, type Permission, type Scope } from "@touchline/domain/access";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { actorOf, authorise, type Context, refuseAsSeen } from "./context.ts";
import { toTrpcError } from "./error-mapping.ts";

const t = initTRPC
  .context<Context>()
  .meta<{ permission: Permission | "anyone" }>()
  .create({ transformer: superjson, isDev: false });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Commands write their own entry as they succeed; one that was refused or failed has changed nothing but this. */
async function auditRefusal(ctx: Context, path: string, defect: boolean): Promise<void> {
  const viewer = await ctx.viewer();
  // Strangers could fill the log otherwise. Tries at the sign-in have entries of their own.
  if (!viewer) return;
  const actor = actorOf(viewer, ctx.address);
  const scope = mintScope({ actor, role: viewer.role, recordsOf: [] });
  await writeAudit(ctx.db, scope, { action: path, subject: "", outcome: defect ? "failed" : "refused" });
}

const mapped = t.procedure.use(async ({ ctx, path, type, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { error, defect } = toTrpcError(result.error, ctx.requestId);
  const report = (message: string, cause: unknown) =>
    ctx.log.error({ message, requestId: ctx.requestId, path, cause });
  if (defect) report("procedure failed", result.error.cause ?? result.error);
  if (type === "mutation")
    await auditRefusal(ctx, path, defect).catch((cause: unknown) =>
      report("refusal not written down", cause),
    );
  throw error;
});

/**
 * A procedure for who holds the permission. It puts the Scope, and the user that it was minted from, into the context.
 */
export function procedure(permission: Permission) {
  return mapped.meta({ permission }).use(async ({ ctx, type, next }) => {
    const allowed = await authorise(ctx, permission);
    if (type === "mutation") refuseAsSeen(allowed.viewer);
    return next({ ctx: { ...ctx, ...allowed } });
  });
}

/** A procedure for somebody who can't sign in yet and holds a one-time link, or asks for one. */
export const openProcedure = mapped.meta({ permission: "anyone" }).use(({ ctx, next }) => {
  const actor = { userId: null, label: "a one-time link", address: ctx.address };
  const scope: Scope = mintScope({ actor, role: "system", recordsOf: [] });
  return next({ ctx: { ...ctx, scope } });
});
