import type { Permission } from "@touchline/domain/access";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { authorise, type Context } from "./context.ts";
import { toTrpcError } from "./error-mapping.ts";

const t = initTRPC
  .context<Context>()
  .meta<{ permission: Permission }>()
  .create({ transformer: superjson, isDev: false });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const mapped = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { error, defect } = toTrpcError(result.error, ctx.requestId);
  if (defect) {
    const cause = result.error.cause ?? result.error;
    ctx.log.error({ message: "procedure failed", requestId: ctx.requestId, path, cause });
  }
  throw error;
});

/**
 * A procedure for who holds the permission. It puts the Scope, and the user that it was minted from, into the context.
 */
export function procedure(permission: Permission) {
  return mapped
    .meta({ permission })
    .use(async ({ ctx, next }) => next({ ctx: { ...ctx, ...(await authorise(ctx, permission)) } }));
}
