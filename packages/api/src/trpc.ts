import { mintScope, type Permission, type Scope } from "@touchline/domain/access";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { authorise, type Context, refuseAsSeen } from "./context.ts";
import { toTrpcError } from "./error-mapping.ts";
import { writeRefusal } from "./refusal.ts";

const t = initTRPC
  .context<Context>()
  .meta<{ permission: Permission | "anyone" }>()
  .create({ transformer: superjson, isDev: false });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const mapped = t.procedure.use(async ({ ctx, path, type, getRawInput, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { error, defect } = toTrpcError(result.error, ctx.requestId);
  const report = (message: string, cause: unknown) =>
    ctx.log.error({ message, requestId: ctx.requestId, path, cause });
  if (defect) report("procedure failed", result.error.cause ?? result.error);
  if (type === "mutation")
    await getRawInput()
      // What was sent is no JSON: it says nothing of what it is about.
      .catch(() => undefined)
      .then((input) => writeRefusal(ctx, { action: path, input, defect }))
      .catch((cause: unknown) => report("refusal not written down", cause));
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
